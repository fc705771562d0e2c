/** What Route 53 would answer with the resources of a deployment, in circumstances that are made up. */
import { type Configuration, recordTypes, type Service, type Side } from '../core/service.ts';
import type { Weights } from '../core/state.ts';
import { type Answer, answer } from '../route53/answer.ts';
import type { HealthCheckConfig } from '../route53/health-check.ts';
import { healthCheckStatus } from '../route53/health-status.ts';
import type { ResourceRecordSet } from '../route53/record-set.ts';
import { indexRecords } from '../route53/zone-records.ts';
import { apiRecordSet } from './api-record-set.ts';
import { homeTemplate } from './home.ts';
import { logicalIds } from './logical-ids.ts';
import { healthCheckConfig, resolver } from './template-values.ts';

export interface Circumstances {
  /** Whether the endpoint check of each side passes. Users' own alarms are quiet. */
  readonly up: Readonly<Record<Side, boolean>>;
  readonly holdSwitch: 'on' | 'off';
  /** Of no account where records are failover records. */
  readonly weights: Weights;
}

/** To the service's first name. */
export function answerIf(
  configuration: Configuration,
  service: Service,
  circumstances: Circumstances,
): Answer {
  const { configs, sets } = resourcesOf(configuration, service);
  const { weights } = circumstances;
  const weighed = sets.map((set) =>
    set.Weight === undefined ? set : { ...set, Weight: weights[set.SetIdentifier as Side] },
  );
  const [type = 'A'] = recordTypes(service);
  return answer(indexRecords(weighed), service.names[0], type, (id) =>
    healthCheckStatus(id, factsOf(service, configs, circumstances)),
  );
}

function resourcesOf(configuration: Configuration, service: Service) {
  const home = homeTemplate({ ...configuration, services: [service] });
  const resolve = resolver(home, new Map());
  const configs = new Map<string, HealthCheckConfig>();
  const sets: ResourceRecordSet[] = [];
  for (const [id, resource] of Object.entries(home.Resources)) {
    if (resource.Type === 'AWS::Route53::HealthCheck') {
      configs.set(id, healthCheckConfig(resource.Properties.HealthCheckConfig, resolve));
    }
    if (resource.Type === 'AWS::Route53::RecordSetGroup') {
      sets.push(...resource.Properties.RecordSets.map((set) => apiRecordSet(set, resolve)));
    }
  }
  return { configs, sets };
}

function factsOf(
  service: Service,
  configs: ReadonlyMap<string, HealthCheckConfig>,
  { up, holdSwitch }: Circumstances,
) {
  const ids = logicalIds(service);
  const isUp = (id: string) => (id === ids.primary.endpointCheck ? up.primary : up.secondary);
  return {
    config: (id: string) => configs.get(id),
    endpoint: (id: string) => (isUp(id) ? 'healthy' : 'unhealthy') as 'healthy' | 'unhealthy',
    metric: (id: string) =>
      (id === ids.holdCheck && holdSwitch === 'on' ? 'unhealthy' : 'healthy') as
        | 'healthy'
        | 'unhealthy',
    lastKnown: () => undefined,
  };
}
