/** How one checker makes up its mind, and how the minds of all checkers become the status of a check. */
import type { HealthStatus } from './health-check.ts';

/** One of Route 53's health checkers, looking at one endpoint. */
export interface Checker {
  /** `undefined` until the checker has made up its mind for the first time. */
  readonly verdict: HealthStatus | undefined;
  /** Results in a row that contradict the verdict (or, without one, what Route 53 assumes). */
  readonly streak: number;
}

/** A checker that has not probed yet. */
export const NEW_CHECKER: Checker = { verdict: undefined, streak: 0 };

/**
 * What a checker without a verdict sets out from. AWS says that a new check counts as healthy until there is
 * enough data, and that a status changes after `FailureThreshold` opposite results; so, by derivation and not by
 * AWS's word, one good probe confirms it and `FailureThreshold` bad ones overturn it.
 */
export const ASSUMED_UNTIL_VERDICT: HealthStatus = 'healthy';

/**
 * Per cent of the checkers that must be exceeded for a check to be healthy
 * (Developer Guide, "How Amazon Route 53 determines whether a health check is healthy").
 */
export const HEALTHY_SHARE_PERCENT = 18;

/**
 * The checker after one more probe. A verdict changes only after `failureThreshold` opposite results in a row,
 * in both directions (API `FailureThreshold`).
 */
export function observeProbe(checker: Checker, passed: boolean, failureThreshold: number): Checker {
  const seen: HealthStatus = passed ? 'healthy' : 'unhealthy';
  const standing = checker.verdict ?? ASSUMED_UNTIL_VERDICT;
  if (seen === standing) return settled(checker, standing);
  const streak = checker.streak + 1;
  return streak >= failureThreshold
    ? { verdict: seen, streak: 0 }
    : { verdict: checker.verdict, streak };
}

/** Keeps the object where nothing changes: nearly every probe of a simulated day ends here. */
function settled(checker: Checker, verdict: HealthStatus): Checker {
  return checker.verdict === verdict && checker.streak === 0 ? checker : { verdict, streak: 0 };
}

/**
 * The status of an endpoint check: healthy when strictly more than the share of the checkers say so.
 * `total` counts the checkers that have a verdict; with none there is no status yet.
 */
export function aggregate(
  verdicts: { readonly healthy: number; readonly total: number },
  sharePercent = HEALTHY_SHARE_PERCENT,
): HealthStatus | undefined {
  if (verdicts.total === 0) return undefined;
  // Whole numbers on both sides: 0.18 * 50 is not 9 in floating point.
  return verdicts.healthy * 100 > sharePercent * verdicts.total ? 'healthy' : 'unhealthy';
}
