/**
 * `npm run hunt:fences -- [--seeds N] [--hours H] [--jobs J]`: what each of the two fences is worth. The same seeds, with
 * the fence and without it: in how many does an older decision take effect over a newer one?
 */
import { parseArgs } from 'node:util';
import type { Violation } from '../ground.ts';
import type { InvariantId } from '../invariants/sentences.ts';
import { inJobs } from './in-jobs.ts';
import { huntInProcess } from './worker-process.ts';

interface Fence {
  readonly where: string;
  /** Takes the fence away. */
  readonly bug: string;
  readonly invariant: InvariantId;
  /** What the invariant says when it is this. */
  readonly says: RegExp;
}

const FENCES: readonly Fence[] = [
  { where: 'records', bug: 'upsert-without-fence', invariant: 'S2', says: /landed after/ },
  { where: 'the hold switch', bug: 'late-switch-value', invariant: 'S3', says: /switch turned/ },
];
const SEEDS_A_TASK = 50;

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '200' },
    hours: { type: 'string', default: '24' },
    jobs: { type: 'string', default: '2' },
  },
});
const [seeds, hours, jobs] = [Number(values.seeds), Number(values.hours), Number(values.jobs)];

async function violations(bug: string | null): Promise<readonly Violation[]> {
  const starts = Array.from({ length: Math.ceil(seeds / SEEDS_A_TASK) }, (_, at) => at);
  const parts = await inJobs(starts, jobs, (at) => {
    const from = at * SEEDS_A_TASK;
    const count = Math.min(SEEDS_A_TASK, seeds - from);
    return huntInProcess({ bug, fromSeed: from + 1, seeds: count, hours, stopAt: [] });
  });
  return parts.flatMap((part) => part.violations);
}

function count(found: readonly Violation[], { invariant, says }: Fence): number {
  return found.filter((one) => one.invariant === invariant && says.test(one.seen)).length;
}

const withFences = await violations(null);
for (const fence of FENCES) {
  const without = count(await violations(fence.bug), fence);
  const kept = count(withFences, fence);
  process.stdout.write(
    `Without the fence on ${fence.where} DNS goes back to an older decision in ${without} of ${seeds} seeds of ${hours} h; with it in ${kept}.\n`,
  );
  if (kept > 0 || without === 0) process.exitCode = 1;
}
