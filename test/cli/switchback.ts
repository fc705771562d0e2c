/** The command as its user runs it: in a process of its own. */
import { execFile } from 'node:child_process';

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export function switchback(...args: readonly string[]): Promise<Ran> {
  return runNode('src/cli/main.ts', ...args);
}

export function runNode(...args: readonly string[]): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const options = { maxBuffer: 100_000_000, encoding: 'utf8' } as const;
    execFile(process.execPath, args, options, (error, stdout, stderr) => {
      const code = error === null ? 0 : error.code;
      if (typeof code === 'number') resolve({ code, stdout, stderr });
      else reject(error);
    });
  });
}
