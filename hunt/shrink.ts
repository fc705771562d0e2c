/**
 * What a broken invariant needs: the day is cut off after it, then one kind of fault after the other is left out, and
 * stays out where the same invariant breaks all the same.
 */
import { HOUR_MS, START_MS } from './ground.ts';
import { runSeed, type SeedReport } from './run-seed.ts';
import { Streams } from './streams.ts';
import { drawSwarm } from './swarm.ts';
import { kindsOf } from './without.ts';

export interface Shrunk {
  readonly hours: number;
  readonly without: readonly string[];
  /** Kinds of fault that are left. */
  readonly needs: readonly string[];
}

/** `null` when nothing is broken. */
export async function shrink(seed: number, hours: number): Promise<Shrunk | null> {
  const [first] = (await runSeed(seed, hours, false)).violations;
  if (first === undefined) return null;
  const breaks = ({ violations }: SeedReport) =>
    violations.some(({ invariant }) => invariant === first.invariant);
  const run = (hoursLeft: number, without: readonly string[]) =>
    runSeed(seed, hoursLeft, false, new Set(without));
  const until = Math.ceil((first.atMs - START_MS) / HOUR_MS);
  const isShorter = until < hours && breaks(await run(until, []));
  const hoursLeft = isShorter ? until : hours;
  const without: string[] = [];
  let needs = kindsOf(drawSwarm(new Streams(seed)));
  for (let before = Number.POSITIVE_INFINITY; needs.length < before; ) {
    before = needs.length;
    for (const kind of needs) {
      if (breaks(await run(hoursLeft, [...without, kind]))) without.push(kind);
    }
    needs = needs.filter((kind) => !without.includes(kind));
  }
  return { hours: hoursLeft, without, needs };
}
