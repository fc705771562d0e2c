/**
 * What becomes of a service in every phase, whatever is seen, under everything that can restrain it. One letter a
 * pair; the columns are `MODES`. The expectations are those of the design, sections 3, 4 and 6.
 */
import type { Observation } from '../../src/core/observation.ts';
import { unknown } from '../../src/core/reading.ts';
import type { Service } from '../../src/core/service.ts';
import type { Restraint } from '../../src/core/situation.ts';
import type { ServiceState } from '../../src/core/state.ts';
import { aService } from '../builders/configuration.ts';
import { anObservationOf, aSeenSide, type Healths } from '../builders/observation.ts';
import {
  anUnarmedState,
  aState,
  HOUR,
  heldState,
  holdingState,
  insync,
  NOW_MS,
  returningState,
  unheldState,
} from '../builders/state.ts';

const HALF = insync({ primary: 50, secondary: 50 }, 3, HOUR);

export const STATES = {
  'OnPrimary, quiet': aState(),
  'OnPrimary, failed but not held': unheldState(),
  'OnSecondary, hold not settled': holdingState(),
  'OnSecondary, hold settled': heldState(),
  'OnSecondary, the hold of a relapse waits': heldState({ records: HALF, delayedHold: 'relapse' }),
  'OnSecondary, the hold of an abort waits': heldState({ records: HALF, delayedHold: 'abort' }),
  'Returning, first step due': returningState(0),
  'Returning, last step due': returningState(2),
} as const satisfies Record<string, ServiceState>;

type See = (state: ServiceState) => Observation;

function healths(seen: Healths): See {
  return (state) => anObservationOf(state, seen);
}

/** Somebody set 7/250 under the generation that is known. */
function drifted(seen: Healths): See {
  return (state) => withRecords(state, seen, { weights: { primary: 7, secondary: 250 } });
}

/** The zone knows a generation of which this state knows nothing. */
function foreign(seen: Healths): See {
  return (state) => {
    const fence = { generation: 77, version: 900, weights: null };
    return withRecords(state, seen, { fence });
  };
}

function withRecords(state: ServiceState, seen: Healths, changes: object): Observation {
  const { records, ...rest } = anObservationOf(state, seen);
  if (!records.known) throw new Error('the builder’s records are known');
  return { ...rest, records: { known: true, value: { ...records.value, ...changes } } };
}

function unreadable(seen: Healths): See {
  return (state) => anObservationOf(state, seen, { records: unknown('AccessDenied') });
}

const BLIND = { primary: 'unknown', secondary: 'unknown' } as const;

export const SIGHTS: Readonly<Record<string, See>> = {
  'all healthy': healths({}),
  'primary down': healths({ primary: 'unhealthy' }),
  'both down': healths({ primary: 'unhealthy', secondary: 'unhealthy' }),
  'secondary down': healths({ secondary: 'unhealthy' }),
  'primary unknown, still answered': (state) => ({
    ...anObservationOf(state, { primary: 'unknown' }),
    answer: { known: true, value: 'primary' },
  }),
  'primary unknown, answered by the secondary': (state) => ({
    ...anObservationOf(state, { primary: 'unknown' }),
    answer: { known: true, value: 'secondary' },
  }),
  'secondary unknown': healths({ secondary: 'unknown' }),
  'primary down, secondary unknown': healths({ primary: 'unhealthy', secondary: 'unknown' }),
  'all unknown': (state) => ({
    ...anObservationOf(state, BLIND),
    ...{ answer: unknown('silence'), holdWitness: unknown('silence'), records: unknown('silence') },
    ...{ primary: aSeenSide('unknown'), secondary: aSeenSide('unknown') },
  }),
  drift: drifted({}),
  'drift, primary down': drifted({ primary: 'unhealthy' }),
  'foreign generation': foreign({}),
  'foreign generation, primary down': foreign({ primary: 'unhealthy' }),
  'records unreadable': unreadable({}),
  'records unreadable, primary down': unreadable({ primary: 'unhealthy' }),
};

export interface Mode {
  readonly service: Service;
  readonly restraint: Restraint | null;
  readonly over: Partial<ServiceState>;
}

const auto: Mode = { service: aService(), restraint: null, over: {} };
const until = { untilMs: NOW_MS + HOUR, remindedAtMs: NOW_MS };

/** `observe` is a change of the configuration, so its hash is another. */
export const MODES = {
  auto,
  observe: { ...auto, service: aService({ mode: 'observe', configHash: 'observing' }) },
  paused: { ...auto, over: { pause: { owner: 'operator', reason: 'works', ...until } } },
  braked: { ...auto, restraint: 'rateBrake' },
  unarmed: { ...auto, over: { armed: anUnarmedState().armed } },
} as const satisfies Record<string, Mode>;

/** What each letter stands for: phase, weights and switch; `=` is everything as it was. */
export const PLACES: Readonly<Record<string, string>> = {
  /** A hold begins: both keys at once. */
  H: 'OnSecondary 0/100 on',
  /** The switch is let go. */
  O: 'OnSecondary 0/100 off',
  /** The next stage begins. */
  N: 'Returning 50/50 off',
  /** Done. */
  D: 'OnPrimary 100/0 off',
  /** The failback stops, nothing is moved. */
  w: 'OnSecondary 10/90 off',
  W: 'OnSecondary 100/0 off',
};

/** Columns: auto, observe, paused, braked, unarmed. */
export const EXPECTED: Readonly<Record<keyof typeof STATES, Readonly<Record<string, string>>>> = {
  'OnPrimary, quiet': {
    'all healthy': '=====',
    'primary down': 'H====',
    'both down': '=====',
    'secondary down': '=====',
    'primary unknown, still answered': '=====',
    'primary unknown, answered by the secondary': 'H====',
    'secondary unknown': '=====',
    'primary down, secondary unknown': '=====',
    'all unknown': '=====',
    drift: '=====',
    'drift, primary down': '=====',
    'foreign generation': '=====',
    'foreign generation, primary down': '=====',
    'records unreadable': '=====',
    'records unreadable, primary down': 'H====',
  },
  'OnPrimary, failed but not held': {
    'all healthy': '=====',
    'primary down': 'H====',
    'both down': '=====',
    'secondary down': '=====',
    'primary unknown, still answered': '=====',
    'primary unknown, answered by the secondary': 'H====',
    'secondary unknown': '=====',
    'primary down, secondary unknown': '=====',
    'all unknown': '=====',
    drift: '=====',
    'drift, primary down': '=====',
    'foreign generation': '=====',
    'foreign generation, primary down': '=====',
    'records unreadable': '=====',
    'records unreadable, primary down': 'H====',
  },
  'OnSecondary, hold not settled': {
    'all healthy': '=====',
    'primary down': '=====',
    'both down': 'OOOOO',
    'secondary down': 'OOOOO',
    'primary unknown, still answered': '=====',
    'primary unknown, answered by the secondary': '=====',
    'secondary unknown': '=====',
    'primary down, secondary unknown': '=====',
    'all unknown': '=====',
    drift: '=====',
    'drift, primary down': '=====',
    'foreign generation': '=====',
    'foreign generation, primary down': '=====',
    'records unreadable': '=====',
    'records unreadable, primary down': '=====',
  },
  'OnSecondary, hold settled': {
    'all healthy': '=====',
    'primary down': '=====',
    'both down': '=====',
    'secondary down': '=====',
    'primary unknown, still answered': '=====',
    'primary unknown, answered by the secondary': '=====',
    'secondary unknown': '=====',
    'primary down, secondary unknown': '=====',
    'all unknown': '=====',
    drift: '=====',
    'drift, primary down': '=====',
    'foreign generation': '=====',
    'foreign generation, primary down': '=====',
    'records unreadable': '=====',
    'records unreadable, primary down': '=====',
  },
  'OnSecondary, the hold of a relapse waits': {
    'all healthy': 'H===H',
    'primary down': 'H===H',
    'both down': '=====',
    'secondary down': '=====',
    'primary unknown, still answered': 'H===H',
    'primary unknown, answered by the secondary': 'H===H',
    'secondary unknown': '=====',
    'primary down, secondary unknown': '=====',
    'all unknown': '=====',
    drift: '=====',
    'drift, primary down': '=====',
    'foreign generation': '=====',
    'foreign generation, primary down': '=====',
    'records unreadable': 'H===H',
    'records unreadable, primary down': 'H===H',
  },
  'OnSecondary, the hold of an abort waits': {
    'all healthy': 'HHHHH',
    'primary down': 'HHHHH',
    'both down': '=====',
    'secondary down': '=====',
    'primary unknown, still answered': 'HHHHH',
    'primary unknown, answered by the secondary': 'HHHHH',
    'secondary unknown': '=====',
    'primary down, secondary unknown': '=====',
    'all unknown': '=====',
    drift: '=====',
    'drift, primary down': '=====',
    'foreign generation': '=====',
    'foreign generation, primary down': '=====',
    'records unreadable': 'HHHHH',
    'records unreadable, primary down': 'HHHHH',
  },
  'Returning, first step due': {
    'all healthy': 'N==NN',
    'primary down': 'H===H',
    'both down': 'w===w',
    'secondary down': '=====',
    'primary unknown, still answered': '=====',
    'primary unknown, answered by the secondary': '=====',
    'secondary unknown': '=====',
    'primary down, secondary unknown': 'w===w',
    'all unknown': '=====',
    drift: '=====',
    'drift, primary down': 'w===w',
    'foreign generation': '=====',
    'foreign generation, primary down': 'w===w',
    'records unreadable': '=====',
    'records unreadable, primary down': 'H===H',
  },
  'Returning, last step due': {
    'all healthy': 'D==DD',
    'primary down': 'H===H',
    'both down': 'W===W',
    'secondary down': 'D==DD',
    'primary unknown, still answered': '=====',
    'primary unknown, answered by the secondary': '=====',
    'secondary unknown': 'D==DD',
    'primary down, secondary unknown': 'W===W',
    'all unknown': '=====',
    drift: '=====',
    'drift, primary down': 'W===W',
    'foreign generation': '=====',
    'foreign generation, primary down': 'W===W',
    'records unreadable': '=====',
    'records unreadable, primary down': 'H===H',
  },
};
