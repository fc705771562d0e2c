/** The ports over the gateway: the adapters against it behave as the account itself does. */

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { jest } from '@jest/globals';
import { cloudWatchAlarms } from '../../../src/adapters/cloudwatch-alarms.ts';
import { cloudWatchHoldSwitch } from '../../../src/adapters/cloudwatch-hold-switch.ts';
import { dnsNameServers } from '../../../src/adapters/dns-name-servers.ts';
import { dynamoStateStore } from '../../../src/adapters/dynamo-state-store.ts';
import { httpProbes } from '../../../src/adapters/http-probes.ts';
import { route53Records } from '../../../src/adapters/route53-records.ts';
import { snsNotifier } from '../../../src/adapters/sns-notifier.ts';
import { buildWholeStacks } from '../../../src/infrastructure/stacks.ts';
import { createTable, startDynamo } from '../../../src/local/local-table.ts';
import type { Ports } from '../../../src/ports.ts';
import { type Account, dnsAnswer, Sites } from '../../adapters/accounts.ts';
import { contractOfPorts } from '../../adapters/contract-ports.ts';
import { DnsStub } from '../../adapters/dns-stub.ts';
import { aConfiguration } from '../../builders/configuration.ts';
import { aCloud, TOPIC } from './cloud.ts';

/** Every call goes over two sockets, and DynamoDB's through a database in this process. */
jest.setTimeout(30_000);

contractOfPorts('the adapters over the gateway', gatewayAccount);

async function gatewayAccount(): Promise<Account> {
  const dynamo = await startDynamo();
  const cloud = await aCloud({ dynamoUrl: dynamo.url });
  const { world, inbox } = cloud;
  const configuration = aConfiguration();
  const database = new DynamoDBClient(cloud.options());
  await createTable(database, 'table', buildWholeStacks(configuration).home);
  const dns = await DnsStub.start(({ questions }) => dnsAnswer(world.ports(), questions?.[0]));
  const sites = new Sites();
  const ports: Ports = {
    clock: world.ports().clock,
    stateStore: dynamoStateStore({ client: database, tableName: 'table' }),
    records: route53Records({ client: cloud.route53() }),
    nameServers: dnsNameServers({ nameServersOf: async () => [dns.server] }),
    alarms: cloudWatchAlarms({ clientOf: cloud.cloudWatch, clock: world.ports().clock }),
    probes: httpProbes(),
    holdSwitches: cloudWatchHoldSwitch({ client: cloud.cloudWatch(), configuration }),
    notifier: snsNotifier({ client: cloud.sns(), topicArn: TOPIC }),
  };
  return {
    world,
    ports,
    site: (condition) => sites.open(condition),
    received: () =>
      inbox
        .messages()
        .map(({ subject = '', message, attributes }) => ({ subject, text: message, attributes })),
    close: async () => {
      await Promise.all([cloud.close(), dynamo.close(), dns.close(), sites.close()]);
    },
  };
}
