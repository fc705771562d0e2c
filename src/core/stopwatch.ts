/** Time that something has been good: runs while it is good, stands still while unknown, starts anew when bad. */
export interface Stopwatch {
  readonly accumulatedMs: number;
  readonly runningSinceMs: number | null;
}

export type Goodness = 'good' | 'bad' | 'unknown';

export const STOPWATCH_AT_ZERO: Stopwatch = { accumulatedMs: 0, runningSinceMs: null };

/** Returns the very same object when nothing changes, so that a quiet pass has nothing to save. */
export function advance(stopwatch: Stopwatch, goodness: Goodness, nowMs: number): Stopwatch {
  if (goodness === 'bad') return isAtZero(stopwatch) ? stopwatch : STOPWATCH_AT_ZERO;
  const running = stopwatch.runningSinceMs !== null;
  if (goodness === 'good') return running ? stopwatch : { ...stopwatch, runningSinceMs: nowMs };
  return running ? { accumulatedMs: elapsedMs(stopwatch, nowMs), runningSinceMs: null } : stopwatch;
}

/** Never negative, whatever the clock does. */
export function elapsedMs(stopwatch: Stopwatch, nowMs: number): number {
  const { accumulatedMs, runningSinceMs } = stopwatch;
  return runningSinceMs === null
    ? accumulatedMs
    : accumulatedMs + Math.max(0, nowMs - runningSinceMs);
}

function isAtZero(stopwatch: Stopwatch): boolean {
  return stopwatch.accumulatedMs === 0 && stopwatch.runningSinceMs === null;
}
