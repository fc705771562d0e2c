/** Hunts through seeds, one after the other; what was found is put together in the order of seeds. */
import { type HuntReport, merged } from './report.ts';
import { runSeed } from './run-seed.ts';

export interface HuntOptions {
  readonly seeds: number;
  readonly fromSeed: number;
  /** Of faults in each seed; the calm after it comes on top. */
  readonly hours: number;
  readonly stopAtFirst?: boolean;
  /** After each seed: how many are done, and how many invariants were broken in them. */
  readonly progress?: (done: number, broken: number) => void;
}

export async function hunt({
  seeds,
  fromSeed,
  hours,
  stopAtFirst,
  progress = () => {},
}: HuntOptions): Promise<HuntReport> {
  // Thousands of errors are injected, and nobody reads where.
  Error.stackTraceLimit = 0;
  const reports = [];
  let broken = 0;
  for (let seed = fromSeed; seed < fromSeed + seeds; seed += 1) {
    const report = await runSeed(seed, hours, false);
    reports.push(report);
    broken += report.violations.length;
    progress(reports.length, broken);
    if (stopAtFirst && report.violations.length > 0) break;
  }
  return merged(reports, hours);
}
