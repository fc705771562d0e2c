/** Which fault a call meets, if any: drawn for each kind from its own stream, whatever the others draw. */
import type { Ground } from './ground.ts';
import { Odds } from './streams.ts';
import { CALL_FAULTS, type CallFaultKind } from './swarm.ts';

export type PortCall =
  | 'load'
  | 'save'
  | 'addTimeline'
  | 'listTimeline'
  | 'list'
  | 'change'
  | 'changeStatuses'
  | 'ask'
  | 'states'
  | 'run'
  | 'switch'
  | 'publish';

/** Calls that change something: these land late, and their answers are lost. */
const WRITES: ReadonlySet<PortCall> = new Set([
  'save',
  'addTimeline',
  'change',
  'switch',
  'publish',
]);
/** The state store is read strongly consistent: what it answers is never older than the question. */
const MAY_BE_STALE: ReadonlySet<PortCall> = new Set([
  'list',
  'changeStatuses',
  'ask',
  'states',
  'run',
]);
const BULK: ReadonlySet<PortCall> = new Set(['save', 'addTimeline', 'switch']);

export class CallFaults {
  readonly #ground: Ground;
  readonly #kinds: readonly (readonly [CallFaultKind, Odds])[];

  constructor(ground: Ground) {
    this.#ground = ground;
    this.#kinds = CALL_FAULTS.flatMap((kind) => {
      const rate = ground.swarm.calls[kind];
      return rate === 0 ? [] : [[kind, new Odds(ground.streams.of(`call ${kind}`), rate)] as const];
    });
  }

  /** Every kind is asked at every call, so that none shifts another; the first that says yes is met. */
  draw(call: PortCall): CallFaultKind | null {
    if (this.#ground.calm) return null;
    let met: CallFaultKind | null = null;
    for (const [kind, odds] of this.#kinds)
      if (odds.hit() && met === null) met = fitting(kind, call);
    return met;
  }
}

/** The nearest that can happen to such a call. */
function fitting(kind: CallFaultKind, call: PortCall): CallFaultKind {
  if (kind === 'stale' && !MAY_BE_STALE.has(call)) return 'slow';
  if (kind === 'late' && !WRITES.has(call)) return 'timeout';
  if (kind === 'answerLost' && !WRITES.has(call)) return 'error';
  if (kind === 'partial' && !BULK.has(call)) return 'error';
  if (kind === 'rubbish' && call === 'load') return 'error';
  return kind;
}
