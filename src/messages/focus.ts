/** Which entry of a decision a message is about, and how urgently. */
import type { Action, Entry, Telling } from '../core/entry.ts';
import { ownValue } from './because.ts';

const URGENCY: Readonly<Record<Telling, number>> = { record: 0, inform: 1, page: 2 };

/** Among entries of one urgency the higher one is what a person must know; where users are comes before why. */
const WEIGHT: Readonly<Record<Action, number>> = {
  moveWaits: 100,
  notHeld: 99,
  wouldHold: 98,
  holdBegun: 97,
  lateHold: 90,
  switchReleased: 89,
  relapsed: 88,
  aborted: 87,
  conditionBegan: 80,
  stageWaiting: 79,
  incidentOpened: 70,
  flapped: 69,
  failbackDone: 68,
  incidentClosed: 67,
  failbackStarted: 66,
  failbackPossible: 65,
  stageBegun: 60,
  stageResumed: 59,
  held: 58,
  recordsAdopted: 50,
  paused: 40,
  pauseEnded: 39,
  pauseReminder: 38,
  acknowledged: 37,
  conditionEnded: 30,
  disarmed: 20,
  armed: 19,
  changeRepeated: 18,
  commandRefused: 17,
  outboxCollapsed: 10,
};

/** The entry that a message is about: the most urgent one, then the one that says most; `null` without entries. */
export function focusOf(entries: readonly Entry[]): Entry | null {
  return entries.reduce<Entry | null>(
    (best, entry) => (best === null || rank(entry) > rank(best) ? entry : best),
    null,
  );
}

function rank({ telling, action }: Entry): number {
  return URGENCY[telling] * 1000 + (ownValue(WEIGHT, action) ?? 0);
}
