/** A hunt as the command line makes it, in a process of its own, as people start it. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { HuntReport } from '../../hunt/report.ts';

const run = promisify(execFile);
const MOST_OUTPUT_BYTES = 1 << 26;

export interface Hunted {
  readonly exitCode: number;
  readonly report: HuntReport;
}

export async function hunted(...args: readonly string[]): Promise<Hunted> {
  const command = ['hunt/main.ts', '--json', ...args];
  const { code, stdout } = await run(process.execPath, command, { maxBuffer: MOST_OUTPUT_BYTES })
    .then((done) => ({ ...done, code: 0 }))
    .catch((cause: { code: number; stdout: string }) => cause);
  return { exitCode: code, report: JSON.parse(stdout) as HuntReport };
}
