/** CloudWatch for the alarms on Switchback itself: metrics by the minute, alarms by their own settings in the template. */
import type { Configuration } from '../../src/core/service.ts';
import type { SelfAlarmSettings } from '../../src/infrastructure/self-alarm.ts';
import { buildWholeStacks } from '../../src/infrastructure/stacks.ts';
import { type AlarmSettings, evaluateDatapoints } from '../../src/route53/alarm-snapshot.ts';

interface Alarm {
  /** The alarm's name without the stack's. */
  readonly suffix: string;
  readonly settings: SelfAlarmSettings;
}

type AlarmState = 'OK' | 'ALARM';

export class AlarmDesk {
  readonly alarms: readonly Alarm[];
  /** Values by alarm and by period since the epoch: every metric is watched by one alarm. */
  readonly #values = new Map<string, Map<number, number[]>>();
  readonly #states = new Map<string, AlarmState>();

  constructor(configuration: Configuration) {
    this.alarms = selfAlarmsOf(configuration);
  }

  /** A sample of the metric that the alarm watches. */
  record(suffix: string, atMs: number, value: number): void {
    const period = periodAt(this.#alarm(suffix).settings, atMs);
    const byPeriod = this.#values.get(suffix) ?? new Map<number, number[]>();
    byPeriod.set(period, [...(byPeriod.get(period) ?? []), value]);
    this.#values.set(suffix, byPeriod);
  }

  /** A sample of every metric of the passes that is there. */
  recordPass(atMs: number, values: Readonly<Partial<Record<string, number>>>): void {
    for (const { suffix, settings } of this.alarms) {
      const value = settings.Namespace === 'Switchback' ? values[settings.MetricName] : undefined;
      if (value !== undefined) this.record(suffix, atMs, value);
    }
  }

  evaluate(nowMs: number): void {
    for (const alarm of this.alarms) {
      const { suffix, settings } = alarm;
      const verdict = evaluateDatapoints(followed(settings), this.#filled(alarm, nowMs));
      // Missing data that is ignored leaves an alarm as it is.
      if (verdict !== 'insufficient') {
        this.#states.set(suffix, verdict === 'healthy' ? 'OK' : 'ALARM');
      }
    }
  }

  /** What a health check makes of the metric of an alarm: the alarm's own treatment of missing data is not copied. */
  healthOf(suffix: string, nowMs: number) {
    const alarm = this.#alarm(suffix);
    return evaluateDatapoints(followed(alarm.settings), this.#window(alarm, nowMs));
  }

  inAlarm(): readonly string[] {
    return [...this.#states].filter(([, state]) => state === 'ALARM').map(([suffix]) => suffix);
  }

  #alarm(suffix: string): Alarm {
    const alarm = this.alarms.find((one) => one.suffix === suffix);
    if (alarm === undefined) throw new Error(`no alarm ${suffix}`);
    return alarm;
  }

  /** With what stands for missing data put in. */
  #filled(alarm: Alarm, nowMs: number) {
    const { TreatMissingData, ComparisonOperator, Threshold } = alarm.settings;
    const above = Threshold + 1;
    const below = Threshold - 1;
    const [breaching, fine] =
      ComparisonOperator === 'LessThanThreshold' ? [below, above] : [above, below];
    const standIn = { breaching, notBreaching: fine, ignore: undefined }[TreatMissingData];
    return this.#window(alarm, nowMs).map((value) => value ?? standIn);
  }

  /** One value a period, oldest first; the newest period is the one that has begun. */
  #window({ suffix, settings }: Alarm, nowMs: number): readonly (number | undefined)[] {
    const { EvaluationPeriods, Statistic } = settings;
    const oldest = periodAt(settings, nowMs) - EvaluationPeriods + 1;
    return Array.from({ length: EvaluationPeriods }, (_, at) =>
      statistic(Statistic, this.#values.get(suffix)?.get(oldest + at) ?? []),
    );
  }
}

function periodAt({ Period }: SelfAlarmSettings, atMs: number): number {
  return Math.floor(atMs / 1000 / Period);
}

function statistic(kind: SelfAlarmSettings['Statistic'], values: readonly number[]) {
  if (values.length === 0) return undefined;
  if (kind === 'Sum') return values.reduce((sum, value) => sum + value, 0);
  return kind === 'Maximum' ? Math.max(...values) : Math.min(...values);
}

/** The dimensions play no part: a desk knows one stack. */
function followed({ Dimensions, ...settings }: SelfAlarmSettings): AlarmSettings {
  return settings;
}

/** Of both stacks, all that tell somebody by themselves: the others are told of by passes. */
function selfAlarmsOf(configuration: Configuration): readonly Alarm[] {
  const stacks = buildWholeStacks(configuration);
  return (['home', 'ears'] as const).flatMap((stack) =>
    Object.values(stacks[stack].Resources).flatMap(({ Type, Properties }) => {
      const { AlarmName, AlarmActions, ...settings } =
        Properties as unknown as SelfAlarmSettings & {
          readonly AlarmName: string;
          readonly AlarmActions?: unknown;
        };
      if (Type !== 'AWS::CloudWatch::Alarm' || AlarmActions === undefined) return [];
      return {
        suffix: AlarmName.slice(configuration.stackName.length + 1),
        settings,
      };
    }),
  );
}
