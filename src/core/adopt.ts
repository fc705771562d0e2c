/** Records that somebody else changed become the intended ones, because a person says so. */
import { wantAgain } from './change.ts';
import { closeIncident, openIncident } from './incident.ts';
import type { SeenRecords } from './observation.ts';
import { type Draft, type Situation, withEntry, withState } from './situation.ts';
import { AT_REST, type ServiceState, sameWeights, type Weights } from './state.ts';

export function adoptRecords(situation: Situation, draft: Draft): Draft {
  const { records, observation } = situation;
  if (records.kind !== 'drift' && records.kind !== 'foreign') return draft;
  if (draft.state.records === null || !observation.records.known) return draft;
  const { weights, fence } = observation.records.value;
  if (weights === null || observation.records.value.faults.length > 0) return draft;
  // With no weight at all Route 53 answers with both sides alike, which nobody means.
  if (weights.primary + weights.secondary === 0) return draft;
  const adopted = withState(draft, {
    records: adoptedIntent(situation, draft.state, weights, fence),
  });
  const told = withEntry(situation, adopted, {
    action: 'recordsAdopted',
    because: records.kind === 'foreign' ? 'frozen' : 'drift',
    telling: 'inform',
    facts: {
      weights: `${weights.primary}/${weights.secondary}`,
      who: situation.command?.who ?? '',
    },
  });
  return settlePhase(situation, told, weights);
}

function adoptedIntent(
  { nowMs }: Situation,
  state: ServiceState,
  weights: Weights,
  fence: SeenRecords['fence'],
): ServiceState['records'] {
  return {
    weights,
    before: weights,
    generation: fence?.generation ?? 0,
    decidedAtVersion: state.version + 1,
    decidedAtMs: nowMs,
    progress: { status: 'insync', atMs: nowMs },
  };
}

/**
 * Adopted records that are to stay as they are get sent once more: the id of the change by hand is not known, so
 * nobody could say when it is everywhere. What is wanted in their place anyhow has an id of its own.
 */
export function confirmAdopted(
  { service, nowMs }: Situation,
  before: ServiceState,
  draft: Draft,
): Draft {
  const { records } = draft.state;
  if (service.mode === 'observe' || records === null || records === before.records) return draft;
  return records.progress.status === 'insync' ? wantAgain(draft, records, nowMs) : draft;
}

/** Whoever set the weights by hand has moved the traffic; the phase follows. */
function settlePhase(situation: Situation, draft: Draft, weights: Weights): Draft {
  const atRest = sameWeights(weights, AT_REST);
  if (atRest && draft.state.phase !== 'OnPrimary') {
    const released = withState(draft, {
      holdSwitch: { position: 'off', decidedAtMs: situation.nowMs, seenAtMs: null },
    });
    return closeIncident(situation, released, {
      action: 'incidentClosed',
      because: 'returnedByHand',
      telling: 'inform',
    });
  }
  if (atRest || draft.state.phase !== 'OnPrimary') return draft;
  const moved = withState(draft, { phase: 'OnSecondary' });
  if (moved.state.incident !== null) return moved;
  return openIncident(situation, moved, 'planned', {
    action: 'incidentOpened',
    because: 'movedByHand',
    telling: 'inform',
    facts: {},
  });
}
