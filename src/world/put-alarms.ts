/** Alarms that somebody puts beside the deployed ones, each evaluated once a minute on whatever metric it names. */
import type { AlarmRef } from '../core/service.ts';
import { EARS_REGION } from '../infrastructure/ears.ts';
import { alarmKey } from '../ports.ts';
import type { AlarmSettings } from '../route53/alarm-snapshot.ts';
import type { HealthStatus } from '../route53/health-check.ts';
import type { Agenda } from './agenda.ts';
import type { AlarmStates } from './alarm-states.ts';
import type { FaultBoard } from './faults.ts';
import type { MetricSource } from './metric-series.ts';
import { alarmStateOf, statusOf, watchMetric } from './metric-watch.ts';
import type { MetricId, MetricQuery, Metrics } from './metrics.ts';
import { MINUTE_MS, type WorldParameters } from './parameters.ts';
import { chanceFor } from './random.ts';

const HEALTH_NAMESPACE = 'AWS/Route53';

interface PutAlarmsNeeds {
  readonly seed: number;
  readonly agenda: Agenda;
  readonly parameters: WorldParameters;
  readonly faults: FaultBoard;
  readonly states: AlarmStates;
  readonly metrics: Metrics;
  /** HealthCheckStatus of a check. */
  readonly healthStatus: (checkId: string) => MetricSource;
}

interface PutAlarm {
  readonly settings: AlarmSettings;
  readonly source: MetricSource;
  readonly stop: () => void;
}

export class PutAlarms {
  readonly #needs: PutAlarmsNeeds;
  readonly #alarms = new Map<string, PutAlarm>();

  constructor(needs: PutAlarmsNeeds) {
    this.#needs = needs;
  }

  /** Throws `UnfollowableAlarmError` at the first evaluation of an alarm without one metric and a static threshold. */
  put(alarm: AlarmRef, settings: AlarmSettings): void {
    this.delete(alarm);
    const { seed, agenda, states, faults } = this.#needs;
    const report = states.create(alarm, settings, true);
    const source = this.#sourceOf(metricOf(alarm.region, settings));
    const secondMs = chanceFor(seed, `evaluation of ${alarmKey(alarm)}`).whole(MINUTE);
    const fault = alarm.region === EARS_REGION ? 'cloudWatchUsEast1' : 'cloudWatchHome';
    const judge = (values: readonly number[]) => {
      if (faults.get(fault) !== undefined) return;
      const state = alarmStateOf(settings, values);
      if (state !== undefined) report(state, values[0]);
    };
    const stop = watchMetric({ agenda, source, settings, secondMs, judge });
    this.#alarms.set(alarmKey(alarm), { settings, source, stop });
  }

  delete(alarm: AlarmRef): void {
    this.#alarms.get(alarmKey(alarm))?.stop();
    this.#alarms.delete(alarmKey(alarm));
  }

  /**
   * A check copies the alarm's settings and follows its metric from now on, whatever becomes of the alarm. Answers how to
   * stop; `undefined` of an alarm that is on no metric known here.
   */
  follow(
    alarm: AlarmRef,
    checkId: string,
    report: (status: HealthStatus | 'insufficient') => void,
  ): (() => void) | undefined {
    const followed = this.#alarms.get(alarmKey(alarm)) ?? this.#deployedOnHealth(alarm);
    if (followed === undefined) return undefined;
    const { seed, agenda, parameters } = this.#needs;
    const { settings, source } = followed;
    const viewMs = chanceFor(seed, `view of ${checkId}`).whole(parameters.metricViewMs);
    const judge = (values: readonly number[]) => report(statusOf(settings, values));
    return watchMetric({ agenda, source, settings, secondMs: viewMs % MINUTE_MS, judge });
  }

  #deployedOnHealth(alarm: AlarmRef): Pick<PutAlarm, 'settings' | 'source'> | undefined {
    const settings = this.#needs.states.settingsOf(alarm);
    if (settings?.Namespace !== HEALTH_NAMESPACE) return undefined;
    return { settings, source: this.#sourceOf(metricOf(alarm.region, settings)) };
  }

  /** Of any metric, as it is seen now. */
  statistic({ statistic, fromMs, toMs, ...metric }: MetricQuery): number | undefined {
    return this.#sourceOf(metric).statistic(statistic, fromMs, toMs, this.#needs.agenda.nowMs);
  }

  #sourceOf(metric: MetricId): MetricSource {
    const checkId = metric.dimensions.find(({ Name }) => Name === 'HealthCheckId')?.Value;
    const isHealth = metric.namespace === HEALTH_NAMESPACE && metric.name === 'HealthCheckStatus';
    return isHealth && checkId !== undefined && metric.region === EARS_REGION
      ? this.#needs.healthStatus(checkId)
      : this.#needs.metrics.series(metric);
  }
}

function metricOf(region: string, settings: AlarmSettings): MetricId {
  const { Namespace = '', MetricName = '', Dimensions = [] } = settings;
  return { region, namespace: Namespace, name: MetricName, dimensions: Dimensions };
}

const MINUTE = { min: 0, max: MINUTE_MS - 1 };
