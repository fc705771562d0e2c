/** Opening and closing of incidents. */
import type { Note, Situation } from './situation.ts';
import { type Draft, evidenceOf, withEntry, withState } from './situation.ts';
import type { IncidentKind } from './state.ts';
import { STOPWATCH_AT_ZERO } from './stopwatch.ts';
import { compactUtc } from './utc.ts';

export function openIncident(
  situation: Situation,
  draft: Draft,
  kind: IncidentKind,
  note: Pick<Note, 'action' | 'because' | 'telling' | 'facts'>,
): Draft {
  const opened = withState(draft, {
    incident: {
      id: `${situation.service.id}-${compactUtc(situation.nowMs)}`,
      kind,
      openedAtMs: situation.nowMs,
      notHeldBecause: null,
      holdBegunAtMs: null,
      holdReason: null,
      heldAtMs: null,
      returnedAtMs: null,
      flaps: note.action === 'flapped' ? 1 : 0,
      failbackPossibleToldAtMs: null,
      needsPerson: false,
    },
    primaryStable: STOPWATCH_AT_ZERO,
  });
  return withEntry(situation, opened, { ...note, evidence: evidenceOf(situation) });
}

export function closeIncident(
  situation: Situation,
  draft: Draft,
  note: Pick<Note, 'action' | 'because' | 'telling'>,
): Draft {
  const { incident } = draft.state;
  if (incident === null) return draft;
  const closed = withState(draft, {
    phase: 'OnPrimary',
    incident: null,
    failback: null,
    delayedHold: null,
    primaryStable: STOPWATCH_AT_ZERO,
  });
  return withEntry(situation, closed, {
    ...note,
    facts: {
      incident: incident.id,
      lastedMs: situation.nowMs - incident.openedAtMs,
      flaps: incident.flaps,
    },
  });
}
