/** Reads what `Account` says, with as few calls as there are zones, Regions and hundreds of alarms. */
import { type CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import {
  GetAccountLimitCommand,
  GetHealthCheckCountCommand,
  GetHostedZoneCommand,
  type Route53Client,
} from '@aws-sdk/client-route-53';
import { settledName } from '../adapters/route53-names.ts';
import { known, unknown } from '../core/reading.ts';
import type { AlarmRef, Configuration } from '../core/service.ts';
import { earsStackName } from '../infrastructure/ears.ts';
import { TABLE } from '../infrastructure/functions.ts';
import { alarmKey, type Records, type StateStore } from '../ports.ts';
import type { AlarmSettings } from '../route53/alarm-snapshot.ts';
import {
  type Account,
  type DeployedTemplates,
  NOTHING_DEPLOYED,
  type ZoneView,
} from './account.ts';
import type { CloudFormation } from './cloud-formation.ts';
import { deployedServices } from './deployed-services.ts';
import { namedAlarms } from './preflight.ts';

export interface Reach {
  readonly homeStacks: CloudFormation;
  readonly earsStacks: CloudFormation;
  readonly route53: Route53Client;
  readonly records: Records;
  readonly cloudWatchIn: (region: string) => Promise<CloudWatchClient>;
  readonly statesIn: (tableName: string) => Promise<StateStore>;
}

export async function readAccount(reach: Reach, configuration: Configuration): Promise<Account> {
  const deployed = await readDeployed(reach, configuration);
  const [zones, healthChecks, alarms, states] = await Promise.all([
    readZones(reach, configuration),
    readHealthChecks(reach.route53),
    readAlarms(reach, namedAlarms(configuration)),
    readStates(reach, configuration, deployed),
  ]);
  return { deployed, zones, healthChecks, alarms, states };
}

async function readDeployed(
  { homeStacks, earsStacks }: Reach,
  { stackName }: Configuration,
): Promise<DeployedTemplates> {
  const [home, ears] = await Promise.all([
    homeStacks.template(stackName),
    earsStacks.template(earsStackName(stackName)),
  ]);
  return { home: home ?? NOTHING_DEPLOYED, ears: ears ?? NOTHING_DEPLOYED };
}

async function readZones(
  { route53, records }: Reach,
  { services }: Configuration,
): Promise<Account['zones']> {
  const ids = [...new Set(services.map(({ zone }) => zone.id))];
  const found = new Map<string, ZoneView>();
  for (const id of ids) {
    const zone = await hostedZone(route53, id);
    if (zone === undefined) continue;
    const sets = (await records.list([id])).get(id);
    if (!sets?.known) throw new Error(`The records of ${id} cannot be listed: ${sets?.why}`);
    found.set(id, { ...zone, records: sets.value });
  }
  return found;
}

async function hostedZone(
  client: Route53Client,
  Id: string,
): Promise<Omit<ZoneView, 'records'> | undefined> {
  try {
    const { HostedZone } = await client.send(new GetHostedZoneCommand({ Id }));
    const isPrivate = HostedZone?.Config?.PrivateZone === true;
    return { name: settledName(HostedZone?.Name ?? ''), isPrivate };
  } catch (error) {
    if (error instanceof Error && error.name === 'NoSuchHostedZone') return undefined;
    throw error;
  }
}

/** A quota that cannot be read is no reason not to deploy: whoever may make checks need not be allowed to count them. */
async function readHealthChecks(client: Route53Client): Promise<Account['healthChecks']> {
  try {
    const [count, quota] = await Promise.all([
      client.send(new GetHealthCheckCountCommand({})),
      client.send(new GetAccountLimitCommand({ Type: 'MAX_HEALTH_CHECKS_BY_OWNER' })),
    ]);
    const { HealthCheckCount: used } = count;
    const limit = quota.Limit?.Value;
    if (used === undefined || limit === undefined) return unknown('an answer without numbers');
    return known({ used, limit });
  } catch (error) {
    // The SDK adds pages of help.
    return unknown(String(error).split('\n')[0] ?? '');
  }
}

/** CloudWatch API, `AlarmNames`. */
const NAMES_A_CALL = 100;

async function readAlarms(
  { cloudWatchIn }: Reach,
  alarms: readonly AlarmRef[],
): Promise<Account['alarms']> {
  const found = new Map<string, AlarmSettings>();
  for (const [region, inRegion] of Map.groupBy(alarms, (alarm) => alarm.region)) {
    const names = [...new Set(inRegion.map(({ name }) => name))];
    const client = await cloudWatchIn(region);
    for (let at = 0; at < names.length; at += NAMES_A_CALL) {
      const settings = await describeAlarms(client, names.slice(at, at + NAMES_A_CALL));
      for (const [name, one] of settings) found.set(alarmKey({ region, name }), one);
    }
  }
  return found;
}

async function describeAlarms(
  client: CloudWatchClient,
  AlarmNames: string[],
): Promise<readonly (readonly [string, AlarmSettings])[]> {
  const { MetricAlarms, CompositeAlarms } = await client.send(
    new DescribeAlarmsCommand({
      AlarmNames,
      AlarmTypes: ['MetricAlarm', 'CompositeAlarm'],
      MaxRecords: NAMES_A_CALL,
    }),
  );
  return [...(MetricAlarms ?? []), ...(CompositeAlarms ?? [])].map((alarm) => [
    alarm.AlarmName ?? '',
    // CloudWatch spells settings as `AlarmSettings` does, and says more.
    alarm as AlarmSettings,
  ]);
}

/** Of deployed services too that services.yml no longer names: they may have an incident all the same. */
async function readStates(
  { homeStacks, statesIn }: Reach,
  { stackName, services }: Configuration,
  { home }: DeployedTemplates,
): Promise<Account['states']> {
  const table = (await homeStacks.physicalIds(stackName)).get(TABLE);
  if (table === undefined) return new Map();
  const ids = new Set([...services.map(({ id }) => id), ...deployedServices(home)]);
  return (await statesIn(table)).load([...ids]);
}
