/** Runs one test file of Jest with a bug planted, and says which of its tests fail. */
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { PlantedBug } from './bug.ts';
import { PROJECT } from './patch.ts';

const TRANSFORM = fileURLToPath(new URL('./jest-transform.mjs', import.meta.url));

/** As in `jest.config.mjs`, but for the transformer. */
const CONFIG = {
  rootDir: PROJECT,
  testEnvironment: 'node',
  maxWorkers: 1,
  extensionsToTreatAsEsm: ['.ts'],
} as const;

interface JestResult {
  readonly numRuntimeErrorTestSuites: number;
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

/** Names of the tests that fail. Rejects when the file cannot be run at all: that would say nothing of the bug. */
export async function failingTests({ name }: PlantedBug, test: string): Promise<readonly string[]> {
  const transform = { '\\.ts$': [TRANSFORM, { planted: name }] };
  const config = JSON.stringify({ ...CONFIG, transform });
  const jest = spawn(
    process.execPath,
    [
      '--experimental-vm-modules',
      '--disable-warning=ExperimentalWarning',
      'node_modules/jest/bin/jest.js',
      ...['--config', config, '--json', '--runTestsByPath', test],
    ],
    { cwd: PROJECT, stdio: ['ignore', 'pipe', 'ignore'] },
  );
  const result = JSON.parse(await text(jest.stdout)) as JestResult;
  const tests = result.testResults.flatMap(({ assertionResults }) => assertionResults);
  if (result.numRuntimeErrorTestSuites > 0 || tests.length === 0) {
    throw new Error(`${test} cannot be run with ${name} planted`);
  }
  return tests.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName);
}
