/** A deployed world behind the gateway, with what the other parts of the local cloud would bring. */
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { Route53Client } from '@aws-sdk/client-route-53';
import { SNSClient } from '@aws-sdk/client-sns';
import { clientOptions, type Patience } from '../../../src/adapters/client-options.ts';
import type { BusPort } from '../../../src/local/aws/events.ts';
import { type Gateway, type GatewayNeeds, startGateway } from '../../../src/local/aws/gateway.ts';
import { Inbox } from '../../../src/local/aws/inbox.ts';
import type { LambdaPort } from '../../../src/local/aws/lambda.ts';
import { VirtualClock } from '../../../src/local/virtual-clock.ts';
import type { World, WorldOptions } from '../../../src/world/world.ts';
import { aDeployedWorld } from '../../world/deployed-world.ts';

export const REGION = 'us-west-2';
export const TOPIC = `arn:aws:sns:${REGION}:123456789012:switchback`;
export const CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' };
/** One attempt, so that an error shows as it is. */
export const ONCE: Patience = { connectionMs: 1000, requestMs: 2000, attempts: 1 };

/** What reached the functions, and how the next one answers. */
export class FakeLambda implements LambdaPort {
  readonly invoked: { name: string; payload: string; waits: boolean }[] = [];
  fails = false;

  functions() {
    return [
      {
        name: 'switchback-tick',
        handler: 'dist/index.handler',
        timeoutSeconds: 30,
        memoryMb: 256,
        environment: { A: 'b' },
      },
    ];
  }

  async invoke(name: string, payload: string) {
    if (name !== 'switchback-tick') return 'no-such-function' as const;
    this.invoked.push({ name, payload, waits: true });
    const requestId = '11111111-2222-4333-8444-555555555555';
    const logTail = 'START\nEND é\n';
    return this.fails
      ? {
          requestId,
          logTail,
          payload: '{"errorType":"Error"}',
          functionError: 'Unhandled' as const,
        }
      : { requestId, logTail, payload: `{"got":${payload}}` };
  }

  invokeAsync(name: string, payload: string): boolean {
    if (name !== 'switchback-tick') return false;
    this.invoked.push({ name, payload, waits: false });
    return true;
  }
}

export class FakeBus implements BusPort {
  readonly put: Parameters<BusPort['putEvent']>[0][] = [];

  putEvent(event: Parameters<BusPort['putEvent']>[0]): string {
    this.put.push(event);
    return `event-${this.put.length}`;
  }

  rules() {
    return [
      {
        name: 'home-wake',
        pattern: { source: ['aws.cloudwatch'] },
        busName: 'home',
        region: REGION,
      },
    ];
  }
}

export interface TestCloud extends AsyncDisposable {
  readonly world: World;
  readonly clock: VirtualClock;
  readonly gateway: Gateway;
  readonly inbox: Inbox;
  readonly lambda: FakeLambda;
  readonly bus: FakeBus;
  readonly deployed: ReturnType<typeof aDeployedWorld>;
  options(patience?: Patience, region?: string): ReturnType<typeof optionsFor>;
  route53(patience?: Patience): Route53Client;
  cloudWatch(region?: string): CloudWatchClient;
  sns(): SNSClient;
  close(): Promise<void>;
}

function optionsFor(url: string, patience: Patience, region: string) {
  return { ...clientOptions(region, patience), endpoint: url, credentials: CREDENTIALS };
}

interface Given
  extends Partial<Pick<GatewayNeeds, 'dynamoUrl' | 'control' | 'nameServers' | 'onCall'>> {
  readonly world?: Partial<WorldOptions>;
  readonly speed?: number;
}

export async function aCloud(given: Given = {}): Promise<TestCloud> {
  const { world: options, speed = 1, ...needs } = given;
  const deployed = aDeployedWorld(options);
  const { world } = deployed;
  const realOriginMs = performance.timeOrigin + performance.now();
  const clock = new VirtualClock({ speed, realOriginMs, virtualOriginMs: world.nowMs });
  const inbox = new Inbox(clock);
  inbox.createTopic(TOPIC);
  const lambda = new FakeLambda();
  const bus = new FakeBus();
  const gateway = await startGateway(
    {
      world,
      clock,
      homeRegion: REGION,
      lambda,
      bus,
      inbox,
      dynamoUrl: 'http://127.0.0.1:1',
      ...needs,
    },
    { host: '127.0.0.1', port: 0 },
  );
  const optionsOf = (patience = ONCE, region = REGION) => optionsFor(gateway.url, patience, region);
  const close = async () => {
    clock.stop();
    await gateway.close();
  };
  return {
    world,
    clock,
    gateway,
    inbox,
    lambda,
    bus,
    deployed,
    options: optionsOf,
    route53: (patience) => new Route53Client(optionsOf(patience)),
    cloudWatch: (region) => new CloudWatchClient(optionsOf(ONCE, region)),
    sns: () => new SNSClient(optionsOf()),
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** What the SDK makes of a refusal. */
export async function refusal(call: Promise<unknown>): Promise<{
  readonly name: string;
  readonly message: string;
  readonly $metadata?: { readonly httpStatusCode?: number; readonly attempts?: number };
}> {
  try {
    await call;
  } catch (error) {
    return error as Awaited<ReturnType<typeof refusal>>;
  }
  throw new Error('It was not refused.');
}
