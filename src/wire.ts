/** The real adapters, made once a cold start. The only reader of the environment. */
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { Route53Client } from '@aws-sdk/client-route-53';
import { SNSClient } from '@aws-sdk/client-sns';
import { clientOptions, PATIENCE, ROUTE53_REGION } from './adapters/client-options.ts';
import { cloudWatchAlarms } from './adapters/cloudwatch-alarms.ts';
import { cloudWatchHoldSwitch } from './adapters/cloudwatch-hold-switch.ts';
import { dnsNameServers } from './adapters/dns-name-servers.ts';
import { dynamoStateStore } from './adapters/dynamo-state-store.ts';
import { httpProbes } from './adapters/http-probes.ts';
import { type Stoppable, stopOutOfTime } from './adapters/out-of-time.ts';
import { route53Records } from './adapters/route53-records.ts';
import { snsNotifier } from './adapters/sns-notifier.ts';
import { zoneNameServers } from './adapters/zone-name-servers.ts';
import type { Configuration } from './core/service.ts';
import type { Clock, Ports } from './ports.ts';

type Environment = Readonly<Record<string, string | undefined>>;

interface Wiring {
  readonly configuration: Configuration;
  readonly environment?: Environment;
  /** Of the invocation under way. Without it calls begin as if there were no end. */
  readonly remainingMs?: () => number;
}

/** What the stack gives its functions is not there, or fits another configuration. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';
}

export function wire({
  configuration,
  // biome-ignore lint/style/noProcessEnv: everything else is handed what it needs of it
  environment = process.env,
  remainingMs = () => Number.POSITIVE_INFINITY,
}: Wiring): Ports {
  const { tableName, topicArn, region } = readEnvironment(configuration, environment);
  const clock: Clock = { nowMs: () => Date.now() };
  const timed = <Client extends Stoppable>(client: Client) =>
    stopOutOfTime(client, PATIENCE.requestMs, remainingMs);
  const route53 = timed(new Route53Client(clientOptions(ROUTE53_REGION)));
  const dynamo = timed(new DynamoDBClient(clientOptions(region)));
  const sns = timed(new SNSClient(clientOptions(region)));
  const cloudWatchOf = onePerRegion((of) => timed(new CloudWatchClient(clientOptions(of))));
  return {
    clock,
    stateStore: dynamoStateStore({ client: dynamo, tableName }),
    records: route53Records({ client: route53 }),
    nameServers: dnsNameServers({
      nameServersOf: zoneNameServers(configuration.services, route53),
    }),
    alarms: cloudWatchAlarms({ clientOf: cloudWatchOf, clock }),
    probes: httpProbes(),
    holdSwitches: cloudWatchHoldSwitch({ client: cloudWatchOf(region), configuration }),
    notifier: snsNotifier({ client: sns, topicArn }),
  };
}

function readEnvironment({ homeRegion }: Configuration, environment: Environment) {
  const value = (name: string): string => {
    const found = environment[name];
    if (found === undefined || found === '') throw new EnvironmentError(`${name} is not set.`);
    return found;
  };
  const region = value('AWS_REGION');
  // A hold metric in another Region than its alarm would hold nothing.
  if (region !== homeRegion) {
    throw new EnvironmentError(
      `AWS_REGION is ${region}, and the home of this configuration ${homeRegion}.`,
    );
  }
  return {
    tableName: value('SWITCHBACK_TABLE'),
    topicArn: value('SWITCHBACK_TOPIC_ARN'),
    region,
  };
}

function onePerRegion<Client>(make: (region: string) => Client): (region: string) => Client {
  const made = new Map<string, Client>();
  return (region) => {
    const client = made.get(region) ?? make(region);
    made.set(region, client);
    return client;
  };
}
