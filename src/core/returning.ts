/** Traffic is being given back to the primary, step by step; anything bad takes it to the secondary again. */
import type { Entry, Signal } from './entry.ts';
import { beginStep, stepEffectiveAtMs } from './failback.ts';
import { beginHold, obstacleToAutomaticAct, obstacleToHold } from './hold.ts';
import { closeIncident } from './incident.ts';
import { primaryGuards } from './judge.ts';
import { reads } from './reading.ts';
import {
  type Draft,
  evidenceOf,
  type Rule,
  type Situation,
  withEntry,
  withState,
} from './situation.ts';
import type { DelayedHold, FailbackProgress } from './state.ts';
import type { Goodness } from './stopwatch.ts';

export const returning: Rule = (situation, draft) => {
  const { phase, failback } = draft.state;
  if (phase !== 'Returning' || failback === null) return draft;
  const guards = stageGuards(situation);
  if (guards === 'bad' && obstacleToAutomaticAct(situation, draft.state) === null) {
    return stopReturning(situation, draft, 'relapse');
  }
  const dueMs = stepDueMs(situation, draft, failback);
  const reason = reasonToWait(situation, draft, failback, guards, dueMs);
  if (reason === 'time') return draft;
  if (reason !== null) return wait(situation, draft, failback, reason);
  return nextStep(situation, resume(situation, draft, failback), failback);
};

/** Route 53's own word against the primary counts even where a probe contradicts it: users have left already. */
function stageGuards({ observation, judgement }: Situation): Goodness {
  return reads(observation.primary.witness, 'unhealthy') ? 'bad' : primaryGuards(judgement);
}

/** Ends the failback and holds again: at once when the secondary is healthy, otherwise as soon as it is. */
export function stopReturning(situation: Situation, draft: Draft, reason: DelayedHold): Draft {
  const { incident } = draft.state;
  const stopped = withState(draft, {
    phase: 'OnSecondary',
    failback: null,
    incident: incident && { ...incident, needsPerson: true },
  });
  const told = withEntry(situation, stopped, {
    action: reason === 'relapse' ? 'relapsed' : 'aborted',
    because: reason === 'relapse' ? 'guardBad' : 'command',
    telling: 'page',
    facts: reason === 'relapse' ? lackingFacts(situation) : { who: situation.command?.who ?? '' },
    evidence: guardEvidence(situation),
  });
  const by = reason === 'abort' ? 'person' : 'automatic';
  const obstacle = obstacleToHold(situation, told.state, by);
  if (obstacle === null) return beginHold(situation, told, reason);
  return withEntry(situation, withState(told, { delayedHold: reason }), {
    action: 'moveWaits',
    because: obstacle,
    telling: 'page',
    evidence: evidenceOf(situation),
  });
}

/** Readiness checks and guard alarms that are not good, by name. */
function lackingFacts({ judgement }: Situation): Entry['facts'] {
  const lacking = [...judgement.primaryReadiness.lacking, ...judgement.guards.lacking];
  return lacking.length === 0 ? {} : { lacking: lacking.join(', ') };
}

function guardEvidence(situation: Situation): readonly Signal[] {
  const { primaryReadiness, guards } = situation.judgement;
  return [...evidenceOf(situation), ...primaryReadiness.signals, ...guards.signals];
}

/** When the step has been good for long enough; `null` while it is not everywhere yet. */
function stepDueMs(situation: Situation, draft: Draft, failback: FailbackProgress): number | null {
  const step = failback.steps[failback.step];
  if (step === undefined) return situation.nowMs;
  const effectiveAtMs = stepEffectiveAtMs(situation, draft.state, step);
  if (effectiveAtMs === null) return null;
  const { ttlSeconds, failback: policy } = situation.service;
  const bakes = step.kind === 'weights' || step.bakes;
  return bakes ? effectiveAtMs + ttlSeconds * 1000 + policy.bakeMs : effectiveAtMs;
}

function reasonToWait(
  situation: Situation,
  draft: Draft,
  failback: FailbackProgress,
  guards: Goodness,
  dueMs: number | null,
): string | null {
  const { service, nowMs, records } = situation;
  if (failback.configHash !== service.configHash) return 'configChanged';
  if (records.kind === 'drift') return 'drift';
  if (records.kind === 'foreign') return 'frozen';
  // Otherwise it would have been a relapse: something keeps automatic acts from beginning.
  if (guards === 'bad') return 'guardBad';
  if (dueMs === null || nowMs < dueMs) return 'time';
  if (records.kind === 'unknown') return 'time';
  if (draft.state.pause !== null) return 'paused';
  if (guards !== 'good' || isBlind(situation, failback)) {
    return nowMs < dueMs + service.failback.bakeMs ? 'time' : 'guardsUnknown';
  }
  return reasonBeforeNextStep(situation, failback);
}

/** More traffic goes to the primary only while the secondary is seen too. */
function isBlind({ observation }: Situation, { step, steps }: FailbackProgress): boolean {
  return step + 1 < steps.length && !observation.secondary.witness.known;
}

function reasonBeforeNextStep(
  { service, judgement }: Situation,
  failback: FailbackProgress,
): string | null {
  const isLast = failback.step + 1 >= failback.steps.length;
  if (isLast) return null;
  if (judgement.secondary.health === 'unhealthy') return 'secondaryUnhealthy';
  const current = failback.steps[failback.step];
  const asks = service.failback.approval === 'each-stage' && current?.kind === 'weights';
  return asks && !failback.approved ? 'approval' : null;
}

function wait(
  situation: Situation,
  draft: Draft,
  failback: FailbackProgress,
  reason: string,
): Draft {
  if (failback.waitingFor === reason) return draft;
  const waiting = withState(draft, { failback: { ...failback, waitingFor: reason } });
  return withEntry(situation, waiting, {
    action: 'stageWaiting',
    because: reason,
    telling: reason === 'approval' || reason === 'paused' ? 'inform' : 'page',
    facts: lackingFacts(situation),
    evidence: guardEvidence(situation),
  });
}

function resume(situation: Situation, draft: Draft, failback: FailbackProgress): Draft {
  if (failback.waitingFor === null) return draft;
  return withEntry(situation, draft, {
    action: 'stageResumed',
    because: failback.waitingFor,
    telling: 'record',
  });
}

function nextStep(situation: Situation, draft: Draft, failback: FailbackProgress): Draft {
  const step = failback.step + 1;
  if (step >= failback.steps.length) {
    return closeIncident(situation, draft, {
      action: 'failbackDone',
      because: 'allStagesGood',
      telling: 'inform',
    });
  }
  const next = withState(draft, {
    failback: { ...failback, step, approved: false, waitingFor: null },
  });
  return beginStep(situation, next, failback.steps[step]);
}
