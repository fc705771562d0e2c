import type { ResourceRecordSet } from '../route53/record-set.ts';
import type { Ref, TemplateRecordSet } from './template.ts';

/** A template's record set as the Route 53 API spells it, once CloudFormation knows the ids of the checks. */
export function apiRecordSet(
  set: TemplateRecordSet,
  resolve: (reference: Ref) => string,
): ResourceRecordSet {
  const { TTL, ResourceRecords, HealthCheckId, ...same } = set;
  return {
    ...same,
    ...(TTL !== undefined && { TTL: Number(TTL) }),
    ...(ResourceRecords && { ResourceRecords: ResourceRecords.map((Value) => ({ Value })) }),
    ...(HealthCheckId && { HealthCheckId: resolve(HealthCheckId) }),
  };
}
