/** What somebody who uses a service got, request by request. */
import type { Side } from '../core/service.ts';

export interface Visit {
  /** Epoch milliseconds. */
  readonly atMs: number;
  /** Who answered; `null` when nobody did, or with an error. */
  readonly side: Side | null;
}

export interface VisitSummary {
  readonly visits: number;
  readonly lost: number;
  /** From the first lost visit to the next good one, or to the last visit of all; the longest such time. */
  readonly longestGapMs: number;
}

export function summarize(visits: readonly Visit[]): VisitSummary {
  let gapSinceMs: number | null = null;
  let longestGapMs = 0;
  for (const { atMs, side } of visits) {
    if (side === null) gapSinceMs ??= atMs;
    if (gapSinceMs !== null) longestGapMs = Math.max(longestGapMs, atMs - gapSinceMs);
    if (side !== null) gapSinceMs = null;
  }
  return {
    visits: visits.length,
    lost: visits.filter(({ side }) => side === null).length,
    longestGapMs,
  };
}
