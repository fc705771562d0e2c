/**
 * How long a function takes from the start of its process to having loaded its module, and its peak memory by then, as
 * ratios to an empty handler. Paired in one run, median of 21 rounds; the machine's noise hits both alike.
 * Run `npx serverless package` or `npx serverless invoke local` first: it makes the bundles.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { loadConfiguration } from '../src/config/load.ts';

const ROUNDS = 21;
const FUNCTIONS = ['alarm', 'tick', 'failback', 'operate'] as const;

interface Start {
  readonly readyMs: number;
  readonly peakKb: number;
}

const PROBE =
  'require(process.argv[1]); const readyMs = performance.now();' +
  'console.log(JSON.stringify({ readyMs, peakKb: process.resourceUsage().maxRSS }));';

const environment = {
  ...process.env,
  NODE_COMPILE_CACHE: '',
  AWS_REGION: loadConfiguration('services.yml').homeRegion,
  SWITCHBACK_TABLE: 'bench',
  SWITCHBACK_TOPIC_ARN: 'arn:aws:sns:us-west-2:123456789012:bench',
  AWS_ACCESS_KEY_ID: 'bench',
  AWS_SECRET_ACCESS_KEY: 'bench',
};

function start(file: string): Start {
  const output = execFileSync(process.execPath, ['--eval', PROBE, file], { env: environment });
  return JSON.parse(output.toString());
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function main(): void {
  const bundles = FUNCTIONS.map((id) => resolve('dist', id, 'index.cjs'));
  const missing = bundles.filter((file) => !existsSync(file));
  if (missing.length > 0) throw new Error('No bundles yet: run "npx serverless package" first.');
  const folder = mkdtempSync(join(tmpdir(), 'switchback-start-'));
  const empty = join(folder, 'empty.cjs');
  writeFileSync(empty, 'exports.handler = async () => {};\n');
  const ratios = bundles.map(() => ({ ready: [] as number[], peak: [] as number[] }));
  const emptyStarts: Start[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const baseline = start(empty);
    emptyStarts.push(baseline);
    for (const [at, file] of bundles.entries()) {
      const { readyMs, peakKb } = start(file);
      ratios[at]?.ready.push(readyMs / baseline.readyMs);
      ratios[at]?.peak.push(peakKb / baseline.peakKb);
    }
  }
  rmSync(folder, { recursive: true });
  console.log(`Median of ${ROUNDS} rounds, Node.js ${process.versions.node}.`);
  console.log(
    `empty handler: ready ${median(emptyStarts.map(({ readyMs }) => readyMs)).toFixed(0)} ms, ` +
      `peak ${(median(emptyStarts.map(({ peakKb }) => peakKb)) / 1024).toFixed(0)} MB`,
  );
  for (const [at, id] of FUNCTIONS.entries()) {
    const size = Math.round(statSync(bundles[at] ?? '').size / 1000);
    const ready = median(ratios[at]?.ready ?? []).toFixed(2);
    const peak = median(ratios[at]?.peak ?? []).toFixed(2);
    console.log(`${id.padEnd(9)} ${size} KB   ready x ${ready}   peak memory x ${peak}`);
  }
}

main();
