/** The effective status of a health check of any type, from what is known of it and of its children. */
import type {
  AlarmHealthCheck,
  CalculatedHealthCheck,
  HealthCheckConfig,
  HealthStatus,
} from './health-check.ts';

/** What an account knows at one moment, asked by health check id. */
export interface HealthFacts {
  config(id: string): HealthCheckConfig | undefined;
  /** What the checkers of an endpoint check say together (`aggregate`); `undefined` while they have no data. */
  endpoint(id: string): HealthStatus | undefined;
  /** What a CLOUDWATCH_METRIC check made of its metric; `undefined` before its first evaluation. */
  metric(id: string): HealthStatus | 'insufficient' | undefined;
  /** What `metric` last was when there was enough data, so before `Inverted`. */
  lastKnown(id: string): HealthStatus | undefined;
}

/** Why a status cannot be told: in each case Route 53 itself promises nothing. */
export type UnpredictableCause = 'no such check' | 'calculated child of a calculated check';

const CAUSE_IN_WORDS: Readonly<Record<UnpredictableCause, string>> = {
  'no such check':
    'does not exist (any more); AWS does not promise what records that name it then do. ' +
    'Remove it from those records, or create a check and name that one.',
  'calculated child of a calculated check':
    'is a calculated check below a calculated check, which Route 53 does not allow. ' +
    'List its children in the parent instead.',
};

/** The status of a check that Route 53 does not define; the model refuses to guess it. */
export class UnpredictableStatusError extends Error {
  override readonly name = 'UnpredictableStatusError';
  readonly healthCheckId: string;
  readonly why: UnpredictableCause;
  constructor(healthCheckId: string, why: UnpredictableCause) {
    super(`Health check ${healthCheckId} ${CAUSE_IN_WORDS[why]}`);
    this.healthCheckId = healthCheckId;
    this.why = why;
  }
}

/** What a disabled check, and a check without data, count as before `Inverted` (API `Disabled`; Developer Guide). */
const STATUS_WITHOUT_EVALUATION: HealthStatus = 'healthy';

/**
 * The status that records and calculated parents see. Throws `UnpredictableStatusError` for a check that does
 * not exist and for a calculated child of a calculated check.
 */
export function healthCheckStatus(id: string, facts: HealthFacts): HealthStatus {
  return effectiveStatus(id, configOf(id, facts), facts);
}

function effectiveStatus(id: string, config: HealthCheckConfig, facts: HealthFacts): HealthStatus {
  const raw = config.Disabled ? STATUS_WITHOUT_EVALUATION : evaluate(id, config, facts);
  return config.Inverted ? opposite(raw) : raw;
}

function evaluate(id: string, config: HealthCheckConfig, facts: HealthFacts): HealthStatus {
  switch (config.Type) {
    case 'CALCULATED':
      return calculatedStatus(config, facts);
    case 'CLOUDWATCH_METRIC':
      return metricStatus(id, config, facts);
    default:
      return facts.endpoint(id) ?? STATUS_WITHOUT_EVALUATION;
  }
}

/** Children count by their effective status: an inverted child counts inverted (Developer Guide). */
function calculatedStatus(config: CalculatedHealthCheck, facts: HealthFacts): HealthStatus {
  let healthy = 0;
  for (const child of config.ChildHealthChecks) {
    const childConfig = configOf(child, facts);
    if (childConfig.Type === 'CALCULATED') {
      throw new UnpredictableStatusError(child, 'calculated child of a calculated check');
    }
    if (effectiveStatus(child, childConfig, facts) === 'healthy') healthy += 1;
  }
  return healthy >= config.HealthThreshold ? 'healthy' : 'unhealthy';
}

function metricStatus(id: string, config: AlarmHealthCheck, facts: HealthFacts): HealthStatus {
  const seen = facts.metric(id) ?? STATUS_WITHOUT_EVALUATION;
  if (seen !== 'insufficient') return seen;
  switch (config.InsufficientDataHealthStatus) {
    case 'Healthy':
      return 'healthy';
    case 'Unhealthy':
      return 'unhealthy';
    case 'LastKnownStatus':
      return facts.lastKnown(id) ?? STATUS_WITHOUT_EVALUATION;
  }
}

function configOf(id: string, facts: HealthFacts): HealthCheckConfig {
  const config = facts.config(id);
  if (!config) throw new UnpredictableStatusError(id, 'no such check');
  return config;
}

function opposite(status: HealthStatus): HealthStatus {
  return status === 'healthy' ? 'unhealthy' : 'healthy';
}
