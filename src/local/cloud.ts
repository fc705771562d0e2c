/** The whole local cloud: a world in real time behind real protocols, with the deployed functions running in it. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { clientOptions } from '../adapters/client-options.ts';
import { dynamoStateStore } from '../adapters/dynamo-state-store.ts';
import type { Configuration } from '../core/service.ts';
import type { FunctionId } from '../infrastructure/functions.ts';
import { buildStacks, buildWholeStacks } from '../infrastructure/stacks.ts';
import type { StateStore } from '../ports.ts';
import { chanceFor } from '../world/random.ts';
import { createWorld, type World } from '../world/world.ts';
import { localArn } from './account.ts';
import { startGateway } from './aws/gateway.ts';
import { Inbox } from './aws/inbox.ts';
import { writeCaFile } from './ca-file.ts';
import { liveCheckers } from './checkers/live-checkers.ts';
import { control } from './control.ts';
import { type DnsServers, startDnsServers } from './dns/dns-servers.ts';
import { LocalLambda } from './lambda/local-lambda.ts';
import { startSchedule } from './lambda/schedule.ts';
import { tickRetries } from './lambda/template-settings.ts';
import { type WakePath, wakePath } from './lambda/wake-path.ts';
import { createTable, type LocalDynamo, startDynamo } from './local-table.ts';
import { localNameServers, zonesOf } from './local-zones.ts';
import { startPump } from './pump.ts';
import { LocalSites } from './sites/sites.ts';
import { VirtualClock } from './virtual-clock.ts';

export interface LocalCloudOptions {
  readonly configuration: Configuration;
  /** Path of a function's bundle. */
  readonly bundleOf: (id: FunctionId) => string;
  /** How many seconds of the account go by in one of this machine's. */
  readonly speed: number;
  /** Of chance: checkers' phases, DNS draws, how long changes take. */
  readonly seed: number;
  /** Of the AWS endpoint; 0 for any that is free. */
  readonly port: number;
}

/** Everything that is open while the cloud runs. */
interface Parts {
  readonly configuration: Configuration;
  readonly clock: VirtualClock;
  readonly world: World;
  readonly sites: LocalSites;
  readonly dns: DnsServers;
  readonly dynamo: LocalDynamo;
  readonly lambda: LocalLambda;
  readonly wake: WakePath;
  readonly inbox: Inbox;
  /** States and time-lines, read as the functions read them but never failing with them. */
  readonly states: StateStore;
}

export class LocalCloud {
  /** Of the AWS endpoint. */
  readonly url: string;
  readonly parts: Parts;
  readonly #open: AsyncDisposableStack;

  private constructor(url: string, parts: Parts, open: AsyncDisposableStack) {
    this.url = url;
    this.parts = parts;
    this.#open = open;
  }

  /**
   * Rejects with everything closed again; with `NotLocalError` when the configuration cannot be served on this machine.
   */
  static async start(options: LocalCloudOptions): Promise<LocalCloud> {
    await using opening = new AsyncDisposableStack();
    const parts = await startParts(options, opening);
    const url = await openAccount(parts, options, opening);
    return new LocalCloud(url, parts, opening.move());
  }

  async close(): Promise<void> {
    await this.#open.disposeAsync();
  }
}

async function startParts(
  { configuration, bundleOf, speed, seed }: LocalCloudOptions,
  opening: AsyncDisposableStack,
): Promise<Parts> {
  const nameServers = localNameServers(configuration);
  const clock = opening.adopt(VirtualClock.start(speed), (it) => it.stop());
  const sites = opening.adopt(await LocalSites.start(configuration, clock), (it) => it.close());
  const checkers = opening.adopt(liveCheckers(clock, chanceFor(seed, 'checkers')), (it) =>
    it.stop(),
  );
  const world = createWorld({
    seed,
    startMs: clock.nowMs(),
    parameters: { nameServers: nameServers.length },
    checking: checkers,
  });
  const dns = opening.adopt(
    await startDnsServers(world, nameServers, chanceFor(seed, 'draws')),
    (it) => it.close(),
  );
  const dynamo = opening.adopt(await startDynamo(), (it) => it.close());
  const lambda = opening.adopt(new LocalLambda({ configuration, clock, bundleOf }), (it) =>
    it.close(),
  );
  const { home } = buildWholeStacks(configuration);
  const wake = wakePath(home, configuration.homeRegion, clock, lambda);
  const client = new DynamoDBClient({
    ...clientOptions(configuration.homeRegion),
    endpoint: dynamo.url,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  opening.defer(() => client.destroy());
  await createTable(client, tableName(configuration), home);
  const states = dynamoStateStore({ client, tableName: tableName(configuration) });
  return {
    configuration,
    clock,
    world,
    sites,
    dns,
    dynamo,
    lambda,
    wake,
    inbox: new Inbox(clock),
    states,
  };
}

/** Deploys into the account and lets its time run. Answers the URL of its endpoint. */
async function openAccount(
  parts: Parts,
  { port }: LocalCloudOptions,
  opening: AsyncDisposableStack,
): Promise<string> {
  const { configuration, clock, world, lambda, wake, inbox, sites } = parts;
  const { homeRegion } = configuration;
  const topicArn = inbox.createTopic(localArn('sns', homeRegion, configuration.stackName));
  const gateway = opening.adopt(
    await startGateway(
      {
        world,
        clock,
        homeRegion,
        lambda,
        bus: wake.bus,
        inbox,
        dynamoUrl: parts.dynamo.url,
        onCall: (accessKeyId) => lambda.called(accessKeyId),
        control: (request) => control({ ...parts, services: configuration.services }, request),
      },
      { host: '127.0.0.1', port },
    ),
    (it) => it.close(),
  );
  const ca = opening.use(await writeCaFile(sites.ca));
  await lambda.deploy({
    AWS_REGION: homeRegion,
    AWS_ENDPOINT_URL: gateway.url,
    SWITCHBACK_TABLE: tableName(configuration),
    SWITCHBACK_TOPIC_ARN: topicArn,
    // Readiness probes check certificates; those of the sites are signed by nobody else.
    NODE_EXTRA_CA_CERTS: ca.path,
  });
  // From here on things happen, so whoever is woken by them must be there.
  world.deploy({ stacks: buildStacks(configuration), homeRegion, zones: zonesOf(configuration) });
  opening.defer(startPump(world, clock, (event) => wake.bus.passOn(event)));
  opening.defer(
    startSchedule({
      clock,
      retries: tickRetries(buildWholeStacks(configuration).home),
      invoke: (payload) => lambda.run('tick', payload),
      giveUp: (payload) => wake.queue.deadLetters.push(payload),
    }),
  );
  return gateway.url;
}

function tableName({ stackName }: Configuration): string {
  return `${stackName}-Table`;
}
