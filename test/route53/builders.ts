/** Record sets, checks, questions and batches with defaults, so that a test shows only what matters. */

import { answer, type Outcome } from '../../src/route53/answer.ts';
import { applyBatch, type BatchResult } from '../../src/route53/change-batch.ts';
import type {
  EndpointHealthCheck,
  HealthCheckConfig,
  HealthStatus,
} from '../../src/route53/health-check.ts';
import type { HealthFacts } from '../../src/route53/health-status.ts';
import type { AnswerRules } from '../../src/route53/record-health.ts';
import type { RecordChange, ResourceRecordSet } from '../../src/route53/record-set.ts';
import { indexRecords } from '../../src/route53/zone-records.ts';

export const ZONE = 'example.com';
export const ZONE_ID = 'Z1';
export const NAME = 'www.example.com';

/** A plain record of 60 seconds with one value. */
export function record(fields: Partial<ResourceRecordSet> = {}): ResourceRecordSet {
  return {
    Name: NAME,
    Type: 'A',
    ...(fields.AliasTarget ? {} : { TTL: 60, ResourceRecords: [{ Value: '192.0.2.1' }] }),
    ...fields,
  };
}

/** A member of a weighted group; its health check has the same name. */
export function weighted(
  SetIdentifier: string,
  Weight: number,
  fields: Partial<ResourceRecordSet> = {},
): ResourceRecordSet {
  return record({ SetIdentifier, Weight, HealthCheckId: SetIdentifier, ...fields });
}

/** Half of a failover pair; its health check is `primary` or `secondary`. */
export function failover(
  Failover: 'PRIMARY' | 'SECONDARY',
  fields: Partial<ResourceRecordSet> = {},
): ResourceRecordSet {
  const side = Failover.toLowerCase();
  return record({ SetIdentifier: side, Failover, HealthCheckId: side, ...fields });
}

/** The same record without its health check. */
export function unchecked(set: ResourceRecordSet): ResourceRecordSet {
  const { HealthCheckId: _, ...rest } = set;
  return rest;
}

/** Points at another name of the zone. */
export function aliasTo(DNSName: string, EvaluateTargetHealth = true) {
  return { AliasTarget: { HostedZoneId: ZONE_ID, DNSName, EvaluateTargetHealth } };
}

/** Points at a load balancer. */
export function aliasToLoadBalancer(name: string, EvaluateTargetHealth = true) {
  const DNSName = `${name}.us-east-1.elb.amazonaws.com`;
  return { AliasTarget: { HostedZoneId: 'Z35SXDOTRQ7X7K', DNSName, EvaluateTargetHealth } };
}

/** A new zone's own two record sets. */
export const APEX: readonly ResourceRecordSet[] = [
  record({ Name: ZONE, Type: 'NS', ResourceRecords: [{ Value: 'ns-1.example.net.' }] }),
  record({
    Name: ZONE,
    Type: 'SOA',
    ResourceRecords: [{ Value: 'ns-1.example.net. a. 1 2 3 4 5' }],
  }),
];

/** Statuses by check id: the listed ones are unhealthy, all others healthy. */
export function unhealthyChecks(...ids: readonly string[]): (id: string) => HealthStatus {
  return (id) => (ids.includes(id) ? 'unhealthy' : 'healthy');
}

export function create(set: ResourceRecordSet): RecordChange {
  return { action: 'CREATE', set };
}

export function upsert(set: ResourceRecordSet): RecordChange {
  return { action: 'UPSERT', set };
}

export function del(set: ResourceRecordSet): RecordChange {
  return { action: 'DELETE', set };
}

export function endpointCheck(fields: Partial<EndpointHealthCheck> = {}): EndpointHealthCheck {
  return {
    Type: 'HTTP',
    FullyQualifiedDomainName: 'shop.example.com',
    Port: 80,
    RequestInterval: 30,
    FailureThreshold: 3,
    ...fields,
  };
}

/** Facts from plain objects by check id. */
export function facts(known: {
  readonly configs: Readonly<Record<string, HealthCheckConfig>>;
  readonly endpoints?: Readonly<Record<string, HealthStatus>>;
  readonly metrics?: Readonly<Record<string, HealthStatus | 'insufficient'>>;
  readonly lastKnown?: Readonly<Record<string, HealthStatus>>;
}): HealthFacts {
  return {
    config: (id) => known.configs[id],
    endpoint: (id) => known.endpoints?.[id],
    metric: (id) => known.metrics?.[id],
    lastKnown: (id) => known.lastKnown?.[id],
  };
}

/** Shares of an answer. */
export type Shares = Readonly<Record<string, number>>;

/** What is answered to `NAME A` while the listed checks are unhealthy. */
export function outcomes(
  sets: readonly ResourceRecordSet[],
  bad: readonly string[] = [],
  rules: Partial<AnswerRules> = {},
): readonly Outcome[] {
  const found = answer(indexRecords(sets), NAME, 'A', unhealthyChecks(...bad), rules);
  if (found.kind !== 'answer') throw new Error(`answered ${found.kind}`);
  return found.outcomes;
}

/** Shares by set identifier, or by name where there is none. */
export function shares(...question: Parameters<typeof outcomes>): Shares {
  const total: Record<string, number> = {};
  for (const { set, share } of outcomes(...question)) {
    const label = set.SetIdentifier ?? set.Name;
    total[label] = (total[label] ?? 0) + share;
  }
  return total;
}

/** A batch tried on a zone in which every health check exists but `deleted`. */
export function tried(
  sets: readonly ResourceRecordSet[],
  changes: readonly RecordChange[],
): BatchResult {
  return applyBatch(sets, changes, { zoneName: ZONE, healthCheckExists: (id) => id !== 'deleted' });
}

/** Route 53's messages about a refused batch; none when it is accepted. */
export function messages(sets: readonly ResourceRecordSet[], ...changes: readonly RecordChange[]) {
  const result = tried(sets, changes);
  return result.ok ? [] : result.messages;
}

/** TXT record with values as the API takes them, in quotation marks. */
export function txt(...values: readonly string[]): ResourceRecordSet {
  return record({ Type: 'TXT', ResourceRecords: values.map((Value) => ({ Value })) });
}

/** A calculated check over the given children. */
export function calculated(
  HealthThreshold: number,
  ChildHealthChecks: readonly string[],
  switches: { readonly Inverted?: boolean; readonly Disabled?: boolean } = {},
): HealthCheckConfig {
  return { Type: 'CALCULATED', HealthThreshold, ChildHealthChecks, ...switches };
}

/** A check that follows an alarm, by what insufficient data count as. */
export function metric(
  InsufficientDataHealthStatus: 'Healthy' | 'Unhealthy' | 'LastKnownStatus',
  switches: { readonly Inverted?: boolean; readonly Disabled?: boolean } = {},
): HealthCheckConfig {
  const AlarmIdentifier = { Region: 'us-east-1', Name: 'errors' };
  return { Type: 'CLOUDWATCH_METRIC', AlarmIdentifier, InsufficientDataHealthStatus, ...switches };
}
