/** Record sets and health checks of a template as the Route 53 API spells them. */
import type { HealthCheckConfig } from '../route53/health-check.ts';
import type { ResourceRecordSet } from '../route53/record-set.ts';
import { apiRecordSet } from './api-record-set.ts';
import type { Template } from './template.ts';
import { healthCheckConfig, type Resolve } from './template-values.ts';

export interface ApiResources {
  readonly recordSets: readonly ResourceRecordSet[];
  /** By logical id. */
  readonly checks: ReadonlyMap<string, HealthCheckConfig>;
}

export function apiResources({ Resources }: Template, resolve: Resolve): ApiResources {
  const recordSets: ResourceRecordSet[] = [];
  const checks = new Map<string, HealthCheckConfig>();
  for (const [id, resource] of Object.entries(Resources)) {
    if (resource.Type === 'AWS::Route53::HealthCheck') {
      checks.set(id, healthCheckConfig(resource.Properties.HealthCheckConfig, resolve));
    }
    if (resource.Type === 'AWS::Route53::RecordSetGroup') {
      recordSets.push(...resource.Properties.RecordSets.map((set) => apiRecordSet(set, resolve)));
    }
  }
  return { recordSets, checks };
}
