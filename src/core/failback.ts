/** The way back: its steps, what stands against it, and its beginning. */
import { recordsSettled, wantWeights } from './change.ts';
import { holdSettled } from './hold.ts';
import { primaryGuards } from './judge.ts';
import { reads } from './reading.ts';
import { type Draft, evidenceOf, type Situation, withEntry, withState } from './situation.ts';
import type { FailbackStep, ServiceState } from './state.ts';
import { elapsedMs } from './stopwatch.ts';

export interface Obstacle {
  readonly because: string;
  readonly facts: Readonly<Record<string, string | number>>;
}

/** With a dead secondary there is nothing to compare with and nothing to spare: all in one step. */
export function failbackSteps(situation: Situation, state: ServiceState): readonly FailbackStep[] {
  const { service, judgement } = situation;
  if (state.records === null) return [{ kind: 'switchOff', bakes: true }];
  const now = state.records.weights.primary;
  const stages = judgement.secondary.health === 'unhealthy' ? [100] : service.failback.stages;
  const weights = stages
    .filter((primary) => primary > now || primary === 100)
    .map((primary) => ({ kind: 'weights', primary }) as const);
  return state.holdSwitch.position === 'on'
    ? [{ kind: 'switchOff', bakes: false }, ...weights]
    : weights;
}

/** The first thing that stands against giving traffic to the primary; `null` when nothing does. */
export function obstacleToFailback(situation: Situation, state: ServiceState): Obstacle | null {
  for (const look of [standing, primarySide, secondarySide]) {
    const obstacle = look(situation, state);
    if (obstacle !== null) return obstacle;
  }
  return null;
}

function standing(situation: Situation, state: ServiceState): Obstacle | null {
  const { service, records } = situation;
  if (service.mode === 'observe') return obstacle('observe');
  if (state.pause !== null) {
    return obstacle('paused', { who: state.pause.owner, untilMs: state.pause.untilMs });
  }
  if (records.kind === 'unknown') return obstacle('recordsUnknown', { detail: records.why });
  return settled(situation, state) ? null : obstacle('holdNotSettled');
}

function settled(situation: Situation, state: ServiceState): boolean {
  return state.phase === 'Returning'
    ? recordsSettled(situation, state.records)
    : holdSettled(situation, state);
}

function primarySide(situation: Situation, state: ServiceState): Obstacle | null {
  const { judgement, service, nowMs } = situation;
  if (judgement.primary.health === 'unhealthy') return obstacle('primaryUnhealthy');
  if (judgement.primary.health === 'unknown') return obstacle('primaryUnknown');
  const stableMs = elapsedMs(state.primaryStable, nowMs);
  if (stableMs < service.failback.stableForMs) {
    return obstacle('notStableYet', { remainingMs: service.failback.stableForMs - stableMs });
  }
  if (primaryGuards(judgement) === 'good') return null;
  const lacking = [...judgement.primaryReadiness.lacking, ...judgement.guards.lacking];
  return obstacle('primaryNotReady', { lacking: lacking.join(', ') });
}

function secondarySide(situation: Situation, state: ServiceState): Obstacle | null {
  const { observation, judgement } = situation;
  const { phase, records, incident } = state;
  if (!observation.secondary.witness.known) return obstacle('secondaryUnknown');
  // Where the primary has its share already, or the hold never worked, its answers are no surprise.
  const holds = phase === 'OnSecondary' && incident?.heldAtMs !== null;
  const holdsAll = holds && (records?.weights.primary ?? 0) === 0;
  const shouldAnswer = holdsAll && judgement.route53TrustsSecondary;
  return shouldAnswer && judgement.users === 'primary' ? obstacle('secondaryNotAnswering') : null;
}

function obstacle(because: string, facts: Obstacle['facts'] = {}): Obstacle {
  return { because, facts };
}

export function startFailback(situation: Situation, draft: Draft, startedBy: string): Draft {
  const steps = failbackSteps(situation, draft.state);
  const started = withState(draft, {
    phase: 'Returning',
    delayedHold: null,
    failback: {
      steps,
      step: 0,
      configHash: situation.service.configHash,
      startedAtMs: situation.nowMs,
      startedBy,
      approved: false,
      waitingFor: null,
    },
  });
  const told = withEntry(situation, started, {
    action: 'failbackStarted',
    because: startedBy === 'switchback' ? 'whenStable' : 'command',
    telling: 'inform',
    facts: { who: startedBy, stages: steps.map(describeStep).join(' → ') },
    evidence: evidenceOf(situation),
  });
  return beginStep(situation, told, steps[0]);
}

export function describeStep(step: FailbackStep): string {
  return step.kind === 'weights' ? `${step.primary} %` : 'hold switch off';
}

/** Wants what the step brings. The next step begins only when this one has proved good. */
export function beginStep(
  situation: Situation,
  draft: Draft,
  step: FailbackStep | undefined,
): Draft {
  const { nowMs } = situation;
  if (step === undefined) return draft;
  const wanted =
    step.kind === 'weights'
      ? wantWeights(draft, { primary: step.primary, secondary: 100 - step.primary }, nowMs)
      : withState(draft, { holdSwitch: { position: 'off', decidedAtMs: nowMs, seenAtMs: null } });
  return withEntry(situation, wanted, {
    action: 'stageBegun',
    because: step.kind,
    telling: 'record',
    facts: step.kind === 'weights' ? { primary: step.primary } : {},
  });
}

/** When the step's effect reached every name server; `null` while it has not. */
export function stepEffectiveAtMs(
  { observation }: Situation,
  { records, holdSwitch }: ServiceState,
  step: FailbackStep,
): number | null {
  if (step.kind === 'switchOff') {
    return reads(observation.holdWitness, 'off') ? holdSwitch.seenAtMs : null;
  }
  return records?.progress.status === 'insync' ? records.progress.atMs : null;
}
