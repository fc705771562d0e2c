/** A drill's account for real: the deployed functions, the stored state, the zone's name servers, the sites. */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Route53Client } from '@aws-sdk/client-route-53';
import { clientOptions, ROUTE53_REGION } from '../adapters/client-options.ts';
import { dnsNameServers } from '../adapters/dns-name-servers.ts';
import { httpProbes } from '../adapters/http-probes.ts';
import { zoneNameServers } from '../adapters/zone-name-servers.ts';
import type { Configuration, Service } from '../core/service.ts';
import type { DrillAccount } from '../drill/account.ts';
import { watchedAccount } from '../drill/watched-account.ts';
import { ask } from './ask.ts';
import { deployedStore } from './deployed-store.ts';
import { operatorRequest } from './operator-request.ts';

/** Rejects with `InvocationError`. */
export async function drillAccount(
  configuration: Configuration,
  service: Service,
  { who, reason }: { readonly who: string; readonly reason: string },
): Promise<DrillAccount> {
  const route53 = new Route53Client(clientOptions(ROUTE53_REGION));
  const ports = {
    clock: { nowMs: () => Date.now() },
    stateStore: await deployedStore(configuration),
    nameServers: dnsNameServers({ nameServersOf: zoneNameServers([service], route53) }),
    probes: httpProbes(),
  };
  return watchedAccount(service, ports, {
    pause: (ms) => pause(ms),
    command: (kind) =>
      ask(configuration, operatorRequest(kind, { service: service.id, who, reason }, randomUUID())),
  });
}
