/** Where DNS sends users, found out by asking the name servers over the network. */
import type { HostAndPort } from '../../config/endpoints.ts';
import { recordTypes, type Service, SIDES, type Side } from '../../core/service.ts';
import { ask } from '../dns/resolve.ts';

export interface MeasuredShares {
  readonly queries: number;
  readonly primary: number;
  readonly secondary: number;
  /** Answered with neither side, or not at all. */
  readonly other: number;
}

/** So many questions are on their way at once. */
const AT_ONCE = 50;

/** Asks for the service's first name so many times, each name server in its turn. Counts are of answers. */
export async function measureShares(
  service: Service,
  servers: readonly HostAndPort[],
  queries: number,
): Promise<MeasuredShares> {
  const counts = { primary: 0, secondary: 0, other: 0 };
  for (let asked = 0; asked < queries; asked += AT_ONCE) {
    const batch = Array.from({ length: Math.min(AT_ONCE, queries - asked) }, (_, at) =>
      askSide(service, servers, asked + at),
    );
    for (const side of await Promise.all(batch)) counts[side ?? 'other'] += 1;
  }
  return { queries, ...counts };
}

async function askSide(
  service: Service,
  servers: readonly HostAndPort[],
  turn: number,
): Promise<Side | undefined> {
  const server = servers[turn % servers.length];
  const [type] = recordTypes(service);
  if (server === undefined || type === undefined) return undefined;
  const answer = await ask(server, service.names[0], type);
  return SIDES.find((side) => answer.values.some((value) => valuesOf(service, side).has(value)));
}

/** What the records of one side hold. */
export function valuesOf(service: Service, side: Side): ReadonlySet<string> {
  const { target } = service[side];
  return new Set(target.kind === 'values' ? Object.values(target.values).flat() : [target.dnsName]);
}

/** Of the answers, in per cent. */
export function percentOn(side: Side, shares: MeasuredShares): number {
  return (100 * shares[side]) / shares.queries;
}
