/** Wanting other weights, and following a wanted change until every name server has it. */
import { isAbandoned } from './abandoned.ts';
import { reads } from './reading.ts';
import { type Draft, type Rule, type Situation, withEntry, withState } from './situation.ts';
import { type RecordIntent, sameWeights, type Weights } from './state.ts';

/** Wants the weights under the next free generation. A change that never landed gives up its number. */
export function wantWeights(draft: Draft, weights: Weights, nowMs: number): Draft {
  const { records, version } = draft.state;
  if (records === null || sameWeights(records.weights, weights)) return draft;
  const neverLanded = records.progress.status === 'wanted';
  return withState(draft, {
    records: {
      weights,
      before: neverLanded ? records.before : records.weights,
      generation: records.generation + (neverLanded ? 0 : 1),
      decidedAtVersion: version + 1,
      decidedAtMs: nowMs,
      progress: { status: 'wanted' },
    },
  });
}

/** Folds into the state what Route 53 says of the change under way. */
export const followChange: Rule = (situation, draft) => {
  const intent = draft.state.records;
  if (intent === null) return draft;
  if (mustRepeat(situation, intent)) return repeatChange(situation, draft, intent);
  if (intent.progress.status === 'submitted' && reads(situation.observation.change, 'INSYNC')) {
    const progress = { status: 'insync', atMs: situation.nowMs } as const;
    return withState(draft, { records: { ...intent, progress } });
  }
  return draft;
};

/** Without a known change id nobody can say when the change is everywhere, so it is made once more. */
function mustRepeat(situation: Situation, intent: RecordIntent): boolean {
  const { records, observation, nowMs } = situation;
  if (records.kind === 'superseded') return true;
  if (records.kind === 'landedUnseen') return isAbandoned(intent.decidedAtMs, nowMs);
  const forgotten = reads(observation.change, 'NoSuchChange');
  return forgotten && intent.progress.status === 'submitted' && records.kind === 'asIntended';
}

function repeatChange(situation: Situation, draft: Draft, intent: RecordIntent): Draft {
  const { records } = situation.observation;
  const landed = records.known ? records.value.weights : null;
  const repeated = wantAgain(
    draft,
    { ...intent, before: landed ?? intent.before },
    situation.nowMs,
  );
  return withEntry(situation, repeated, {
    action: 'changeRepeated',
    because: situation.records.kind === 'superseded' ? 'superseded' : 'changeIdLost',
    telling: 'record',
    facts: { generation: intent.generation + 1 },
  });
}

/** The same weights under the next generation, so that their change has an id that is known. */
export function wantAgain(draft: Draft, intent: RecordIntent, nowMs: number): Draft {
  return withState(draft, {
    records: {
      ...intent,
      generation: intent.generation + 1,
      decidedAtVersion: draft.state.version + 1,
      decidedAtMs: nowMs,
      progress: { status: 'wanted' },
    },
  });
}

/** The wanted weights are on every name server, and the zone still has them. */
export function recordsSettled({ records }: Situation, intent: RecordIntent | null): boolean {
  return intent === null || (intent.progress.status === 'insync' && records.kind === 'asIntended');
}
