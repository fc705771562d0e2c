/** An audit's account for real, with the credentials that the AWS CLI would use. */
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { Route53Client } from '@aws-sdk/client-route-53';
import { clientOptions, ROUTE53_REGION } from '../adapters/client-options.ts';
import { readAlarm } from '../adapters/cloudwatch-alarm.ts';
import { dnsNameServers } from '../adapters/dns-name-servers.ts';
import { readCheckers, readHealthCheck } from '../adapters/route53-health-checks.ts';
import { route53Records } from '../adapters/route53-records.ts';
import { zoneNameServers } from '../adapters/zone-name-servers.ts';
import type { AuditAccount } from '../audit/account.ts';
import type { Configuration } from '../core/service.ts';
import { deployedStore } from './deployed-store.ts';

/** Rejects with `InvocationError` where there is nothing deployed, or it cannot be reached. */
export async function auditAccount(configuration: Configuration): Promise<AuditAccount> {
  const route53 = new Route53Client(clientOptions(ROUTE53_REGION));
  const nameServersOf = zoneNameServers(configuration.services, route53);
  const cloudWatches = new Map<string, CloudWatchClient>();
  const cloudWatchOf = (region: string) => {
    const client = cloudWatches.get(region) ?? new CloudWatchClient(clientOptions(region));
    cloudWatches.set(region, client);
    return client;
  };
  return {
    stateStore: await deployedStore(configuration),
    records: route53Records({ client: route53 }),
    nameServers: dnsNameServers({ nameServersOf }),
    healthCheck: (id) => readHealthCheck(route53, id),
    checkers: (id) => readCheckers(route53, id),
    alarm: ({ region, name }) => readAlarm(cloudWatchOf(region), name),
  };
}
