/** Quotas that a plan meets, and how much of each it uses. What others use in the same account is not known here. */
import type { Configuration, Service } from '../core/service.ts';
import {
  batchSize,
  MAX_BATCH_ELEMENTS,
  MAX_BATCH_VALUE_CHARACTERS,
} from '../route53/batch-limits.ts';
import type { RecordChange } from '../route53/record-set.ts';
import { apiRecordSet } from './api-record-set.ts';
import { EARS_REGION } from './ears.ts';
import { FAR_WATCH_PARAMETERS } from './far-watch.ts';
import { FUNCTIONS } from './functions.ts';
import { nameCharacters } from './record-permissions.ts';
import { recordSetGroup } from './records.ts';
import { roleCharacters } from './roles.ts';
import { buildStacks, buildWholeStacks } from './stacks.ts';
import { switchbackInEars, switchbackInHome, switchbackOutputs } from './switchback.ts';
import type {
  PlainResource,
  RecordSetGroupResource,
  Template,
  TemplateRecordSet,
  WholeTemplate,
} from './template.ts';

export type LimitName =
  | 'health checks'
  | 'children of a calculated check'
  | 'resources in home'
  | 'outputs of home'
  | 'template of home, bytes'
  | 'characters of a role'
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
  /** The part of `used` that is there whatever the services. */
  readonly fixed: number;
  readonly limit: number;
  /** True where AWS raises it on request. */
  readonly adjustable: boolean;
  readonly source: string;
  /** How many services like these fit; `null` where the number of services does not count. */
  readonly fitsServices: number | null;
  /** The limit that is reached first when services like these are added. */
  readonly binds: boolean;
}

interface Quota extends Pick<Limit, 'limit' | 'source' | 'adjustable'> {
  /** `each`: the fullest one counts, however many services there are. */
  readonly growsWith: 'services' | 'each';
}

const QUOTAS: Readonly<Record<LimitName, Quota>> = {
  'health checks': adjustable(200, 'Route 53 Developer Guide, Quotas'),
  'children of a calculated check': each(256, 'Route 53 API, ChildHealthChecks'),
  'resources in home': cloudFormation(500),
  'outputs of home': cloudFormation(200),
  'template of home, bytes': cloudFormation(1_048_576),
  'characters of a role': {
    limit: 10_240,
    source: 'IAM User Guide, Quotas',
    adjustable: false,
    growsWith: 'services',
  },
  'resources in ears': cloudFormation(500),
  'parameters of ears': cloudFormation(200),
  'alarms in the home Region': adjustable(5000, 'CloudWatch User Guide, Quotas'),
  'alarms in us-east-1': adjustable(5000, 'CloudWatch User Guide, Quotas'),
  'record sets in a zone': adjustable(10_000, 'Route 53 Developer Guide, Quotas'),
  'values in a record set': each(400, 'Route 53 Developer Guide, Quotas'),
  'elements of a record change': each(MAX_BATCH_ELEMENTS, 'Route 53 Developer Guide, Quotas'),
  'characters of a record change': each(
    MAX_BATCH_VALUE_CHARACTERS,
    'Route 53 Developer Guide, Quotas',
  ),
};

function adjustable(limit: number, source: string): Quota {
  return { limit, source, adjustable: true, growsWith: 'services' };
}

function cloudFormation(limit: number): Quota {
  const source = 'CloudFormation User Guide, Quotas';
  return { limit, source, adjustable: false, growsWith: 'services' };
}

function each(limit: number, source: string): Quota {
  return { limit, source, adjustable: false, growsWith: 'each' };
}

export function limitsOf(configuration: Configuration): readonly Limit[] {
  const used = usage(configuration);
  const there = fixedUsage(configuration);
  const services = configuration.services.length;
  const limits = (Object.keys(QUOTAS) as LimitName[]).map((name) => {
    const { growsWith, ...quota } = QUOTAS[name];
    const fixed = there[name] ?? 0;
    const fitsServices = fitting(QUOTAS[name], used[name], fixed, services);
    return { name, used: used[name], fixed, ...quota, fitsServices };
  });
  const fewest = Math.min(...limits.flatMap(({ fitsServices }) => fitsServices ?? []));
  return limits.map((limit) => ({ ...limit, binds: limit.fitsServices === fewest }));
}

function fitting(
  { limit, growsWith }: Quota,
  used: number,
  fixed: number,
  services: number,
): number | null {
  if (growsWith === 'each' || used === fixed) return null;
  return Math.floor(((limit - fixed) * services) / (used - fixed));
}

/** The limits that the plan does not keep to. */
export function overLimits(configuration: Configuration): readonly Limit[] {
  return limitsOf(configuration).filter(({ used, limit }) => used > limit);
}

/** What the framework makes itself: its bucket with a policy, and each function with its log group. */
const FRAMEWORK_RESOURCES = 2 + 2 * FUNCTIONS.length;
/** The bucket's name. */
const FRAMEWORK_OUTPUTS = 1;

/** Without services, where that is not nothing. */
function fixedUsage(configuration: Configuration): Readonly<Partial<Record<LimitName, number>>> {
  const home = Object.values(switchbackInHome(configuration));
  const ears = Object.values(switchbackInEars(configuration));
  const countOf = (resources: readonly PlainResource[], type: PlainResource['Type']) =>
    resources.filter(({ Type }) => Type === type).length;
  const homeAlarms = countOf(home, 'AWS::CloudWatch::Alarm');
  const earsAlarms = countOf(ears, 'AWS::CloudWatch::Alarm');
  const sameRegion = configuration.homeRegion === EARS_REGION;
  const names = nameCharacters(configuration.services);
  return {
    'health checks': countOf(home, 'AWS::Route53::HealthCheck'),
    'resources in home': home.length + FRAMEWORK_RESOURCES,
    'outputs of home': Object.keys(switchbackOutputs(configuration)).length + FRAMEWORK_OUTPUTS,
    'template of home, bytes': bytes(home) - FUNCTIONS.length * names,
    'characters of a role': roleCharacters(configuration) - names,
    'resources in ears': 1 + ears.length,
    'parameters of ears': Object.keys(FAR_WATCH_PARAMETERS).length,
    'alarms in the home Region': homeAlarms + (sameRegion ? earsAlarms : 0),
    'alarms in us-east-1': earsAlarms + (sameRegion ? homeAlarms : 0),
  };
}

function usage(configuration: Configuration): Readonly<Record<LimitName, number>> {
  const { home, ears } = buildWholeStacks(configuration);
  const homeAlarms = count(home, 'AWS::CloudWatch::Alarm');
  const earsAlarms = count(ears, 'AWS::CloudWatch::Alarm');
  const sameRegion = configuration.homeRegion === EARS_REGION;
  return {
    'health checks': count(home, 'AWS::Route53::HealthCheck'),
    'children of a calculated check': mostChildren(buildStacks(configuration).home),
    'resources in home': Object.keys(home.Resources).length + FRAMEWORK_RESOURCES,
    'outputs of home': Object.keys(home.Outputs).length + FRAMEWORK_OUTPUTS,
    'template of home, bytes': bytes(home),
    'characters of a role': roleCharacters(configuration),
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

function count(template: WholeTemplate, type: string): number {
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

function bytes(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(value)).length;
}

function most(numbers: readonly number[]): number {
  return Math.max(0, ...numbers);
}
