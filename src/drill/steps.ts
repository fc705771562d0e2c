/** What a drill expects to see, in order: each step with what shows it, and how long it may take. */
import type { Entry } from '../core/entry.ts';
import type { AnsweredSide } from '../core/observation.ts';
import type { Reading } from '../core/reading.ts';
import type { Service, Side } from '../core/service.ts';
import type { FailbackStep, ServiceState } from '../core/state.ts';

/** One look at everything. */
export interface Seen {
  readonly answers: readonly Reading<AnsweredSide>[];
  readonly state: ServiceState;
  /** Of the drill's own incident, oldest first. */
  readonly entries: readonly Entry[];
}

export type Sight =
  | { readonly seen: string }
  | { readonly notYet: string }
  /** It will not come any more. */
  | { readonly failed: string };

export interface DrillStep {
  readonly expected: string;
  readonly withinMs: number;
  readonly look: (seen: Seen) => Sight;
}

const MINUTE_MS = 60_000;
/** A change is everywhere within a minute as a rule (Developer Guide, "How Route 53 propagates"); a pass comes each minute. */
const MOVED_WITHIN_MS = 5 * MINUTE_MS;
/** Switchback gives a hold switch that does not show five minutes. */
const SWITCH_WITHIN_MS = 10 * MINUTE_MS;
/** For what comes with the next passes. */
const SLACK_MS = 15 * MINUTE_MS;

export function stepsToSecondary(service: Service): readonly DrillStep[] {
  return [
    ...answeredOnly(service, 'secondary'),
    {
      expected: 'users are held on the secondary',
      withinMs: MOVED_WITHIN_MS,
      look: ({ entries }) =>
        entries.some(({ action }) => action === 'held' || action === 'lateHold')
          ? { seen: 'by record weights or by the hold switch, whichever was first' }
          : { notYet: 'not held' },
    },
    {
      expected: 'the hold switch works too',
      withinMs: SWITCH_WITHIN_MS,
      look: switchSight,
    },
  ];
}

function switchSight({ state, entries }: Seen): Sight {
  const released = entries.find(({ action }) => action === 'switchReleased');
  if (released?.because === 'weightsCarry') return { seen: 'DNS showed it on, and it was let go' };
  if (released !== undefined) return { failed: `it was let go: ${released.because}` };
  const { position, seenAtMs } = state.holdSwitch;
  return position === 'on' && seenAtMs !== null
    ? { seen: 'DNS shows it on' }
    : { notYet: `it is ${position}, and DNS does not show it on` };
}

export function stepUntilPossible({ failback }: Service): DrillStep {
  return {
    expected: 'a failback is possible',
    withinMs: failback.stableForMs + SLACK_MS,
    look: ({ state, entries }) => {
      if (entries.some(({ action }) => action === 'failbackPossible')) {
        return { seen: 'nothing stands against it' };
      }
      const wrong = ['not yet', ...Object.keys(state.conditions)];
      return { notYet: wrong.join(', ') };
    },
  };
}

export const FAILBACK_BEGINS: DrillStep = {
  expected: 'the failback begins',
  withinMs: SLACK_MS,
  look: ({ state, entries }) => {
    const steps = state.failback?.steps.length ?? 0;
    if (steps > 0) return { seen: `in ${steps} ${steps === 1 ? 'step' : 'steps'}` };
    return entries.some(({ action }) => action === 'failbackDone')
      ? { seen: 'and is done already' }
      : { notYet: 'the stored state knows of none' };
  },
};

export function stepsToPrimary(
  service: Service,
  steps: readonly FailbackStep[],
): readonly DrillStep[] {
  const withinMs = service.failback.bakeMs + service.ttlSeconds * 1000 + SLACK_MS;
  return [
    ...steps.map((step) => ({
      expected: step.kind === 'weights' ? `stage ${step.primary} %` : 'the hold switch off',
      withinMs,
      look: (seen: Seen) => stoppedSight(seen) ?? stageSight(step, seen),
    })),
    {
      expected: 'the failback is done',
      withinMs,
      look: (seen: Seen) =>
        stoppedSight(seen) ??
        (seen.entries.some(({ action }) => action === 'failbackDone')
          ? { seen: 'the incident is closed' }
          : { notYet: 'the last stage bakes' }),
    },
    ...answeredOnly(service, 'primary'),
  ];
}

function stoppedSight({ entries }: Seen): Sight | undefined {
  const stopped = entries.find(({ action }) => action === 'relapsed' || action === 'aborted');
  return stopped && { failed: `the failback was stopped: ${stopped.action}` };
}

function stageSight(step: FailbackStep, { state, entries }: Seen): Sight {
  const hasBegun = entries.some(
    ({ action, because, facts }) =>
      action === 'stageBegun' &&
      because === step.kind &&
      (step.kind === 'switchOff' || facts.primary === step.primary),
  );
  if (!hasBegun)
    return { notYet: `waits: ${state.failback?.waitingFor ?? 'the stage before bakes'}` };
  if (step.kind === 'switchOff') return { seen: 'let go' };
  const { records } = state;
  const isLater = records?.weights.primary !== step.primary;
  return isLater || records.progress.status === 'insync'
    ? { seen: `weights ${step.primary}/${100 - step.primary} are on all name servers` }
    : { notYet: 'the change is not on all name servers yet' };
}

/** The answers of an alias are addresses that are nobody's by name. */
function answeredOnly(service: Service, side: Side): readonly DrillStep[] {
  if (service.primary.target.kind === 'alias') return [];
  return [
    {
      expected: `DNS answers the ${side} only`,
      withinMs: MOVED_WITHIN_MS,
      look: ({ answers }) => {
        const said = answers.map((one) => (one.known ? one.value : `unknown (${one.why})`));
        return said.length > 0 && said.every((one) => one === side)
          ? { seen: `at ${said.length} of ${said.length} name servers` }
          : { notYet: `name servers say ${[...new Set(said)].join(', ') || 'nothing'}` };
      },
    },
  ];
}
