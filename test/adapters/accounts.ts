/** The same simulated account, reached directly and by the wire protocols that the adapters speak. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { Route53Client } from '@aws-sdk/client-route-53';
import { SNSClient } from '@aws-sdk/client-sns';
import type { Answer, Packet } from 'dns-packet';
import { cloudWatchAlarms } from '../../src/adapters/cloudwatch-alarms.ts';
import { cloudWatchHoldSwitch } from '../../src/adapters/cloudwatch-hold-switch.ts';
import { dnsNameServers } from '../../src/adapters/dns-name-servers.ts';
import { dynamoStateStore } from '../../src/adapters/dynamo-state-store.ts';
import { httpProbes } from '../../src/adapters/http-probes.ts';
import { route53Records } from '../../src/adapters/route53-records.ts';
import { snsNotifier } from '../../src/adapters/sns-notifier.ts';
import type { EndpointCheck } from '../../src/core/service.ts';
import type { Notification } from '../../src/messages/message.ts';
import type { Ports } from '../../src/ports.ts';
import type { RecordType } from '../../src/route53/record-set.ts';
import { httpStatus, REFUSED } from '../../src/world/sites.ts';
import type { World } from '../../src/world/world.ts';
import { aConfiguration, anEndpointCheck } from '../builders/configuration.ts';
import { aDeployedWorld, PRIMARY_SITE, ZONE_ID } from '../world/deployed-world.ts';
import { type AwsRequest, AwsStub } from './aws-stub.ts';
import { cloudWatchAnswer } from './cloudwatch-stub.ts';
import { type DnsAnswer, DnsStub } from './dns-stub.ts';
import { DynamoStub } from './dynamo-stub.ts';
import { route53Answer } from './route53-stub.ts';
import { snsAnswer } from './sns-stub.ts';

export type SiteCondition = 'up' | 'failing' | 'refusing';

export type ReceivedMessage = Pick<Notification, 'subject' | 'text' | 'attributes'>;

export interface Account {
  readonly world: World;
  readonly ports: Ports;
  /** A check of a site in that condition, and the ranges that its probe needs. */
  site(condition: SiteCondition): Promise<{ check: EndpointCheck; ranges: readonly string[] }>;
  /** What people were sent. */
  received(): readonly ReceivedMessage[];
  close(): Promise<void>;
}

export async function simulatedAccount(): Promise<Account> {
  const { world } = aDeployedWorld();
  const conditions = { up: 'up', failing: httpStatus(503), refusing: REFUSED } as const;
  return {
    world,
    ports: world.ports(),
    site: async (condition) => {
      world.setSite(PRIMARY_SITE, conditions[condition]);
      return { check: anEndpointCheck(), ranges: [] };
    },
    received: () => world.inbox,
    close: async () => {},
  };
}

export async function wiredAccount(): Promise<Account> {
  const { world } = aDeployedWorld();
  const aws = await AwsStub.start(awsAnswer(world.ports()));
  const dns = await DnsStub.start(({ questions }) => dnsAnswer(world.ports(), questions?.[0]));
  const sites = new Sites();
  const configuration = aConfiguration();
  const cloudWatch = (region: string) => new CloudWatchClient(aws.options(undefined, region));
  const ports: Ports = {
    clock: world.ports().clock,
    stateStore: dynamoStateStore({ client: new DynamoDBClient(aws.options()), tableName: 'table' }),
    records: route53Records({ client: new Route53Client(aws.options()) }),
    nameServers: dnsNameServers({ nameServersOf: async () => [dns.server] }),
    alarms: cloudWatchAlarms({ clientOf: cloudWatch, clock: world.ports().clock }),
    probes: httpProbes(),
    holdSwitches: cloudWatchHoldSwitch({ client: cloudWatch('us-west-2'), configuration }),
    notifier: snsNotifier({
      client: new SNSClient(aws.options()),
      topicArn: 'arn:aws:sns:us-west-2:123456789012:topic',
    }),
  };
  const close = async () => {
    await Promise.all([aws.close(), dns.close(), sites.close()]);
  };
  const received = () => world.inbox;
  return { world, ports, site: (condition) => sites.open(condition), received, close };
}

/** As AWS would answer, by the account behind the ports. */
export function awsAnswer(ports: Ports) {
  const dynamo = new DynamoStub();
  const cloudWatch = cloudWatchAnswer(ports.alarms, ports.holdSwitches);
  const route53 = route53Answer(ports.records);
  const sns = snsAnswer(ports.notifier);
  return (request: AwsRequest) => {
    if (request.action.startsWith('DynamoDB')) return dynamo.answer(request);
    if (request.action.startsWith('Granite')) return cloudWatch(request);
    return request.action === 'Publish' ? sns(request) : route53(request);
  };
}

/** As the zone's own name servers would answer. */
export async function dnsAnswer(
  ports: Ports,
  question: NonNullable<Packet['questions']>[number] | undefined,
): Promise<DnsAnswer> {
  const { name = '', type = 'A' } = question ?? {};
  const asked = { zoneId: ZONE_ID, name, type: type as RecordType };
  const [replies = []] = (await ports.nameServers.ask([asked])).values();
  const [reply] = replies;
  if (!reply?.known) return { rcode: 'REFUSED' };
  const answers = reply.value.map((data) => ({ name, type, ttl: 60, data }) as Answer);
  return { answers };
}

/** Real servers on the loopback. */
export class Sites {
  readonly #closing: (() => Promise<void>)[] = [];

  async open(condition: SiteCondition) {
    const server = createServer((_, response) =>
      response.writeHead(condition === 'up' ? 200 : 503).end(),
    );
    const opened = Promise.withResolvers<void>();
    server.listen(0, '127.0.0.1', () => opened.resolve());
    await opened.promise;
    const { port } = server.address() as AddressInfo;
    const close = async () => {
      const closed = Promise.withResolvers<void>();
      server.close(() => closed.resolve());
      await closed.promise;
    };
    if (condition === 'refusing') await close();
    else this.#closing.push(close);
    const check = anEndpointCheck('primary', { protocol: 'HTTP', address: '127.0.0.1', port });
    return { check, ranges: ['127.0.0.0/8'] };
  }

  async close(): Promise<void> {
    await Promise.all(this.#closing.map((close) => close()));
  }
}
