/** Where the zones of some services are answered: as configured, or otherwise by those of the delegation. */
import { Resolver } from 'node:dns/promises';
import type { Route53Client } from '@aws-sdk/client-route-53';
import type { Service, Zone } from '../core/service.ts';
import { type NameServersOf, route53Delegation } from './route53-delegation.ts';

const NS_PATIENCE = { timeout: 1_500, tries: 2 } as const;

export function zoneNameServers(
  services: readonly Pick<Service, 'zone'>[],
  client: Route53Client,
): NameServersOf {
  const zones = new Map<string, Zone>(services.map(({ zone }) => [zone.id, zone]));
  const resolver = new Resolver(NS_PATIENCE);
  const resolve = async (zoneId: string) => resolver.resolveNs(zones.get(zoneId)?.name ?? '');
  const delegation = route53Delegation({ client, resolve });
  return async (zoneId) => zones.get(zoneId)?.nameServers ?? delegation(zoneId);
}
