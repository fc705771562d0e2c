/**
 * The real adapters over a simulated account, by AWS's and DNS's protocols on the loopback, in the minute in which the
 * next stage of a failback is due: whatever is not believed keeps it from beginning.
 */
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { Route53Client } from '@aws-sdk/client-route-53';
import { SNSClient } from '@aws-sdk/client-sns';
import type { Packet } from 'dns-packet';
import type { Patience } from '../../src/adapters/client-options.ts';
import { cloudWatchAlarms } from '../../src/adapters/cloudwatch-alarms.ts';
import { cloudWatchHoldSwitch } from '../../src/adapters/cloudwatch-hold-switch.ts';
import { dnsNameServers } from '../../src/adapters/dns-name-servers.ts';
import { stateItem } from '../../src/adapters/dynamo-items.ts';
import { dynamoStateStore } from '../../src/adapters/dynamo-state-store.ts';
import { route53Records } from '../../src/adapters/route53-records.ts';
import { snsNotifier } from '../../src/adapters/sns-notifier.ts';
import { known } from '../../src/core/reading.ts';
import type { ServiceState } from '../../src/core/state.ts';
import type { Ports } from '../../src/ports.ts';
import { alarmQuestions } from '../../src/reconcile/questions.ts';
import { type Pass, reconcile } from '../../src/reconcile/reconcile.ts';
import { dnsAnswer } from '../adapters/accounts.ts';
import {
  type Answering,
  type AwsAnswer,
  type AwsRequest,
  AwsStub,
  ok,
} from '../adapters/aws-stub.ts';
import { cloudWatchAnswer } from '../adapters/cloudwatch-stub.ts';
import { type DnsAnswer, type DnsAnswering, DnsStub } from '../adapters/dns-stub.ts';
import { DynamoStub } from '../adapters/dynamo-stub.ts';
import { changeInfo, route53Answer, xml } from '../adapters/route53-stub.ts';
import { snsAnswer } from '../adapters/sns-stub.ts';
import { aFailbackPolicy, aService } from '../builders/configuration.ts';
import { aWorldWith, MINUTE, type Scene } from '../reconcile/scene.ts';

type AlarmStates = Awaited<ReturnType<Ports['alarms']['states']>>;

const GUARD = { region: 'us-west-2', name: 'checkout errors' };
/** Short, since some answers never come; long enough for a machine that is busy with others. */
const PATIENCE: Patience = { connectionMs: 800, requestMs: 800, attempts: 1 };
const DNS_PATIENCE = { timeoutMs: 700, tries: 1 };

export interface Seen {
  readonly pass: Pass;
  /** The state as it is stored afterwards; `null` for an item that is none. */
  readonly stored: Partial<ServiceState> | null;
  /** Batches that Route 53 was asked for. */
  readonly changes: number;
}

export interface Answers {
  /** `undefined` is as the account would answer. */
  readonly aws?: (request: AwsRequest) => AwsAnswer | undefined | Promise<AwsAnswer | undefined>;
  /** What the account answers, made into something else. */
  readonly change?: (request: AwsRequest, answer: Exclude<AwsAnswer, string>) => AwsAnswer;
  readonly dns?: DnsAnswering;
}

export class WiredScene {
  readonly #scene: Scene;
  readonly #state: ServiceState;
  readonly #aws: AwsStub;
  readonly #dns: DnsStub;
  readonly #ports: Ports;
  readonly #alarms: AlarmStates;

  private constructor(
    scene: Scene,
    state: ServiceState,
    alarms: AlarmStates,
    aws: AwsStub,
    dns: DnsStub,
  ) {
    this.#scene = scene;
    this.#alarms = alarms;
    this.#state = state;
    this.#aws = aws;
    this.#dns = dns;
    this.#ports = wired(scene, aws, dns);
  }

  static async of(): Promise<WiredScene> {
    const minutes = await minutesUntilStage(await atFirstStage());
    const scene = await atFirstStage();
    await scene.ticks(minutes - 1);
    scene.advance(MINUTE);
    const aws = await AwsStub.start(() => 'silence');
    const dns = await DnsStub.start(() => 'silence');
    const { configuration, first, world } = scene;
    const alarms = await world.ports().alarms.states(alarmQuestions(configuration, first));
    const wiredScene = new WiredScene(scene, await scene.state(), alarms, aws, dns);
    // The first calls of the clients take longest.
    await wiredScene.pass();
    return wiredScene;
  }

  /** One pass; the account is afterwards as it was before. */
  async pass({ aws, change, dns }: Answers = {}, state: object = this.#state): Promise<Seen> {
    const dynamo = new DynamoStub();
    const { service, version } = this.#state;
    dynamo.items.set(`${service} STATE`, stateItem(service, { version, ...state }, 'before'));
    const account = accountAnswer(this.#scene, this.#alarms, dynamo);
    this.#aws.answer(async (request) => {
      const answer = (await aws?.(request)) ?? (await account(request));
      return change === undefined || typeof answer === 'string' ? answer : change(request, answer);
    });
    this.#dns.answer(dns ?? ((query) => this.dnsAnswer(query)));
    const from = this.#aws.requests.length;
    const pass = await reconcile(this.#scene.configuration, this.#ports);
    const changes = this.#aws.requests.slice(from).filter(isChange).length;
    return { pass, stored: storedState(dynamo, service), changes };
  }

  get state(): ServiceState {
    return this.#state;
  }

  /** As the account answers. */
  dnsAnswer({ questions }: Packet): Promise<DnsAnswer> {
    return dnsAnswer(this.#scene.world.ports(), questions?.[0]);
  }

  async close(): Promise<void> {
    await Promise.all([this.#aws.close(), this.#dns.close()]);
  }
}

function isChange({ action }: AwsRequest): boolean {
  return action.startsWith('POST') && action.includes('/rrset');
}

async function atFirstStage(): Promise<Scene> {
  const failback = aFailbackPolicy({ guardAlarms: [GUARD] });
  const scene = await aWorldWith([aService({ failback })], { warmUp: 'sparse' });
  scene.world.setAlarm(GUARD, 'OK');
  await scene.readyToReturn();
  await scene.command('failback');
  return scene;
}

async function minutesUntilStage(scene: Scene): Promise<number> {
  let minutes = 0;
  while ((await scene.state()).failback?.step === 0) {
    await scene.tick();
    minutes += 1;
    if (minutes > 30) throw new Error('The second stage never begins.');
  }
  return minutes;
}

function storedState(dynamo: DynamoStub, service: string): Seen['stored'] {
  const body = dynamo.items.get(`${service} STATE`)?.body?.S;
  return body === undefined ? null : Object(JSON.parse(body));
}

/**
 * Changes are accepted and not made, so that one scene serves many passes. No time passes between them either: what is
 * read goes past the account's throttles, or it would soon be refused for another reason than the test's.
 */
function accountAnswer({ world }: Scene, alarms: AlarmStates, dynamo: DynamoStub): Answering {
  const cloudWatch = cloudWatchAnswer({ states: async () => alarms }, { publish: async () => {} });
  const route53 = route53Answer({
    ...world.ports().records,
    list: async (ids) => new Map(ids.map((id) => [id, known(world.records(id))])),
  });
  const sns = snsAnswer({ publish: async () => {} });
  return (request) => {
    if (request.action.startsWith('DynamoDB')) return dynamo.answer(request);
    if (request.action.startsWith('Granite')) return cloudWatch(request);
    if (request.action === 'Publish') return sns(request);
    if (!isChange(request)) return route53(request);
    return ok(xml('ChangeResourceRecordSetsResponse', changeInfo('C99', 'PENDING')));
  };
}

function wired({ configuration, world }: Scene, aws: AwsStub, dns: DnsStub): Ports {
  const cloudWatch = (region: string) => new CloudWatchClient(aws.options(PATIENCE, region));
  return {
    clock: world.ports().clock,
    stateStore: dynamoStateStore({
      client: new DynamoDBClient(aws.options(PATIENCE)),
      tableName: 'table',
      patience: { tries: 2, pauseMs: 1 },
    }),
    records: route53Records({ client: new Route53Client(aws.options(PATIENCE)) }),
    nameServers: dnsNameServers({
      nameServersOf: async () => [dns.server],
      patience: DNS_PATIENCE,
    }),
    alarms: cloudWatchAlarms({ clientOf: cloudWatch, clock: world.ports().clock }),
    probes: world.ports().probes,
    holdSwitches: cloudWatchHoldSwitch({ client: cloudWatch('us-west-2'), configuration }),
    notifier: snsNotifier({
      client: new SNSClient(aws.options(PATIENCE)),
      topicArn: 'arn:aws:sns:us-west-2:123456789012:topic',
    }),
  };
}
