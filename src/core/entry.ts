/** One line of a service's time-line: what was done or found, why, on what evidence. Words come from `messages/`. */

export const ACTIONS = [
  'armed',
  'disarmed',
  'incidentOpened',
  'flapped',
  'notHeld',
  'wouldHold',
  'holdBegun',
  'held',
  'lateHold',
  'switchReleased',
  'failbackPossible',
  'failbackStarted',
  'stageBegun',
  'stageWaiting',
  'stageResumed',
  'failbackDone',
  'relapsed',
  'aborted',
  'moveWaits',
  'incidentClosed',
  'conditionBegan',
  'conditionEnded',
  'recordsAdopted',
  'changeRepeated',
  'paused',
  'pauseReminder',
  'pauseEnded',
  'acknowledged',
  'commandRefused',
  'outboxCollapsed',
] as const;

export type Action = (typeof ACTIONS)[number];

/** `page` wakes a person, `inform` may wait till morning, `record` is only written down. */
export type Telling = 'page' | 'inform' | 'record';

export interface Signal {
  readonly source: 'witness' | 'answer' | 'probe' | 'alarm' | 'readiness' | 'guard' | 'records';
  readonly about: string;
  readonly said: string;
}

export interface Entry {
  readonly atMs: number;
  readonly action: Action;
  /** A code of the reason, e.g. `primaryUnhealthy`; the same decision gives the same code. */
  readonly because: string;
  readonly facts: Readonly<Record<string, string | number>>;
  readonly evidence: readonly Signal[];
  readonly telling: Telling;
}
