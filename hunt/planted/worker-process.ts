/** Starts a worker and reads what it found. */
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Violation } from '../ground.ts';
import type { InvariantId } from '../invariants/sentences.ts';

export interface HuntTask {
  /** Name of the planted bug; `null`: the sources as they are. */
  readonly bug: string | null;
  readonly fromSeed: number;
  readonly seeds: number;
  /** Of faults in each seed; the calm after it comes on top. */
  readonly hours: number;
  /** No further seed after one in which any of these is broken. */
  readonly stopAt: readonly InvariantId[];
}

export interface HuntResult {
  /** Seeds that were hunted through. */
  readonly seeds: number;
  readonly violations: readonly Violation[];
}

const WORKER = fileURLToPath(new URL('./worker.ts', import.meta.url));

/** Rejects when the worker fails, or when its bug was in nothing that it loaded. */
export async function huntInProcess(task: HuntTask): Promise<HuntResult> {
  const flags = ['--disable-warning=ExperimentalWarning', WORKER, JSON.stringify(task)];
  const worker = spawn(process.execPath, flags, { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((resolve) => worker.once('close', resolve));
  const [printed, complaint] = await Promise.all([text(worker.stdout), text(worker.stderr)]);
  const code = await ended;
  if (code === 0) return JSON.parse(printed) as HuntResult;
  throw new Error(`the hunt for ${task.bug ?? 'nothing'} failed with ${code}: ${complaint.trim()}`);
}
