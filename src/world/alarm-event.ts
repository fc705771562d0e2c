/** "CloudWatch Alarm State Change" as EventBridge delivers it (CloudWatch User Guide, "Alarm events and EventBridge"). */
import { utcTime } from '../core/utc.ts';
import type { AlarmState } from '../ports.ts';
import type { AlarmSettings } from '../route53/alarm-snapshot.ts';

export interface AlarmEvent {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': 'CloudWatch Alarm State Change';
  readonly source: 'aws.cloudwatch';
  readonly account: string;
  /** Whole seconds: `2026-11-22T12:00:40Z`. */
  readonly time: string;
  readonly region: string;
  readonly resources: readonly [string];
  readonly detail: {
    readonly alarmName: string;
    readonly configuration: {
      readonly metrics: readonly {
        readonly id: string;
        readonly metricStat: {
          readonly metric: {
            readonly namespace: string;
            readonly name: string;
            /** An object here, unlike everywhere else in CloudWatch. */
            readonly dimensions: Readonly<Record<string, string>>;
          };
          readonly period: number;
          readonly stat: string;
        };
        readonly returnData: true;
      }[];
    };
    readonly previousState: AlarmEventState;
    readonly state: AlarmEventState;
  };
}

interface AlarmEventState {
  readonly value: AlarmState;
  readonly reason: string;
  /** JSON in a text; absent on an alarm that was never evaluated. */
  readonly reasonData?: string;
  /** Milliseconds and `+0000`: `2026-11-22T12:00:40.989+0000`. */
  readonly timestamp: string;
}

/** One moment of one alarm. */
export interface AlarmMoment {
  readonly state: AlarmState;
  readonly atMs: number;
  /** That the evaluation went by, where it is not 0 or 1 as the state tells. */
  readonly datapoint?: number;
  /** Of whoever forced the state. */
  readonly reason?: string;
}

export interface AlarmIdentity {
  readonly region: string;
  readonly name: string;
  readonly settings: AlarmSettings;
}

const ACCOUNT = '123456789012';

export function alarmEvent(
  alarm: AlarmIdentity,
  previous: AlarmMoment,
  current: AlarmMoment,
  serial: number,
): AlarmEvent {
  return {
    version: '0',
    id: serialUuid(serial),
    'detail-type': 'CloudWatch Alarm State Change',
    source: 'aws.cloudwatch',
    account: ACCOUNT,
    time: `${isoSeconds(current.atMs)}Z`,
    region: alarm.region,
    resources: [`arn:aws:cloudwatch:${alarm.region}:${ACCOUNT}:alarm:${alarm.name}`],
    detail: {
      alarmName: alarm.name,
      configuration: { metrics: [metricOf(alarm.settings, serial)] },
      previousState: eventState(alarm.settings, previous),
      state: eventState(alarm.settings, current),
    },
  };
}

function metricOf(settings: AlarmSettings, serial: number) {
  const dimensions = (settings.Dimensions ?? []).map(({ Name, Value }) => [Name, Value] as const);
  return {
    id: serialUuid(serial),
    metricStat: {
      metric: {
        namespace: settings.Namespace ?? '',
        name: settings.MetricName ?? '',
        dimensions: Object.fromEntries(dimensions),
      },
      period: settings.Period ?? 0,
      stat: settings.Statistic ?? '',
    },
    returnData: true,
  } as const;
}

function eventState(settings: AlarmSettings, moment: AlarmMoment): AlarmEventState {
  const { state, atMs } = moment;
  const timestamp = `${isoSeconds(atMs)}.${String(atMs % 1000).padStart(3, '0')}+0000`;
  const reason = stateReason(settings, moment);
  if (state === 'INSUFFICIENT_DATA') return { value: state, reason, timestamp };
  return {
    value: state,
    reason,
    reasonData: JSON.stringify({
      version: '1.0',
      queryDate: timestamp,
      statistic: settings.Statistic,
      period: settings.Period,
      recentDatapoints: [datapointOf(settings, moment)],
      threshold: settings.Threshold,
    }),
    timestamp,
  };
}

/** In CloudWatch's words. */
export function stateReason(settings: AlarmSettings, moment: AlarmMoment): string {
  const { state, reason } = moment;
  if (reason !== undefined) return reason;
  if (state === 'INSUFFICIENT_DATA') return 'Insufficient Data: 1 datapoint was unknown.';
  const { Threshold } = settings;
  if (Threshold === undefined) return 'Set by hand: the metric is not of this account.';
  const { [settings.ComparisonOperator ?? '']: relation = 'crossed' } = RELATIONS;
  const comparison = state === 'ALARM' ? `was ${relation}` : `was not ${relation}`;
  const datapoint = decimal(datapointOf(settings, moment));
  return `Threshold Crossed: 1 datapoint [${datapoint}] ${comparison} the threshold (${decimal(Threshold)}).`;
}

const RELATIONS: Readonly<Record<string, string>> = {
  GreaterThanOrEqualToThreshold: 'greater than or equal to',
  GreaterThanThreshold: 'greater than',
  LessThanThreshold: 'less than',
  LessThanOrEqualToThreshold: 'less than or equal to',
};

/** The deployed alarms watch metrics that are 0 or 1, so that their state tells the datapoint. */
function datapointOf(settings: AlarmSettings, { state, datapoint }: AlarmMoment): number {
  return datapoint ?? (isBelow(settings) === (state === 'ALARM') ? 0 : 1);
}

function decimal(value: number): string {
  return Number.isInteger(value) ? `${value}.0` : String(value);
}

function isBelow({ ComparisonOperator }: AlarmSettings): boolean {
  return ComparisonOperator?.startsWith('LessThan') ?? true;
}

function isoSeconds(epochMs: number): string {
  const { year, month, day, hour, minute, second } = utcTime(epochMs);
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function serialUuid(serial: number): string {
  return `00000000-0000-4000-8000-${String(serial).padStart(12, '0')}`;
}
