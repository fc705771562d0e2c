/** The answer to every command, in every place a service can be, under everything that may stand against it. */
import type { CommandKind } from '../../src/core/command.ts';
import type { DecideInput } from '../../src/core/decide.ts';
import type { Observation } from '../../src/core/observation.ts';
import { unknown } from '../../src/core/reading.ts';
import type { ServiceState } from '../../src/core/state.ts';
import { aService } from '../builders/configuration.ts';
import { anObservationOf, aReading, aSeenSide } from '../builders/observation.ts';
import {
  aFailback,
  anUnarmedState,
  aState,
  HOUR,
  heldState,
  holdingState,
  insync,
  MINUTE,
  NOW_MS,
  returningState,
  unheldState,
} from '../builders/state.ts';

export const PLACES = {
  atRest: aState(),
  unheld: unheldState(),
  holding: holdingState({ cooldownUntilMs: null }),
  held: heldState(),
  holdWaits: heldState({
    records: insync({ primary: 50, secondary: 50 }, 3, HOUR),
    delayedHold: 'abort',
  }),
  returning: returningState(0, {}, MINUTE),
  asksApproval: returningState(0, { failback: aFailback({ waitingFor: 'approval' }) }),
} as const satisfies Record<string, ServiceState>;

export type Place = keyof typeof PLACES;

export interface Obstacle {
  readonly see?: (state: ServiceState) => Partial<Observation>;
  readonly over?: Partial<ServiceState>;
  readonly circumstances?: Partial<Pick<DecideInput, 'service' | 'restraint'>>;
}

const pause = { untilMs: NOW_MS + HOUR, owner: 'deputy', reason: 'works', remindedAtMs: NOW_MS };

export const OBSTACLES = {
  none: {},
  paused: { over: { pause } },
  observe: { circumstances: { service: aService({ mode: 'observe', configHash: 'observing' }) } },
  braked: { circumstances: { restraint: 'rateBrake' } },
  unarmed: { over: { armed: anUnarmedState().armed } },
  cooling: { over: { cooldownUntilMs: NOW_MS + HOUR } },
  secondaryDown: { see: (state) => anObservationOf(state, { secondary: 'unhealthy' }) },
  secondaryUnknown: { see: () => ({ secondary: aSeenSide('unknown') }) },
  secondaryNotReady: { see: () => ready('bad') },
  secondaryReadinessUnknown: { see: () => ready('unknown') },
  primaryDown: { see: (state) => anObservationOf(state, { primary: 'unhealthy' }) },
  primaryUnknown: { see: () => ({ primary: aSeenSide('unknown') }) },
  drift: { see: (state) => records(state, { weights: { primary: 7, secondary: 250 } }) },
  foreign: {
    see: (state) => records(state, { fence: { generation: 77, version: 900, weights: null } }),
  },
  unreadable: { see: () => ({ records: unknown('AccessDenied') }) },
} as const satisfies Record<string, Obstacle>;

export type ObstacleName = keyof typeof OBSTACLES;

function ready(said: 'bad' | 'unknown'): Partial<Observation> {
  return { secondary: aSeenSide('healthy', { readiness: [aReading(said)] }) };
}

function records(state: ServiceState, changes: object): Partial<Observation> {
  const { records: seen } = anObservationOf(state);
  if (!seen.known) throw new Error('the builder’s records are known');
  return { records: { known: true, value: { ...seen.value, ...changes } } };
}

type Answers = { readonly otherwise: string } & Partial<Record<ObstacleName, string>>;

const PLANNED: Answers = {
  otherwise: 'waiting: holdBegun',
  observe: 'refused: observe',
  secondaryDown: 'refused: secondaryUnhealthy',
  secondaryUnknown: 'refused: secondaryUnknown',
  secondaryNotReady: 'refused: secondaryNotReady',
  secondaryReadinessUnknown: 'refused: secondaryNotReady',
};

const GUARDED: Answers = {
  otherwise: 'waiting: failbackStarted',
  paused: 'refused: paused',
  observe: 'refused: observe',
  secondaryUnknown: 'refused: secondaryUnknown',
  primaryDown: 'refused: primaryUnhealthy',
  primaryUnknown: 'refused: primaryUnknown',
  unreadable: 'refused: recordsUnknown',
};

const UNDER_WAY: Answers = {
  otherwise: 'refused: alreadyReturning',
  observe: 'refused: observe',
  secondaryDown: 'waiting: failbackAnew',
  drift: 'waiting: failbackAnew',
  foreign: 'waiting: failbackAnew',
};

const ABORTED: Answers = {
  otherwise: 'waiting: holdBegun',
  secondaryDown: 'waiting: moveWaits',
  secondaryUnknown: 'waiting: moveWaits',
};

const ACKNOWLEDGED: Answers = {
  otherwise: 'nothingToDo: nothingToAcknowledge',
  cooling: 'done: acknowledged',
  drift: 'done: acknowledged',
  foreign: 'done: acknowledged',
};

const RESUMED: Answers = { otherwise: 'nothingToDo: notPaused', paused: 'done: resumed' };

function always(answer: string): Answers {
  return { otherwise: answer };
}

function everywhere(answers: Answers): Readonly<Record<Place, Answers>> {
  const places = Object.keys(PLACES).map((place) => [place, answers]);
  return Object.fromEntries(places);
}

export const ANSWERS: Readonly<Record<CommandKind, Readonly<Record<Place, Answers>>>> = {
  failover: {
    atRest: PLANNED,
    unheld: PLANNED,
    holding: always('refused: alreadyOnSecondary'),
    held: always('refused: alreadyOnSecondary'),
    holdWaits: always('refused: alreadyOnSecondary'),
    returning: always('refused: returningUseAbort'),
    asksApproval: always('refused: returningUseAbort'),
  },
  failback: {
    atRest: always('refused: notHeld'),
    unheld: always('refused: notHeld'),
    holding: {
      otherwise: 'refused: holdNotSettled',
      paused: 'refused: paused',
      observe: 'refused: observe',
      unreadable: 'refused: recordsUnknown',
    },
    held: GUARDED,
    holdWaits: GUARDED,
    returning: UNDER_WAY,
    asksApproval: UNDER_WAY,
  },
  approve: {
    ...everywhere(always('refused: nothingToApprove')),
    asksApproval: always('waiting: approved'),
  },
  abort: {
    ...everywhere(always('nothingToDo: notReturning')),
    returning: ABORTED,
    asksApproval: ABORTED,
  },
  pause: everywhere(always('done: paused')),
  resume: everywhere(RESUMED),
  acknowledge: everywhere(ACKNOWLEDGED),
};
