/** All alarms on HealthCheckStatus, by the check that they watch, and what faults of us-east-1 do to them. */
import type { AlarmState } from '../ports.ts';
import type { AlarmSettings } from '../route53/alarm-snapshot.ts';
import type { HealthStatus } from '../route53/health-check.ts';
import type { Agenda } from './agenda.ts';
import type { FaultBoard, Faults } from './faults.ts';
import { HealthAlarm } from './health-alarm.ts';
import type { WorldParameters } from './parameters.ts';
import { chanceFor } from './random.ts';

interface HealthAlarmsNeeds {
  readonly seed: number;
  readonly agenda: Agenda;
  readonly faults: FaultBoard;
  readonly parameters: WorldParameters;
  readonly status: (checkId: string) => HealthStatus;
}

export class HealthAlarms {
  readonly #needs: HealthAlarmsNeeds;
  readonly #alarms = new Map<string, HealthAlarm[]>();

  constructor(needs: HealthAlarmsNeeds) {
    this.#needs = needs;
  }

  /** Throws on an alarm that is on no health check. */
  create(name: string, settings: AlarmSettings, report: (state: AlarmState) => void): void {
    const checkId = settings.Dimensions?.find(({ Name }) => Name === 'HealthCheckId')?.Value;
    if (settings.MetricName !== 'HealthCheckStatus' || checkId === undefined) {
      throw new Error(`The simulated CloudWatch has no metric ${settings.MetricName} in us-east-1`);
    }
    const alarm = new HealthAlarm(settings, {
      ...this.#needs,
      chance: chanceFor(this.#needs.seed, `alarm ${name}`),
      status: () => this.#needs.status(checkId),
      report,
    });
    this.#alarms.set(checkId, [...(this.#alarms.get(checkId) ?? []), alarm]);
  }

  statusChanged(checkId: string): void {
    for (const alarm of this.#alarms.get(checkId) ?? []) alarm.statusChanged();
  }

  /** The metric of a check ends with it. */
  checkDeleted(checkId: string): void {
    for (const alarm of this.#alarms.get(checkId) ?? []) alarm.metricStopped();
    this.#alarms.delete(checkId);
  }

  faultChanged(name: keyof Faults): void {
    if (name !== 'healthCheckMetrics' && name !== 'cloudWatchUsEast1') return;
    for (const alarm of [...this.#alarms.values()].flat()) {
      if (this.#needs.faults.get(name) === undefined) alarm.metricResumed();
      else if (name === 'healthCheckMetrics') alarm.metricStopped();
    }
  }
}
