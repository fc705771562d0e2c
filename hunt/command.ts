/** What the command line asks for: one seed to read, or many seeds to judge. */

import { GOALS, unreached } from './goals.ts';
import { hunt } from './hunt.ts';
import { huntInJobs } from './jobs.ts';
import type { HuntReport } from './report.ts';
import { reportText, seedText, shrunkText } from './report-text.ts';
import { runSeed } from './run-seed.ts';
import { shrink } from './shrink.ts';

/** About a minute of a core. */
const SEEDS_BETWEEN_SIGNS = 250;

export interface Asked {
  readonly seeds: number;
  readonly fromSeed: number;
  readonly hours: number;
  readonly seed: number | null;
  readonly planted: string | null;
  readonly jobs: number;
  readonly json: boolean;
  /** The whole trail, not only what matters. */
  readonly whole: boolean;
  readonly stopAtFirst: boolean;
  /** Of one seed: with as few kinds of fault as its broken invariant needs. */
  readonly shrink: boolean;
  /** Of one seed: kinds of fault to leave out. */
  readonly without: readonly string[];
}

/** The exit code: 0 when nothing is broken and every goal that is due is reached. */
export async function command(asked: Asked): Promise<number> {
  if (asked.seed !== null) return readSeed(asked.seed, asked);
  const startMs = performance.now();
  const report =
    asked.jobs > 1
      ? await huntInJobs(asked)
      : await hunt({ ...asked, progress: progressOf(asked, startMs) });
  if (!asked.json) process.stderr.write(`took ${secondsSince(startMs)} s\n`);
  process.stdout.write(asked.json ? `${JSON.stringify(report)}\n` : reportText(report));
  return exitCode(report);
}

async function readSeed(seed: number, asked: Asked): Promise<number> {
  const shrunk = asked.shrink ? await shrink(seed, asked.hours) : null;
  const { hours, without } = shrunk ?? asked;
  if (shrunk !== null) process.stdout.write(shrunkText(seed, asked, shrunk));
  const report = await runSeed(seed, hours, true, new Set(without));
  process.stdout.write(seedText(report, { ...asked, hours }));
  return report.violations.length > 0 ? 1 : 0;
}

/** On the error output, so that the report is the same whenever it is made. */
function progressOf({ fromSeed, seeds }: Asked, startMs: number) {
  return (done: number, broken: number): void => {
    if (done % SEEDS_BETWEEN_SIGNS !== 0) return;
    const all = `seeds ${fromSeed} to ${fromSeed + seeds - 1}`;
    process.stderr.write(
      `${all}: ${done} done, ${broken} broken invariants, ${secondsSince(startMs)} s\n`,
    );
  };
}

function secondsSince(startMs: number): number {
  return Math.round((performance.now() - startMs) / 1000);
}

function exitCode(report: HuntReport): number {
  if (report.violations.length > 0) return 1;
  return unreached(report, GOALS).length > 0 ? 1 : 0;
}
