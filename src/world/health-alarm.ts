/**
 * An alarm on the HealthCheckStatus of one check. The metric has one sample a minute, at the same second of each; the
 * alarm is evaluated once a minute. Samples that say the same again are not planned.
 */

import type { AlarmState } from '../ports.ts';
import { type AlarmSettings, evaluateDatapoints } from '../route53/alarm-snapshot.ts';
import type { HealthStatus } from '../route53/health-check.ts';
import type { Agenda } from './agenda.ts';
import type { FaultBoard } from './faults.ts';
import { MINUTE_MS, type WorldParameters } from './parameters.ts';
import type { Chance } from './random.ts';

interface HealthAlarmNeeds {
  readonly agenda: Agenda;
  readonly faults: FaultBoard;
  readonly parameters: WorldParameters;
  readonly chance: Chance;
  /** Of the check whose metric this is, now. */
  readonly status: () => HealthStatus;
  readonly report: (state: AlarmState) => void;
}

export class HealthAlarm {
  readonly #settings: AlarmSettings;
  readonly #needs: HealthAlarmNeeds;
  readonly #sampleSecondMs: number;
  readonly #evaluationSecondMs: number;
  #samplePlanned = false;
  #newest: number | undefined;
  /** The value of the last evaluation. */
  #evaluated: number | undefined;
  #silences = 0;

  constructor(settings: AlarmSettings, needs: HealthAlarmNeeds) {
    this.#settings = settings;
    this.#needs = needs;
    this.#sampleSecondMs = needs.chance.whole({ min: 0, max: MINUTE_MS - 1 });
    this.#evaluationSecondMs = needs.chance.whole({ min: 0, max: MINUTE_MS - 1 });
    this.statusChanged();
  }

  /** The check's status has changed, or the metric speaks again: the next sample is worth taking. */
  statusChanged(): void {
    if (this.#samplePlanned) return;
    this.#samplePlanned = true;
    this.#needs.agenda.at(this.#next(this.#sampleSecondMs), () => this.#sample());
  }

  /** The metric stops: without data for some time, the alarm says so. */
  metricStopped(): void {
    const silence = ++this.#silences;
    const { agenda, parameters } = this.#needs;
    agenda.at(agenda.nowMs + parameters.alarmSilenceMs, () => {
      if (silence !== this.#silences) return;
      this.#newest = undefined;
      this.#evaluate();
    });
  }

  metricResumed(): void {
    this.#silences += 1;
    this.statusChanged();
  }

  #sample(): void {
    this.#samplePlanned = false;
    const { agenda, faults, parameters, chance, status } = this.#needs;
    if (faults.get('healthCheckMetrics') || faults.get('cloudWatchUsEast1')) return;
    const value = status() === 'healthy' ? 1 : 0;
    agenda.at(agenda.nowMs + chance.whole(parameters.metricIngestionMs), () => {
      this.#newest = value;
      if (value === this.#evaluated) return;
      agenda.at(this.#next(this.#evaluationSecondMs), () => this.#evaluate());
    });
  }

  #evaluate(): void {
    if (this.#needs.faults.get('cloudWatchUsEast1')) return;
    this.#evaluated = this.#newest;
    const judged = evaluateDatapoints(this.#settings, [this.#newest]);
    this.#needs.report(ALARM_STATES[judged]);
  }

  #next(secondMs: number): number {
    const { nowMs } = this.#needs.agenda;
    return Math.ceil((nowMs - secondMs) / MINUTE_MS) * MINUTE_MS + secondMs;
  }
}

/** An alarm breaches where a check that follows the same metric is unhealthy. */
export const ALARM_STATES: Readonly<Record<HealthStatus | 'insufficient', AlarmState>> = {
  healthy: 'OK',
  unhealthy: 'ALARM',
  insufficient: 'INSUFFICIENT_DATA',
};
