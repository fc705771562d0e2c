/** What Route 53 would answer with the resources of a deployment, in circumstances that are made up. */
import { type Configuration, recordTypes, type Service, type Side } from '../core/service.ts';
import type { Weights } from '../core/state.ts';
import { type Answer, answer } from '../route53/answer.ts';
import type { HealthCheckConfig } from '../route53/health-check.ts';
import { type HealthFacts, healthCheckStatus } from '../route53/health-status.ts';
import { indexRecords } from '../route53/zone-records.ts';
import { apiResources } from './api-resources.ts';
import { homeTemplate } from './home.ts';
import { logicalIds } from './logical-ids.ts';
import { resolver } from './template-values.ts';

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
  const home = homeTemplate({ ...configuration, services: [service] });
  const { recordSets, checks } = apiResources(home, resolver(home, new Map()));
  const { weights } = circumstances;
  const weighed = recordSets.map((set) =>
    set.Weight === undefined ? set : { ...set, Weight: weights[set.SetIdentifier as Side] },
  );
  const [type = 'A'] = recordTypes(service);
  return answer(indexRecords(weighed), service.names[0], type, (id) =>
    healthCheckStatus(id, factsOf(service, checks, circumstances)),
  );
}

function factsOf(
  service: Service,
  checks: ReadonlyMap<string, HealthCheckConfig>,
  { up, holdSwitch }: Circumstances,
): HealthFacts {
  const ids = logicalIds(service);
  const status = (isHealthy: boolean) => (isHealthy ? 'healthy' : 'unhealthy');
  return {
    config: (id) => checks.get(id),
    endpoint: (id) => status(id === ids.primary.endpointCheck ? up.primary : up.secondary),
    metric: (id) => status(id !== ids.holdCheck || holdSwitch === 'off'),
    lastKnown: () => undefined,
  };
}
