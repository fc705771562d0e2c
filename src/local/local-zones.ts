/** What a configuration must say so that its zones and name servers can be on this machine. */
import { addressKind } from '../config/addresses.ts';
import { type HostAndPort, parseNameServer } from '../config/endpoints.ts';
import type { Configuration, Zone } from '../core/service.ts';

/** The configuration is for AWS: nothing of it can be served here. */
export class NotLocalError extends Error {
  override readonly name = 'NotLocalError';
  constructor(what: string) {
    super(`${what} See docs/services-local.yml for a file that the local cloud can serve.`);
  }
}

/** Each zone once. */
export function zonesOf({ services }: Configuration): readonly Zone[] {
  return [...new Map(services.map(({ zone }) => [zone.id, zone])).values()];
}

/** The name servers of all zones, which must be the same loopback addresses. Throws `NotLocalError`. */
export function localNameServers(configuration: Configuration): readonly HostAndPort[] {
  const [first, ...others] = zonesOf(configuration).map(({ nameServers }) => nameServers ?? []);
  const listed = first ?? [];
  if (others.some((other) => other.join() !== listed.join())) {
    throw new NotLocalError('All zones must have the same nameServers.');
  }
  const servers = listed.map(parseNameServer).filter((server) => server !== undefined);
  const isLocal = ({ host }: HostAndPort) => addressKind(host) === 'loopback';
  if (servers.length === 0 || !servers.every(isLocal)) {
    throw new NotLocalError('zone.nameServers must be loopback addresses.');
  }
  return servers;
}
