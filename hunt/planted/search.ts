/** Looks for the first seed in which a planted bug is found. */
import type { Violation } from '../ground.ts';
import type { PlantedBug } from './bug.ts';
import { huntInProcess } from './worker-process.ts';

export interface Search {
  readonly maxSeeds: number;
  /** Of faults in each seed. */
  readonly hours: number;
}

export interface Find {
  readonly seed: number;
  /** The invariants that speak of the bug and are broken in this seed. */
  readonly broken: readonly Violation[];
}

/**
 * Only what the bug itself brings counts: it is found again in a process of its own, by its seed alone, and the same seed
 * without the bug does not have it. `null`: not found in seeds 1 to `maxSeeds`.
 */
export async function findBug(bug: PlantedBug, { maxSeeds, hours }: Search): Promise<Find | null> {
  const { name, breaks } = bug;
  for (let fromSeed = 1; fromSeed <= maxSeeds; ) {
    const seeds = maxSeeds - fromSeed + 1;
    const found = await huntInProcess({ bug: name, fromSeed, seeds, hours, stopAt: breaks });
    const seed = found.violations.find(({ invariant }) => breaks.includes(invariant))?.seed;
    if (seed === undefined) return null;
    const broken = await brokenBy(bug, seed, hours);
    if (broken.length > 0) return { seed, broken };
    fromSeed = seed + 1;
  }
  return null;
}

async function brokenBy(
  { name, breaks }: PlantedBug,
  seed: number,
  hours: number,
): Promise<readonly Violation[]> {
  const alone = { fromSeed: seed, seeds: 1, hours, stopAt: breaks };
  const planted = await huntInProcess({ bug: name, ...alone });
  const without = await huntInProcess({ bug: null, ...alone });
  const known = new Set(without.violations.map(({ invariant }) => invariant));
  return planted.violations.filter(
    ({ invariant }) => breaks.includes(invariant) && !known.has(invariant),
  );
}
