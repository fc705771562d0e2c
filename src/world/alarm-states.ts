/** Every alarm in the account: its settings, what it says, and what it made of its metric last. */
import type { AlarmRef } from '../core/service.ts';
import { type AlarmState, alarmKey } from '../ports.ts';
import type { AlarmSettings } from '../route53/alarm-snapshot.ts';
import { type AlarmMoment, stateReason } from './alarm-event.ts';

/** As DescribeAlarms tells it. */
export interface AlarmDescription extends AlarmRef {
  /** Empty for an alarm that somebody merely says to be there. */
  readonly settings: AlarmSettings;
  readonly state: AlarmState;
  readonly stateUpdatedAtMs: number;
  readonly reason: string;
}

/** An alarm says something else than before. */
export interface AlarmChange {
  readonly alarm: AlarmRef;
  readonly settings: AlarmSettings;
  readonly from: AlarmMoment;
  readonly to: AlarmMoment;
  /** Its changes go to the event bus. */
  readonly isSent: boolean;
}

interface Alarm {
  readonly ref: AlarmRef;
  readonly settings: AlarmSettings;
  readonly isSent: boolean;
  shown: AlarmMoment;
  /** The last evaluation's; `shown` differs from it while somebody forces a state. */
  evaluated: Saying;
}

type Saying = Omit<AlarmMoment, 'atMs'>;

/** `datapoint` is what the evaluation went by, unless the state tells that. */
export type ReportState = (state: AlarmState, datapoint?: number) => void;

export class AlarmStates {
  readonly #alarms = new Map<string, Alarm>();
  readonly #nowMs: () => number;
  readonly #changed: (change: AlarmChange) => void;

  constructor(nowMs: () => number, changed: (change: AlarmChange) => void) {
    this.#nowMs = nowMs;
    this.#changed = changed;
  }

  /** `undefined`: there is no such alarm. */
  get(alarm: AlarmRef): AlarmState | undefined {
    return this.#alarms.get(alarmKey(alarm))?.shown.state;
  }

  settingsOf(alarm: AlarmRef): AlarmSettings | undefined {
    return this.#alarms.get(alarmKey(alarm))?.settings;
  }

  /**
   * Makes an alarm, without data, or gives one other settings, which leaves its state as it is. Answers how to report
   * an evaluation; once the alarm is replaced or deleted, reports change nothing.
   */
  create(alarm: AlarmRef, settings: AlarmSettings, isSent: boolean): ReportState {
    const before = this.#alarms.get(alarmKey(alarm));
    const made: Alarm = {
      ref: alarm,
      settings,
      isSent,
      shown: before?.shown ?? { state: 'INSUFFICIENT_DATA', atMs: this.#nowMs() },
      evaluated: before?.evaluated ?? { state: 'INSUFFICIENT_DATA' },
    };
    this.#alarms.set(alarmKey(alarm), made);
    return (state, datapoint) => {
      if (this.#alarms.get(alarmKey(alarm)) !== made) return;
      this.#evaluated(made, alarm, { state, ...(datapoint !== undefined && { datapoint }) });
    };
  }

  /** An alarm that was not there is made. */
  set(alarm: AlarmRef, state: AlarmState): void {
    if (!this.#alarms.has(alarmKey(alarm))) this.create(alarm, {}, false);
    const set = this.#alarms.get(alarmKey(alarm));
    if (set) this.#evaluated(set, alarm, { state });
  }

  /** As SetAlarmState does: until `release`, or the next evaluation that changes something. */
  force(alarm: AlarmRef, state: AlarmState, reason: string): void {
    const forced = this.#alarms.get(alarmKey(alarm));
    if (forced) this.#show(forced, alarm, { state, reason });
  }

  /** The alarm says again what its metric says. */
  release(alarm: AlarmRef): void {
    const forced = this.#alarms.get(alarmKey(alarm));
    if (forced) this.#show(forced, alarm, forced.evaluated);
  }

  delete(alarm: AlarmRef): void {
    this.#alarms.delete(alarmKey(alarm));
  }

  descriptions(): readonly AlarmDescription[] {
    return [...this.#alarms.values()].map(({ ref, settings, shown }) => ({
      ...ref,
      settings,
      state: shown.state,
      stateUpdatedAtMs: shown.atMs,
      reason: stateReason(settings, shown),
    }));
  }

  #evaluated(alarm: Alarm, ref: AlarmRef, saying: Saying): void {
    alarm.evaluated = saying;
    this.#show(alarm, ref, saying);
  }

  #show(alarm: Alarm, ref: AlarmRef, saying: Saying): void {
    const from = alarm.shown;
    if (from.state === saying.state) return;
    const to = { ...saying, atMs: this.#nowMs() };
    alarm.shown = to;
    const { settings, isSent } = alarm;
    this.#changed({ alarm: ref, settings, from, to, isSent });
  }
}
