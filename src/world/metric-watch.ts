/** One metric watched by one alarm's settings, once a minute: for the alarm itself, or for a check that follows it. */
import type { AlarmState } from '../ports.ts';
import { type AlarmSettings, evaluateDatapoints } from '../route53/alarm-snapshot.ts';
import type { HealthStatus } from '../route53/health-check.ts';
import type { Agenda } from './agenda.ts';
import type { MetricSource } from './metric-series.ts';
import { MINUTE_MS } from './parameters.ts';

/** Datapoints may come late: CloudWatch fetches more periods than it evaluates (User Guide, "Configuring how alarms treat missing data"). */
const MORE_PERIODS = 3;

interface MetricWatchNeeds {
  readonly agenda: Agenda;
  readonly source: MetricSource;
  readonly settings: AlarmSettings;
  /** Of each minute. */
  readonly secondMs: number;
  /** Newest first; at most as many as are evaluated, missing ones left out. */
  readonly judge: (values: readonly number[]) => void;
}

/** Answers how to stop. */
export function watchMetric(needs: MetricWatchNeeds): () => void {
  const { agenda, secondMs, judge } = needs;
  let stopped = false;
  const look = () => {
    if (stopped) return;
    judge(newestValues(needs));
    agenda.at(agenda.nowMs + MINUTE_MS, look);
  };
  agenda.at(Math.ceil((agenda.nowMs - secondMs) / MINUTE_MS) * MINUTE_MS + secondMs, look);
  return () => {
    stopped = true;
  };
}

function newestValues({ agenda, source, settings }: MetricWatchNeeds): readonly number[] {
  const { Period = 60, EvaluationPeriods = 1, Statistic = '' } = settings;
  const periodMs = Period * 1000;
  const endMs = Math.floor(agenda.nowMs / periodMs) * periodMs;
  const values = Array.from({ length: EvaluationPeriods + MORE_PERIODS }, (_, back) => {
    const toMs = endMs - back * periodMs;
    return source.statistic(Statistic, toMs - periodMs, toMs, agenda.nowMs);
  });
  return values.filter((value) => value !== undefined).slice(0, EvaluationPeriods);
}

/** What Route 53 makes of the values for a check. */
export function statusOf(
  settings: AlarmSettings,
  values: readonly number[],
): HealthStatus | 'insufficient' {
  return evaluateDatapoints(settings, values.toReversed());
}

/**
 * What an alarm makes of the values; `undefined` leaves it as it is. Missing ones count as TreatMissingData says
 * (same page); by default the alarm goes by those that are there.
 */
export function alarmStateOf(
  settings: AlarmSettings,
  values: readonly number[],
): AlarmState | undefined {
  const { EvaluationPeriods = 1, DatapointsToAlarm = EvaluationPeriods } = settings;
  const breaching = values.filter((value) => breaches(settings, value)).length;
  const missing = EvaluationPeriods - values.length;
  const byCount = (count: number, needed: number) => (count >= needed ? 'ALARM' : 'OK');
  if (missing === 0) return byCount(breaching, DatapointsToAlarm);
  switch (settings.TreatMissingData) {
    case 'ignore':
      return undefined;
    case 'breaching':
      return byCount(breaching + missing, DatapointsToAlarm);
    case 'notBreaching':
      return byCount(breaching, DatapointsToAlarm);
    default:
      if (values.length === 0) return 'INSUFFICIENT_DATA';
      return byCount(breaching, Math.min(DatapointsToAlarm, values.length));
  }
}

function breaches(settings: AlarmSettings, value: number): boolean {
  const alone = { ...settings, EvaluationPeriods: 1, DatapointsToAlarm: 1 };
  return evaluateDatapoints(alone, [value]) === 'unhealthy';
}
