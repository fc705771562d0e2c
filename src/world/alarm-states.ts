/** The state of every alarm in the account, as DescribeAlarms tells it. */

import type { AlarmRef } from '../core/service.ts';
import { type AlarmState, alarmKey } from '../ports.ts';

export class AlarmStates {
  readonly #states = new Map<string, AlarmState>();
  readonly #changed: (alarm: AlarmRef, from: AlarmState, to: AlarmState) => void;

  constructor(changed: (alarm: AlarmRef, from: AlarmState, to: AlarmState) => void) {
    this.#changed = changed;
  }

  /** `undefined`: there is no such alarm. */
  get(alarm: AlarmRef): AlarmState | undefined {
    return this.#states.get(alarmKey(alarm));
  }

  /** An alarm that was not there is made, without data. */
  set(alarm: AlarmRef, state: AlarmState): void {
    const before = this.get(alarm) ?? 'INSUFFICIENT_DATA';
    this.#states.set(alarmKey(alarm), state);
    if (before !== state) this.#changed(alarm, before, state);
  }
}
