/** A process of its own: plants a bug, or none, hunts through some seeds, and prints what it found as JSON. */
import type { Violation } from '../ground.ts';
import { plant } from './plant.ts';
import type { HuntTask } from './worker-process.ts';

const { bug, fromSeed, seeds, hours, stopAt } = JSON.parse(process.argv[2] ?? '') as HuntTask;
if (bug !== null) plant(bug);
const { runSeed } = await import('../run-seed.ts');
const violations: Violation[] = [];
let hunted = 0;
while (hunted < seeds && !violations.some(({ invariant }) => stopAt.includes(invariant))) {
  const report = await runSeed(fromSeed + hunted, hours, false);
  violations.push(...report.violations);
  hunted += 1;
}
process.stdout.write(JSON.stringify({ seeds: hunted, violations }));
