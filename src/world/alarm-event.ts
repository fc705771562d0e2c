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

function eventState(settings: AlarmSettings, { state, atMs }: AlarmMoment): AlarmEventState {
  const timestamp = `${isoSeconds(atMs)}.${String(atMs % 1000).padStart(3, '0')}+0000`;
  if (state === 'INSUFFICIENT_DATA') {
    return { value: state, reason: 'Insufficient Data: 1 datapoint was unknown.', timestamp };
  }
  const datapoint = state === 'ALARM' ? 0 : 1;
  const comparison = state === 'ALARM' ? 'was less than' : 'was not less than';
  return {
    value: state,
    reason: `Threshold Crossed: 1 datapoint [${datapoint}.0] ${comparison} the threshold (${settings.Threshold}.0).`,
    reasonData: JSON.stringify({
      version: '1.0',
      queryDate: timestamp,
      statistic: settings.Statistic,
      period: settings.Period,
      recentDatapoints: [datapoint],
      threshold: settings.Threshold,
    }),
    timestamp,
  };
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
