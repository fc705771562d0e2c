/**
 * Whether the records in the zone are the ones that were meant. The newest fence says which change was the last to
 * land; records that differ from what that change brought were changed by somebody else.
 */
import type { Observation, SeenRecords } from './observation.ts';
import { type RecordIntent, type ServiceState, sameWeights } from './state.ts';

export type RecordsVerdict =
  /** The wanted change has landed, or no change was wanted and none came. */
  | { readonly kind: 'asIntended' }
  /** The wanted change has not landed yet. */
  | { readonly kind: 'notYet' }
  /** Landed, but the answer with the change's id was lost. */
  | { readonly kind: 'landedUnseen' }
  /** An older decision of ours took the generation that was wanted. */
  | { readonly kind: 'superseded' }
  /** Somebody else changed the records. */
  | { readonly kind: 'drift'; readonly detail: string }
  /** The zone knows generations that the state does not: another state acts here. */
  | { readonly kind: 'foreign'; readonly seen: number }
  | { readonly kind: 'unknown'; readonly why: string };

export function judgeRecords(state: ServiceState, seen: Observation['records']): RecordsVerdict {
  if (!seen.known) return { kind: 'unknown', why: seen.why };
  if (seen.value.faults.length > 0) return { kind: 'drift', detail: seen.value.faults.join('; ') };
  return state.records === null
    ? { kind: 'asIntended' }
    : judgeGeneration(state, state.records, seen.value);
}

function judgeGeneration(
  state: ServiceState,
  intent: RecordIntent,
  seen: SeenRecords,
): RecordsVerdict {
  const generation = seen.fence?.generation ?? 0;
  const wanted = intent.progress.status === 'wanted';
  if (generation === intent.generation) {
    return wanted
      ? judgeLanded(state, intent, seen)
      : unlessDrift(seen, intent.weights, 'asIntended');
  }
  if (generation !== intent.generation - 1) return { kind: 'foreign', seen: generation };
  if (wanted) return unlessDrift(seen, intent.before, 'notYet');
  return { kind: 'unknown', why: `the zone's list is older than generation ${intent.generation}` };
}

/** Something landed under the wanted generation although no answer came: this decision, or an older one of ours. */
function judgeLanded(
  state: ServiceState,
  intent: RecordIntent,
  { weights, fence }: SeenRecords,
): RecordsVerdict {
  if (fence?.version === intent.decidedAtVersion) {
    return unlessDrift({ weights }, intent.weights, 'landedUnseen');
  }
  if (fence == null || fence.version === null || fence.version > state.version) {
    return { kind: 'foreign', seen: intent.generation };
  }
  return unlessDrift({ weights }, fence.weights, 'superseded');
}

function unlessDrift(
  { weights }: Pick<SeenRecords, 'weights'>,
  expected: SeenRecords['weights'],
  kind: 'asIntended' | 'notYet' | 'landedUnseen' | 'superseded',
): RecordsVerdict {
  if (sameWeights(weights, expected)) return { kind };
  return { kind: 'drift', detail: `weights are ${show(weights)}, last set to ${show(expected)}` };
}

function show(weights: SeenRecords['weights']): string {
  return weights === null ? 'unreadable' : `${weights.primary}/${weights.secondary}`;
}
