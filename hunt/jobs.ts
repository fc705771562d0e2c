/** The same hunt in several processes, each with seeds of its own; what they find is joined in the order of seeds. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Asked } from './command.ts';
import { type HuntReport, joined } from './report.ts';

const run = promisify(execFile);
const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));
const MOST_OUTPUT_BYTES = 1 << 28;

export async function huntInJobs(asked: Asked): Promise<HuntReport> {
  const share = Math.ceil(asked.seeds / asked.jobs);
  const starts = Array.from({ length: asked.jobs }, (_, job) => job * share);
  const parts = starts
    .filter((start) => start < asked.seeds)
    .map((start) => part(asked, asked.fromSeed + start, Math.min(share, asked.seeds - start)));
  return joined(await Promise.all(parts));
}

async function part(asked: Asked, fromSeed: number, seeds: number): Promise<HuntReport> {
  const args = [
    ...process.execArgv,
    MAIN,
    '--json',
    '--from',
    `${fromSeed}`,
    '--seeds',
    `${seeds}`,
  ];
  args.push('--hours', `${asked.hours}`);
  if (asked.planted !== null) args.push('--planted', asked.planted);
  if (asked.stopAtFirst) args.push('--stop-at-first');
  const running = run(process.execPath, args, { maxBuffer: MOST_OUTPUT_BYTES });
  running.child.stderr?.pipe(process.stderr);
  const { stdout } = await running.catch(
    // A part that has found something says so by its exit code, and its report is on its output.
    (cause: { stdout?: string }) => {
      if (cause.stdout) return { stdout: cause.stdout };
      throw cause;
    },
  );
  return JSON.parse(stdout) as HuntReport;
}
