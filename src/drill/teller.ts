/** Whoever tells people of a drill while it goes on. */
import type { Entry } from '../core/entry.ts';

/** Times are epoch milliseconds. */
export interface DrillTeller {
  asked(atMs: number, what: string): void;
  saw(atMs: number, expected: string, seen: string): void;
  missed(atMs: number, expected: string, lastSeen: string): void;
  /** A new entry of the time-line. */
  wrote(atMs: number, entry: Entry): void;
  /** Nothing could be seen this time. */
  blind(atMs: number, why: string): void;
}
