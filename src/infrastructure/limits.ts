/** Quotas that a plan meets, and how much of each it uses. What others use in the same account is not known here. */
import type { Configuration, Service } from '../core/service.ts';
import { batchSize, MAX_BATCH_ELEMENTS, MAX_BATCH_VALUE_CHARACTERS } from '../route53/batch-limits.ts';
import type { RecordChange } from '../route53/record-set.ts';
import { apiRecordSet } from './api-record-set.ts';
import { EARS_REGION } from './ears.ts';
import { recordSetGroup } from './records.ts';
import { buildStacks } from './stacks.ts';
import type { RecordSetGroupResource, Resource, Template, TemplateRecordSet } from './template.ts';

export type LimitName =
  | 'health checks'
  | 'children of a calculated check'
  | 'resources in home'
  | 'outputs of home'
  | 'template of home, bytes'
  | 'resources in ears'
  | 'parameters of ears'
  | 'alarms in the home Region'
  | 'alarms in us-east-1'
  | 'record sets in a zone'
  | 'values in a record set'
  | 'elements of a record change'
  | 'characters of a record change';

export interface Limit {
  readonly name: LimitName;
  readonly used: number;
  readonly limit: number;
  /** True where AWS raises it on request. */
  readonly adjustable: boolean;
  readonly source: string;
  /** The limit that is reached first when more of the same is added. */
  readonly binds: boolean;
}

const ROUTE53_QUOTAS = 'Route 53 Developer Guide, Quotas';
const ROUTE53_API = 'Route 53 API, ChildHealthChecks';
const CLOUDFORMATION_QUOTAS = 'CloudFormation User Guide, Quotas';
const CLOUDWATCH_QUOTAS = 'CloudWatch User Guide, Quotas';

const QUOTAS: Readonly<Record<LimitName, readonly [limit: number, source: string]>> = {
  'health checks': [200, ROUTE53_QUOTAS],
  'children of a calculated check': [256, ROUTE53_API],
  'resources in home': [500, CLOUDFORMATION_QUOTAS],
  'outputs of home': [200, CLOUDFORMATION_QUOTAS],
  'template of home, bytes': [1_048_576, CLOUDFORMATION_QUOTAS],
  'resources in ears': [500, CLOUDFORMATION_QUOTAS],
  'parameters of ears': [200, CLOUDFORMATION_QUOTAS],
  'alarms in the home Region': [5000, CLOUDWATCH_QUOTAS],
  'alarms in us-east-1': [5000, CLOUDWATCH_QUOTAS],
  'record sets in a zone': [10_000, ROUTE53_QUOTAS],
  'values in a record set': [400, ROUTE53_QUOTAS],
  'elements of a record change': [MAX_BATCH_ELEMENTS, ROUTE53_QUOTAS],
  'characters of a record change': [MAX_BATCH_VALUE_CHARACTERS, ROUTE53_QUOTAS],
};

const ADJUSTABLE: ReadonlySet<LimitName> = new Set([
  'health checks',
  'alarms in the home Region',
  'alarms in us-east-1',
  'record sets in a zone',
]);

/** Functions, table, topic, queue, roles, schedule and alarms of Switchback itself: an estimate. */
const FIXED_HOME_RESOURCES = 55;

export function limitsOf(configuration: Configuration): readonly Limit[] {
  const used = usage(configuration);
  const names = Object.keys(QUOTAS) as LimitName[];
  const fullest = Math.max(...names.map((name) => used[name] / QUOTAS[name][0]));
  return names.map((name) => {
    const [limit, source] = QUOTAS[name];
    const binds = used[name] / limit === fullest;
    return { name, used: used[name], limit, adjustable: ADJUSTABLE.has(name), source, binds };
  });
}

/** The limits that the plan does not keep to. */
export function overLimits(configuration: Configuration): readonly Limit[] {
  return limitsOf(configuration).filter(({ used, limit }) => used > limit);
}

function usage(configuration: Configuration): Readonly<Record<LimitName, number>> {
  const { home, ears } = buildStacks(configuration);
  const homeAlarms = count(home, 'AWS::CloudWatch::Alarm');
  const earsAlarms = count(ears, 'AWS::CloudWatch::Alarm');
  const sameRegion = configuration.homeRegion === EARS_REGION;
  return {
    'health checks': count(home, 'AWS::Route53::HealthCheck'),
    'children of a calculated check': mostChildren(home),
    'resources in home': Object.keys(home.Resources).length + FIXED_HOME_RESOURCES,
    'outputs of home': Object.keys(home.Outputs).length,
    'template of home, bytes': new TextEncoder().encode(JSON.stringify(home)).length,
    'resources in ears': Object.keys(ears.Resources).length,
    'parameters of ears': Object.keys(ears.Parameters ?? {}).length,
    'alarms in the home Region': homeAlarms + (sameRegion ? earsAlarms : 0),
    'alarms in us-east-1': earsAlarms + (sameRegion ? homeAlarms : 0),
    ...recordUsage(configuration.services),
  };
}

function recordUsage(services: readonly Service[]) {
  const zones = Map.groupBy(services.map(recordSetGroup), (group) => group.Properties.HostedZoneId);
  const inZone = [...zones.values()].map((groups) => groups.flatMap(recordSets).length);
  const groups = services.map(recordSetGroup).map(recordSets);
  // CloudFormation changes a group in one batch; a stage of a failback is a smaller one.
  const sizes = groups.map((sets) => batchSize(sets.map((set) => upsert(set))));
  return {
    'record sets in a zone': most(inZone),
    'values in a record set': most(groups.flat().map((set) => set.ResourceRecords?.length ?? 0)),
    'elements of a record change': most(sizes.map(({ elements }) => elements)),
    'characters of a record change': most(sizes.map(({ valueCharacters }) => valueCharacters)),
  };
}

function recordSets(group: RecordSetGroupResource): readonly TemplateRecordSet[] {
  return group.Properties.RecordSets;
}

function upsert(set: TemplateRecordSet): RecordChange {
  return { action: 'UPSERT', set: apiRecordSet(set, ({ Ref }) => Ref) };
}

function count(template: Template, type: Resource['Type']): number {
  return Object.values(template.Resources).filter(({ Type }) => Type === type).length;
}

function mostChildren({ Resources }: Template): number {
  const children = Object.values(Resources).map((resource) =>
    resource.Type === 'AWS::Route53::HealthCheck' &&
    resource.Properties.HealthCheckConfig.Type === 'CALCULATED'
      ? resource.Properties.HealthCheckConfig.ChildHealthChecks.length
      : 0,
  );
  return most(children);
}

function most(numbers: readonly number[]): number {
  return Math.max(0, ...numbers);
}
