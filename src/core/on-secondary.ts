/** Traffic is meant to be on the secondary: carry out a delayed hold, and see when the way back opens. */
import { obstacleToFailback, startFailback } from './failback.ts';
import { beginHold, obstacleToAutomaticAct, obstacleToHold } from './hold.ts';
import { type Draft, type Rule, type Situation, withEntry, withState } from './situation.ts';
import type { DelayedHold } from './state.ts';

export const onSecondary: Rule = (situation, draft) => {
  const { phase, delayedHold } = draft.state;
  if (phase !== 'OnSecondary') return draft;
  if (delayedHold !== null) return holdAtLast(situation, draft, delayedHold);
  if (obstacleToFailback(situation, draft.state) !== null) return draft;
  return mayStartByItself(situation, draft)
    ? startByItself(situation, draft)
    : tellFailbackPossible(situation, draft);
};

function holdAtLast(situation: Situation, draft: Draft, reason: DelayedHold): Draft {
  if (situation.records.kind === 'drift' || situation.records.kind === 'foreign') return draft;
  const by = reason === 'abort' ? 'person' : 'automatic';
  return obstacleToHold(situation, draft.state, by) === null
    ? beginHold(situation, draft, reason)
    : draft;
}

function tellFailbackPossible(situation: Situation, draft: Draft): Draft {
  const { incident } = draft.state;
  if (incident === null || incident.failbackPossibleToldAtMs !== null) return draft;
  const told = withState(draft, {
    incident: { ...incident, failbackPossibleToldAtMs: situation.nowMs },
  });
  return withEntry(situation, told, {
    action: 'failbackPossible',
    because: 'primaryStable',
    telling: 'inform',
  });
}

function mayStartByItself(situation: Situation, draft: Draft): boolean {
  const { state } = draft;
  if (situation.service.failback.start !== 'when-stable' || state.incident === null) return false;
  if (state.incident.kind !== 'failure' || state.incident.needsPerson) return false;
  // With a dead secondary all users go at once, which is for a person to say.
  if (situation.judgement.secondary.health === 'unhealthy') return false;
  const cooling = state.cooldownUntilMs !== null && situation.nowMs < state.cooldownUntilMs;
  return !cooling && obstacleToAutomaticAct(situation, state) === null;
}

function startByItself(situation: Situation, draft: Draft): Draft {
  const started = startFailback(situation, draft, 'switchback');
  return { ...started, act: { atMs: situation.nowMs, towards: 'primary' } };
}
