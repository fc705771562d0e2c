/** The users' own alarms, whose metrics are outside of this account's model: somebody says what state they are in. */
import type { AlarmRef } from '../core/service.ts';
import { type AlarmState, alarmKey } from '../ports.ts';
import type { HealthStatus } from '../route53/health-check.ts';
import type { Agenda } from './agenda.ts';
import type { AlarmStates } from './alarm-states.ts';
import { minuteOf } from './metric-minutes.ts';
import { MINUTE_MS } from './parameters.ts';

interface Follower {
  /** From the end of a minute to its judgement by Route 53. */
  readonly viewMs: number;
  readonly report: (status: HealthStatus | 'insufficient') => void;
}

const METRIC_STATUS: Readonly<Record<AlarmState, HealthStatus | 'insufficient'>> = {
  OK: 'healthy',
  ALARM: 'unhealthy',
  INSUFFICIENT_DATA: 'insufficient',
};

export class UserAlarms {
  readonly #agenda: Agenda;
  readonly #states: AlarmStates;
  readonly #followers = new Map<string, Follower[]>();

  constructor(agenda: Agenda, states: AlarmStates) {
    this.#agenda = agenda;
    this.#states = states;
  }

  /** A check follows the alarm's metric; an alarm that nobody has set is made, and is OK. */
  follow(alarm: AlarmRef, follower: Follower): void {
    const key = alarmKey(alarm);
    this.#followers.set(key, [...(this.#followers.get(key) ?? []), follower]);
    if (this.#states.get(alarm) === undefined) this.#states.set(alarm, 'OK');
  }

  /** The alarm changes at once, and the metric behind it with it, which Route 53 sees in its own time. */
  set(alarm: AlarmRef, state: AlarmState): void {
    this.#states.set(alarm, state);
    const minuteEndMs = minuteOf(this.#agenda.nowMs) + MINUTE_MS;
    for (const { viewMs, report } of this.#followers.get(alarmKey(alarm)) ?? []) {
      this.#agenda.at(minuteEndMs + viewMs, () =>
        report(METRIC_STATUS[this.#states.get(alarm) ?? 'INSUFFICIENT_DATA']),
      );
    }
  }
}
