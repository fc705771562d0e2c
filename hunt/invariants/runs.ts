/** S15, S16, S17, S18, L8: what a run of a function may do beside its decisions, and how it must return. */

import type { LogLine } from '../../src/functions/pass-report.ts';
import { StatesUnreadableError } from '../../src/functions/run-pass.ts';
import { watchMetrics } from '../../src/functions/watch-metrics.ts';
import type { Pass } from '../../src/reconcile/reconcile.ts';
import { CANARY } from '../canary.ts';
import type { Ground } from '../ground.ts';
import type { Look } from '../invocation.ts';
import type { Seam } from '../seam.ts';

/** Reads, two saves with their repetitions, a change a service, and telling: more is a loop. */
const CALLS_AT_MOST = 24;
const HEARD = 16;
const LINE_BYTES = 8192;

export function judgePass(ground: Ground, { invocation }: Seam, pass: Pass): void {
  const { look, wokenBy, number, configuration } = invocation;
  if (wokenBy !== 'command' && look.command !== null) {
    ground.violate('S17', `a run woken by ${wokenBy} carried out ${look.command.kind}`);
  }
  if (look.failures > 0 && pass.faults.length === 0) {
    ground.violate('S16', `${look.failures} calls failed and the pass names none`);
  }
  // Of quiet passes one says as much as all.
  if (look.failures > 0 || number % HEARD === 0) {
    const { Passes } = watchMetrics(configuration, pass);
    if (Passes !== 1) ground.violate('L8', `the heartbeat is ${Passes}`);
  }
  const most = CALLS_AT_MOST + 6 * ground.services.length;
  if (look.calls > most)
    ground.violate('S15', `${look.calls} calls in one pass, more than ${most}`);
  judgeRubbish(ground, look, pass);
  noteRaces(ground, pass);
}

/** What is no state is never taken for one. */
function judgeRubbish(ground: Ground, look: Look, { decisions }: Pass): void {
  for (const id of decisions.keys()) {
    const { state, json } = ground.truth.of(id);
    if (state !== undefined || json === undefined) continue;
    if (JSON.stringify(look.loaded.get(id)) === json) {
      ground.violate('S16', `${id}: a decision on an item that is no state`);
    }
  }
}

function noteRaces(ground: Ground, { notSaved, decisions }: Pass): void {
  for (const id of notSaved) {
    const phase = decisions.get(id)?.state.phase;
    if (phase !== undefined) ground.reach(`two passes race in ${phase}`);
  }
}

export function judgeLines(ground: Ground, lines: readonly LogLine[]): void {
  for (const line of lines) {
    const text = JSON.stringify(line);
    if (text.length > LINE_BYTES) ground.violate('S16', `a log line of ${text.length} characters`);
    if (text.includes(CANARY)) ground.violate('S16', `a secret in the log: ${line.message}`);
  }
}

export function judgeReturn(ground: Ground, seam: Seam, cause: unknown): void {
  if (seam.pending > 0) ground.violate('S18', `${seam.pending} calls pending at the return`);
  if (cause === null || cause instanceof StatesUnreadableError) return;
  const text = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
  ground.violate('S16', `a function threw ${text.slice(0, 400)}`);
  if (cause instanceof Error) ground.trail.explain(cause.stack ?? '');
}
