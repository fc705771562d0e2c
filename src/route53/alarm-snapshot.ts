/**
 * Which alarms a CLOUDWATCH_METRIC check can follow, and what it makes of their data. Route 53 copies an alarm's
 * settings once (API `CloudWatchAlarmConfiguration`) and evaluates the metric itself: the alarm's own state,
 * SetAlarmState and later edits do not reach it.
 */
import type { HealthStatus } from './health-check.ts';

/** An alarm's settings as CloudWatch spells them (PutMetricAlarm, PutCompositeAlarm). */
export interface AlarmSettings {
  readonly MetricName?: string;
  readonly Namespace?: string;
  readonly Dimensions?: readonly { readonly Name: string; readonly Value: string }[];
  readonly Statistic?: string;
  /** A percentile such as `p99`, or another extended statistic. */
  readonly ExtendedStatistic?: string;
  /** Seconds. */
  readonly Period?: number;
  readonly EvaluationPeriods?: number;
  readonly DatapointsToAlarm?: number;
  readonly Threshold?: number;
  /** Set on anomaly-detection alarms instead of `Threshold`. */
  readonly ThresholdMetricId?: string;
  readonly ComparisonOperator?: string;
  /** Not in Route 53's copy: `InsufficientDataHealthStatus` of the check decides instead. */
  readonly TreatMissingData?: string;
  /** Set on metric-math and anomaly-detection alarms instead of `MetricName`. */
  readonly Metrics?: readonly unknown[];
  /** Set on composite alarms only. */
  readonly AlarmRule?: string;
}

/** An alarm that Route 53 cannot follow was given to be evaluated. */
export class UnfollowableAlarmError extends Error {
  override readonly name = 'UnfollowableAlarmError';
  constructor(why: string) {
    super(`A health check cannot follow this alarm: ${why}.`);
  }
}

/** API `CloudWatchAlarmConfiguration.Period`: at least 60 seconds. Shorter periods are high resolution. */
const SHORTEST_PERIOD_SECONDS = 60;

/** API `Statistic`: the five that Route 53 supports. */
const STATISTICS: ReadonlySet<string | undefined> = new Set([
  'Average',
  'Minimum',
  'Maximum',
  'Sum',
  'SampleCount',
]);

/** API `ComparisonOperator`: the four that Route 53's copy knows. */
const BREACHES = {
  GreaterThanOrEqualToThreshold: (value: number, threshold: number) => value >= threshold,
  GreaterThanThreshold: (value: number, threshold: number) => value > threshold,
  LessThanThreshold: (value: number, threshold: number) => value < threshold,
  LessThanOrEqualToThreshold: (value: number, threshold: number) => value <= threshold,
} as const;

/**
 * Why a health check cannot follow an alarm, as part of a sentence; `undefined` when it can (Developer Guide,
 * "Values that you specify when you create or update health checks"). Composite alarms are not named there: they
 * have no metric that could be copied.
 */
export function whyNotFollowable(alarm: AlarmSettings): string | undefined {
  return kindFault(alarm) ?? statisticFault(alarm) ?? evaluationFault(alarm);
}

function kindFault(alarm: AlarmSettings): string | undefined {
  if (alarm.AlarmRule !== undefined)
    return 'it is a composite alarm, which has no metric of its own';
  if (alarm.ThresholdMetricId !== undefined) return 'it is an anomaly-detection alarm';
  if (alarm.Metrics !== undefined) return 'it is built on metric math (Metrics)';
  return alarm.MetricName === undefined ? 'it names no metric (MetricName)' : undefined;
}

function statisticFault(alarm: AlarmSettings): string | undefined {
  if (alarm.ExtendedStatistic !== undefined) {
    return `its statistic is a percentile (ExtendedStatistic ${alarm.ExtendedStatistic})`;
  }
  return STATISTICS.has(alarm.Statistic)
    ? undefined
    : `its statistic is ${alarm.Statistic}, not Average, Minimum, Maximum, Sum or SampleCount`;
}

function evaluationFault(alarm: AlarmSettings): string | undefined {
  const { Period, EvaluationPeriods, DatapointsToAlarm, Threshold, ComparisonOperator } = alarm;
  if (Period === undefined || Period < SHORTEST_PERIOD_SECONDS) {
    return `its period is ${Period} s; periods below ${SHORTEST_PERIOD_SECONDS} s are high resolution`;
  }
  if (EvaluationPeriods === undefined || EvaluationPeriods < 1) {
    return `it evaluates ${EvaluationPeriods} periods, not at least 1`;
  }
  if (DatapointsToAlarm !== undefined && DatapointsToAlarm !== EvaluationPeriods) {
    return `it is an M-out-of-N alarm (${DatapointsToAlarm} out of ${EvaluationPeriods})`;
  }
  if (Threshold === undefined) return 'it has no static threshold';
  return Object.hasOwn(BREACHES, String(ComparisonOperator))
    ? undefined
    : `its comparison is ${ComparisonOperator}, which needs more than a static threshold`;
}

/** What is certain of an alarm that `whyNotFollowable` finds nothing against. */
type FollowableAlarm = AlarmSettings & {
  readonly EvaluationPeriods: number;
  readonly Threshold: number;
  readonly ComparisonOperator: keyof typeof BREACHES;
};

function assertFollowable(alarm: AlarmSettings): asserts alarm is FollowableAlarm {
  const why = whyNotFollowable(alarm);
  if (why !== undefined) throw new UnfollowableAlarmError(why);
}

/**
 * What a health check makes of the newest `EvaluationPeriods` values, oldest first (`undefined`: missing). AWS does
 * not say how missing values count; here the status is settled once they could not change it: one good value makes
 * it healthy, all bad makes it unhealthy, anything else is insufficient data. Throws `UnfollowableAlarmError`.
 */
export function evaluateDatapoints(
  alarm: AlarmSettings,
  datapoints: readonly (number | undefined)[],
): HealthStatus | 'insufficient' {
  assertFollowable(alarm);
  const breaches = BREACHES[alarm.ComparisonOperator];
  const values = datapoints.slice(-alarm.EvaluationPeriods).filter((value) => value !== undefined);
  if (values.some((value) => !breaches(value, alarm.Threshold))) return 'healthy';
  return values.length === alarm.EvaluationPeriods ? 'unhealthy' : 'insufficient';
}
