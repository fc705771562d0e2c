/** The answer that Route 53 gives for the resources that would be deployed, for any state of endpoints, switch and weights. */
import type { Routing, Service, Side } from '../../src/core/service.ts';
import type { Weights } from '../../src/core/state.ts';
import { apiRecordSet } from '../../src/infrastructure/api-record-set.ts';
import { logicalIds } from '../../src/infrastructure/logical-ids.ts';
import { buildStacks } from '../../src/infrastructure/stacks.ts';
import { healthCheckConfig, resolver } from '../../src/infrastructure/template-values.ts';
import { answer } from '../../src/route53/answer.ts';
import type { HealthCheckConfig, HealthStatus } from '../../src/route53/health-check.ts';
import { healthCheckStatus } from '../../src/route53/health-status.ts';
import { indexRecords } from '../../src/route53/zone-records.ts';
import { aConfiguration, aFailbackPolicy, aService } from '../builders/configuration.ts';

export interface Circumstances {
  readonly routing: Routing;
  readonly up: Readonly<Record<Side, boolean>>;
  readonly holdSwitch: 'on' | 'off';
  readonly weights: Weights;
}

/** Share of the answers for each side. */
export function deployedAnswer(circumstances: Circumstances): Readonly<Record<Side, number>> {
  const { routing, weights } = circumstances;
  const service = aService(
    routing === 'failover' ? { routing, failback: aFailbackPolicy({ stages: [100] }) } : {},
  );
  const { home } = buildStacks(aConfiguration({ services: [service] }));
  const resolve = resolver(home, new Map());
  const configs = new Map<string, HealthCheckConfig>();
  const sets = [];
  for (const [id, resource] of Object.entries(home.Resources)) {
    if (resource.Type === 'AWS::Route53::HealthCheck') {
      configs.set(id, healthCheckConfig(resource.Properties.HealthCheckConfig, resolve));
    }
    if (resource.Type === 'AWS::Route53::RecordSetGroup') {
      sets.push(...resource.Properties.RecordSets.map((set) => apiRecordSet(set, resolve)));
    }
  }
  const weighed = sets.map((set) =>
    set.Weight === undefined ? set : { ...set, Weight: weights[set.SetIdentifier as Side] },
  );
  const given = answer(indexRecords(weighed), service.names[0], 'A', (id) =>
    statusOf(id, configs, service, circumstances),
  );
  if (given.kind !== 'answer') throw new Error(`no answer: ${given.kind}`);
  const shares = { primary: 0, secondary: 0 };
  for (const { set, share } of given.outcomes) shares[set.SetIdentifier as Side] += share;
  return shares;
}

function statusOf(
  id: string,
  configs: ReadonlyMap<string, HealthCheckConfig>,
  service: Service,
  { up, holdSwitch }: Circumstances,
): HealthStatus {
  const ids = logicalIds(service);
  const endpoints = new Map<string, boolean>([
    [ids.primary.endpointCheck, up.primary],
    [ids.secondary.endpointCheck, up.secondary],
  ]);
  return healthCheckStatus(id, {
    config: (checkId) => configs.get(checkId),
    endpoint: (checkId) => (endpoints.get(checkId) ? 'healthy' : 'unhealthy'),
    metric: () => (holdSwitch === 'on' ? 'unhealthy' : 'healthy'),
    lastKnown: () => undefined,
  });
}
