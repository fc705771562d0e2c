/**
 * The hold: traffic stays on the secondary although the primary is well again. Weights (control plane) and hold
 * switch (data plane) are set at once, since either may be gone; the switch is let go when the weights carry alone.
 */
import { recordsSettled, wantWeights } from './change.ts';
import { SWITCH_PATIENCE_MS } from './limits.ts';
import { reads } from './reading.ts';
import {
  type Draft,
  evidenceOf,
  type Rule,
  type Situation,
  withEntry,
  withState,
} from './situation.ts';
import { HELD, type HoldReason, type Incident, type ServiceState, sameWeights } from './state.ts';

/** Why no hold may begin now; `null` when nothing stands against it. Only automatic acts can be restrained. */
export function obstacleToHold(
  situation: Situation,
  state: ServiceState,
  by: 'automatic' | 'person',
): string | null {
  const { judgement, records } = situation;
  if (judgement.secondary.health === 'unhealthy') return 'secondaryUnhealthy';
  if (!judgement.route53TrustsSecondary) return 'secondaryUnknown';
  if (by === 'person') return null;
  if (records.kind === 'foreign') return 'frozen';
  if (records.kind === 'drift') return 'drift';
  if (state.phase === 'OnPrimary' && state.armed.atMs === null) return 'notArmed';
  return obstacleToAutomaticAct(situation, state);
}

export function obstacleToAutomaticAct(situation: Situation, state: ServiceState): string | null {
  if (situation.service.mode === 'observe') return 'observe';
  if (state.pause !== null) return 'paused';
  return situation.restraint;
}

/** Turns both keys at once. Callers have made sure that the secondary is healthy. */
export function beginHold(situation: Situation, draft: Draft, reason: HoldReason): Draft {
  const { nowMs, service } = situation;
  const automatic = isAutomatic(reason);
  const switched: Draft =
    draft.state.holdSwitch.position === 'on'
      ? draft
      : withState(draft, { holdSwitch: { position: 'on', decidedAtMs: nowMs, seenAtMs: null } });
  const moved = withState(wantWeights(switched, HELD, nowMs), {
    phase: 'OnSecondary',
    failback: null,
    delayedHold: null,
    incident: heldIncident(draft.state.incident, reason, nowMs),
    ...(automatic ? { cooldownUntilMs: nowMs + service.cooldownMs } : {}),
  });
  const begun = withEntry(situation, moved, {
    action: 'holdBegun',
    because: reason,
    telling: 'page',
    facts: readinessFacts(situation),
    evidence: evidenceOf(situation),
  });
  return automatic ? { ...begun, act: { atMs: nowMs, towards: 'secondary' } } : begun;
}

function isAutomatic(reason: HoldReason | null): boolean {
  return reason === 'primaryFailed' || reason === 'relapse';
}

function heldIncident(
  incident: Incident | null,
  holdReason: HoldReason,
  nowMs: number,
): Incident | null {
  return (
    incident && {
      ...incident,
      notHeldBecause: null,
      holdBegunAtMs: nowMs,
      holdReason,
      heldAtMs: null,
      returnedAtMs: null,
      failbackPossibleToldAtMs: null,
    }
  );
}

/** A secondary that is not ready does not prevent a hold, since traffic is there already; people must know it first. */
function readinessFacts({ judgement }: Situation): Record<string, string> {
  const { ready, lacking } = judgement.secondaryReadiness;
  return ready === 'ready' ? {} : { secondaryReadiness: ready, lacking: lacking.join(', ') };
}

/** Remembers when DNS first showed the switch as it is meant to be. */
export const followSwitch: Rule = ({ observation, nowMs }, draft) => {
  const { holdSwitch } = draft.state;
  if (holdSwitch.seenAtMs !== null || !reads(observation.holdWitness, holdSwitch.position)) {
    return draft;
  }
  return withState(draft, { holdSwitch: { ...holdSwitch, seenAtMs: nowMs } });
};

/** Notes when the hold first works, and whether traffic had been back on the primary by then. */
export const followHold: Rule = (situation, draft) => {
  const { incident } = draft.state;
  if (draft.state.phase !== 'OnSecondary' || incident === null) return draft;
  if (incident.holdBegunAtMs === null || incident.heldAtMs !== null) return draft;
  if (!holdWorks(situation, draft.state)) return noteReturn(situation, draft, incident);
  const held = withState(draft, { incident: { ...incident, heldAtMs: situation.nowMs } });
  return withEntry(situation, held, {
    action: incident.returnedAtMs === null ? 'held' : 'lateHold',
    because: draft.state.holdSwitch.seenAtMs === null ? 'weights' : 'switch',
    telling: incident.returnedAtMs === null ? 'record' : 'inform',
    facts: { tookMs: situation.nowMs - incident.holdBegunAtMs },
  });
};

function holdWorks(situation: Situation, { records, holdSwitch }: ServiceState): boolean {
  if (holdSwitch.position === 'on' && holdSwitch.seenAtMs !== null) return true;
  return (
    records !== null && sameWeights(records.weights, HELD) && recordsSettled(situation, records)
  );
}

/** A person's hold moves users who are on the primary by right; only a failure's can come too late. */
function noteReturn(situation: Situation, draft: Draft, incident: Incident): Draft {
  if (incident.returnedAtMs !== null || !isAutomatic(incident.holdReason)) return draft;
  if (!hasReturned(situation)) return draft;
  return withState(draft, { incident: { ...incident, returnedAtMs: situation.nowMs } });
}

function hasReturned({ judgement, observation }: Situation): boolean {
  if (!judgement.route53TrustsSecondary) return false;
  if (judgement.users !== 'unknown') return judgement.users === 'primary';
  return reads(observation.primary.witness, 'healthy') && reads(observation.holdWitness, 'off');
}

/** Lets the switch go when the weights are known to carry alone, when it never showed, or when it would do harm. */
export const releaseSwitch: Rule = (situation, draft) => {
  const { phase, holdSwitch, records } = draft.state;
  if (phase !== 'OnSecondary' || holdSwitch.position === 'off' || records === null) return draft;
  if (situation.service.lastResort === 'secondary') return draft;
  const because = reasonToRelease(situation, draft.state);
  if (because === null) return draft;
  const released = withState(draft, {
    holdSwitch: { position: 'off', decidedAtMs: situation.nowMs, seenAtMs: null },
  });
  return withEntry(situation, released, {
    action: 'switchReleased',
    because,
    telling: because === 'weightsCarry' ? 'record' : 'page',
    facts: {
      onForMs: situation.nowMs - holdSwitch.decidedAtMs,
      ...(holdSwitch.seenAtMs === null
        ? {}
        : { shownAfterMs: holdSwitch.seenAtMs - holdSwitch.decidedAtMs }),
    },
  });
};

function reasonToRelease(situation: Situation, state: ServiceState): string | null {
  const { holdSwitch, records } = state;
  if (reads(situation.observation.secondary.witness, 'unhealthy')) return 'secondaryUnhealthy';
  // Other weights than 0/100 rest here only when a person adopted them: with them the switch is a crossing.
  if (!recordsSettled(situation, records)) return null;
  if (holdSwitch.seenAtMs !== null) return 'weightsCarry';
  return situation.nowMs - holdSwitch.decidedAtMs >= SWITCH_PATIENCE_MS ? 'neverShown' : null;
}

/** The hold rests where it may rest: no change under way, the switch where it belongs and seen there. */
export function holdSettled(situation: Situation, { records, holdSwitch }: ServiceState): boolean {
  if (!recordsSettled(situation, records)) return false;
  const isOn = holdSwitch.position === 'on';
  const staysOn = records === null || situation.service.lastResort === 'secondary';
  if (isOn && !staysOn) return false;
  // A switch that never shows must not keep people from coming back; that it goes off is seen before any stage.
  const givenUp = isOn && situation.nowMs - holdSwitch.decidedAtMs >= SWITCH_PATIENCE_MS;
  return holdSwitch.seenAtMs !== null || givenUp;
}
