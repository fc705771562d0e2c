/** Hunts through seeds, one after the other; what was found is put together in the order of seeds. */
import { type HuntReport, merged } from './report.ts';
import { runSeed } from './run-seed.ts';

export interface HuntOptions {
  readonly seeds: number;
  readonly fromSeed: number;
  /** Of faults in each seed; the calm after it comes on top. */
  readonly hours: number;
  readonly stopAtFirst?: boolean;
}

export async function hunt({
  seeds,
  fromSeed,
  hours,
  stopAtFirst,
}: HuntOptions): Promise<HuntReport> {
  // Thousands of errors are injected, and nobody reads where.
  Error.stackTraceLimit = 0;
  const reports = [];
  for (let seed = fromSeed; seed < fromSeed + seeds; seed += 1) {
    const report = await runSeed(seed, hours, false);
    reports.push(report);
    if (stopAtFirst && report.violations.length > 0) break;
  }
  return merged(reports, hours);
}
