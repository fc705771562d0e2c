/** HealthCheckConfig between the API's XML and the model, with the API's own limits. */

import { CHECKER_REGIONS } from '../../../config/regions.ts';
import type {
  AlarmHealthCheck,
  CheckerRegion,
  HealthCheckConfig,
} from '../../../route53/health-check.ts';
import type { HealthCheckChange } from '../../../world/health-checks.ts';
import type { XmlElement } from '../xml-reader.ts';
import { node, nodes, type XmlNode } from '../xml-writer.ts';
import { assertConfig, invalid } from './check-rules.ts';
import { Fields, malformed } from './request-xml.ts';

/** Of the config that stands in a request, in the API's order. */
export const CONFIG_FIELDS = [
  'IPAddress',
  'Port',
  'Type',
  'ResourcePath',
  'FullyQualifiedDomainName',
  'SearchString',
  'RequestInterval',
  'FailureThreshold',
  'MeasureLatency',
  'Inverted',
  'Disabled',
  'HealthThreshold',
  'ChildHealthChecks',
  'EnableSNI',
  'Regions',
  'AlarmIdentifier',
  'InsufficientDataHealthStatus',
  'RoutingControlArn',
] as const;

const FEWEST_REGIONS = 3;
const MAX_LENGTH = 255;
const MAX_CHILDREN = 256;
const MAX_FAILURE_THRESHOLD = 10;
const MAX_PORT = 65_535;

/** What a request says of a check, field by field; those that are not there are missing. */
export function readSettings(fields: Fields): HealthCheckChange {
  const settings = {
    IPAddress: fields.text('IPAddress'),
    Port: within(fields.integer('Port'), 'Port', 1, MAX_PORT),
    ResourcePath: withSlash(short(fields.text('ResourcePath'), 'ResourcePath')),
    FullyQualifiedDomainName: short(
      fields.text('FullyQualifiedDomainName'),
      'FullyQualifiedDomainName',
    ),
    SearchString: short(fields.text('SearchString'), 'SearchString'),
    RequestInterval: interval(fields.integer('RequestInterval')),
    FailureThreshold: within(
      fields.integer('FailureThreshold'),
      'FailureThreshold',
      1,
      MAX_FAILURE_THRESHOLD,
    ),
    MeasureLatency: fields.boolean('MeasureLatency'),
    Inverted: fields.boolean('Inverted'),
    Disabled: fields.boolean('Disabled'),
    HealthThreshold: within(fields.integer('HealthThreshold'), 'HealthThreshold', 0, MAX_CHILDREN),
    ChildHealthChecks: fields.texts('ChildHealthChecks', 'ChildHealthCheck'),
    EnableSNI: fields.boolean('EnableSNI'),
    Regions: regions(fields.texts('Regions', 'Region')),
    AlarmIdentifier: alarm(fields.element('AlarmIdentifier')),
    InsufficientDataHealthStatus: insufficient(fields.text('InsufficientDataHealthStatus')),
  };
  const given = Object.entries(settings).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as HealthCheckChange;
}

/** A whole config, with the defaults of CreateHealthCheck. */
export function readConfig(element: XmlElement): HealthCheckConfig {
  const fields = new Fields(element, CONFIG_FIELDS);
  const type = fields.required('Type');
  const settings = readSettings(fields);
  const config = { ...defaultsOf(type), ...settings, Type: type } as HealthCheckConfig;
  assertConfig(config);
  return config;
}

function defaultsOf(type: string): HealthCheckChange {
  switch (type) {
    case 'CALCULATED':
      return {};
    case 'CLOUDWATCH_METRIC':
      return { InsufficientDataHealthStatus: 'LastKnownStatus' };
    case 'RECOVERY_CONTROL':
      throw invalid(
        'The local Route 53 has no routing controls, and so no RECOVERY_CONTROL checks.',
      );
    case 'HTTPS':
    case 'HTTPS_STR_MATCH':
      return { Port: 443, RequestInterval: 30, FailureThreshold: 3, EnableSNI: true };
    case 'HTTP':
    case 'HTTP_STR_MATCH':
      return { Port: 80, RequestInterval: 30, FailureThreshold: 3 };
    case 'TCP':
      return { RequestInterval: 30, FailureThreshold: 3 };
    default:
      throw invalid(`Invalid XML ; Value '${type}' is not a type of health check.`);
  }
}

function within(
  value: number | undefined,
  name: string,
  least: number,
  most: number,
): number | undefined {
  if (value === undefined || (value >= least && value <= most)) return value;
  throw invalid(`${name} must be from ${least} to ${most}, not ${value}.`);
}

function short(text: string | undefined, name: string): string | undefined {
  if (text === undefined || text.length <= MAX_LENGTH) return text;
  throw invalid(`${name} has at most ${MAX_LENGTH} characters.`);
}

function withSlash(path: string | undefined): string | undefined {
  return path === undefined || path.startsWith('/') ? path : `/${path}`;
}

function interval(seconds: number | undefined): 10 | 30 | undefined {
  if (seconds === undefined || seconds === 10 || seconds === 30) return seconds;
  throw invalid(`RequestInterval is 10 or 30, not ${seconds}.`);
}

function regions(names: readonly string[] | undefined): readonly CheckerRegion[] | undefined {
  if (names === undefined) return undefined;
  const known: readonly string[] = CHECKER_REGIONS;
  const stranger = names.find((name) => !known.includes(name));
  if (stranger !== undefined) throw invalid(`There are no checkers in ${stranger}.`);
  if (new Set(names).size < FEWEST_REGIONS) {
    throw invalid(`A check needs at least ${FEWEST_REGIONS} Regions.`);
  }
  return names as readonly CheckerRegion[];
}

function alarm(element: XmlElement | undefined): AlarmHealthCheck['AlarmIdentifier'] | undefined {
  if (element === undefined) return undefined;
  const fields = new Fields(element, ['Region', 'Name']);
  return { Region: fields.required('Region'), Name: fields.required('Name') };
}

function insufficient(
  text: string | undefined,
): AlarmHealthCheck['InsufficientDataHealthStatus'] | undefined {
  if (text === undefined || text === 'Healthy' || text === 'Unhealthy') return text;
  if (text === 'LastKnownStatus') return text;
  throw malformed(`InsufficientDataHealthStatus is ${text}`);
}

/** Fields that Route 53 fills in, whoever left them out. */
export function configNode(config: HealthCheckConfig): XmlNode {
  const isEndpoint = config.Type !== 'CALCULATED' && config.Type !== 'CLOUDWATCH_METRIC';
  const filled: HealthCheckConfig = isEndpoint
    ? { MeasureLatency: false, EnableSNI: false, Inverted: false, Disabled: false, ...config }
    : { Inverted: false, Disabled: false, ...config };
  const values = filled as unknown as Readonly<Record<string, unknown>>;
  return node(
    'HealthCheckConfig',
    CONFIG_FIELDS.map((field) => node(field, contentOf(field, values[field]))),
  );
}

const LIST_MEMBERS: Readonly<Record<string, string>> = {
  ChildHealthChecks: 'ChildHealthCheck',
  Regions: 'Region',
};

function contentOf(field: string, value: unknown): XmlNode['content'] {
  if (value === undefined) return undefined;
  if (Array.isArray(value)) {
    return value.map((member) => node(LIST_MEMBERS[field] ?? 'member', String(member)));
  }
  if (typeof value === 'object' && value !== null) return nodes(value as Record<string, string>);
  return value as string | number | boolean;
}
