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

/** With variables beside those of this process. */
export function switchbackWith(
  environment: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Promise<Ran> {
  return run(['src/cli/main.ts', ...args], environment);
}

export function runNode(...args: readonly string[]): Promise<Ran> {
  return run(args, {});
}

function run(args: readonly string[], environment: Readonly<Record<string, string>>): Promise<Ran> {
  return new Promise((resolve, reject) => {
    // biome-ignore lint/style/noProcessEnv: a user's command has the user's environment
    const env = { ...process.env, ...environment };
    const options = { maxBuffer: 100_000_000, encoding: 'utf8', env } as const;
    execFile(process.execPath, args, options, (error, stdout, stderr) => {
      const code = error === null ? 0 : error.code;
      if (typeof code === 'number') resolve({ code, stdout, stderr });
      else reject(error);
    });
  });
}
