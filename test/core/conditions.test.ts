import { describe, expect, it } from '@jest/globals';
import type { Observation } from '../../src/core/observation.ts';
import { known, unknown } from '../../src/core/reading.ts';
import { AT_REST, type ConditionName, HELD, type ServiceState } from '../../src/core/state.ts';
import { aService } from '../builders/configuration.ts';
import { decideOn, told } from '../builders/decision.ts';
import { anObservation, anObservationOf, aSeenSide, seenRecords } from '../builders/observation.ts';
import {
  aState,
  HOUR,
  heldState,
  holdingState,
  insync,
  MINUTE,
  NOW_MS,
  wanted,
} from '../builders/state.ts';

const HALF = { primary: 50, secondary: 50 };
const seeDrift = { records: known(seenRecords({ weights: HALF })) };
const fence = { generation: 9, version: 1, weights: AT_REST };
const paused = { untilMs: NOW_MS + HOUR, owner: 'operator', reason: 'works', remindedAtMs: NOW_MS };

/** So that nothing but the condition is to be told, the service is paused. */
const quiet = aState({ pause: paused });
const crossed = heldState({
  pause: paused,
  records: insync(HALF, 2, HOUR),
  delayedHold: 'relapse',
  holdSwitch: { position: 'on', decidedAtMs: NOW_MS, seenAtMs: null },
});

interface Case {
  readonly name: ConditionName;
  readonly state: ServiceState;
  readonly bad: (state: ServiceState) => Observation;
  readonly afterMinutes: number;
  readonly telling: string;
}

const CASES: readonly Case[] = [
  {
    name: 'primaryUnhealthy',
    state: heldState(),
    bad: (state) => anObservationOf(state, { primary: 'unhealthy' }),
    afterMinutes: 0,
    telling: 'record',
  },
  {
    name: 'secondaryUnhealthy',
    state: quiet,
    bad: (state) => anObservationOf(state, { secondary: 'unhealthy' }),
    afterMinutes: 0,
    telling: 'page',
  },
  {
    name: 'primaryUnknown',
    state: quiet,
    bad: (state) => anObservationOf(state, { primary: 'unknown' }),
    afterMinutes: 5,
    telling: 'page',
  },
  {
    name: 'secondaryUnknown',
    state: quiet,
    bad: (state) => anObservationOf(state, { secondary: 'unknown' }),
    afterMinutes: 5,
    telling: 'page',
  },
  {
    name: 'drift',
    state: quiet,
    bad: () => anObservation(seeDrift),
    afterMinutes: 0,
    telling: 'page',
  },
  {
    name: 'frozen',
    state: quiet,
    bad: () => anObservation({ records: known(seenRecords({ fence })) }),
    afterMinutes: 0,
    telling: 'page',
  },
  {
    name: 'recordsNotWritten',
    state: { ...quiet, records: wanted(HALF, AT_REST, 1) },
    bad: () => anObservation(),
    afterMinutes: 5,
    telling: 'page',
  },
  {
    name: 'switchDisagrees',
    state: { ...quiet, holdSwitch: { position: 'off', decidedAtMs: NOW_MS, seenAtMs: null } },
    bad: (state) => anObservationOf(state, {}, { holdWitness: known('on') }),
    afterMinutes: 5,
    telling: 'page',
  },
  {
    name: 'crossing',
    state: crossed,
    bad: (state) => anObservationOf(state, {}, { records: unknown('AccessDenied') }),
    afterMinutes: 10,
    telling: 'page',
  },
];

/** A pass a minute; what was told of the condition, by the minute. */
function toldBy(
  { name, state, bad }: Case,
  minutes: number,
): readonly (readonly [number, string])[] {
  let current = state;
  return Array.from({ length: minutes + 1 }, (_, minute) => {
    const decision = decideOn(current, bad(current), { nowMs: NOW_MS + minute * MINUTE });
    current = decision.state;
    const about = decision.entries.filter(({ because }) => because === name);
    return about.map(({ action, telling }) => [minute, `${action} ${telling}`] as const);
  }).flat();
}

describe('A condition', () => {
  it.each(CASES)('$name is told once, when it has lasted $afterMinutes minutes', (one) => {
    expect(toldBy(one, 30)).toEqual([[one.afterMinutes, `conditionBegan ${one.telling}`]]);
  });

  it.each(CASES)('$name that ends after it was told is told once more', ({ name, state }) => {
    const condition = { sinceMs: NOW_MS - HOUR, told: true };
    const before = { ...state, records: quiet.records, conditions: { [name]: condition } };
    const settled = { ...before, holdSwitch: quiet.holdSwitch };
    const decision = decideOn(settled, anObservationOf(settled));
    const ended = decision.entries.filter(({ because }) => because === name);
    expect(ended).toEqual([
      expect.objectContaining({
        action: 'conditionEnded',
        telling: 'inform',
        facts: { lastedMs: HOUR },
      }),
    ]);
    expect(decision.state.conditions[name]).toBeUndefined();
  });

  it('that ends before it was due is not told at all', () => {
    const conditions = { primaryUnknown: { sinceMs: NOW_MS - MINUTE, told: false } };
    const decision = decideOn(aState({ conditions }));
    expect(decision.entries).toEqual([]);
    expect(decision.state.conditions).toEqual({});
  });

  it('that lasts needs no saving', () => {
    const conditions = { secondaryUnhealthy: { sinceMs: NOW_MS - HOUR, told: true } };
    const state = aState({ conditions });
    expect(decideOn(state, anObservationOf(state, { secondary: 'unhealthy' })).state).toBe(state);
  });

  it('of being unhealthy is not over because nothing can be seen', () => {
    const told = { sinceMs: NOW_MS - HOUR, told: true };
    const conditions = { primaryUnhealthy: told, secondaryUnhealthy: told };
    const state = heldState({ conditions });
    const unseen = { primary: aSeenSide('unknown'), secondary: aSeenSide('unknown') };
    const decision = decideOn(state, anObservationOf(state, {}, unseen));
    expect(decision.state.conditions).toMatchObject(conditions);
    expect(decision.entries).toEqual([]);
  });

  it('never lasted less than nothing, whatever the clock does', () => {
    const conditions = { drift: { sinceMs: NOW_MS + HOUR, told: true } };
    expect(decideOn(aState({ conditions })).entries[0]?.facts).toEqual({ lastedMs: 0 });
  });

  it('says what drifted, and which generation was found', () => {
    const drift = decideOn(quiet, anObservation(seeDrift)).entries[0];
    expect(drift?.facts).toEqual({ detail: 'weights are 50/50, last set to 100/0' });
    const frozen = decideOn(quiet, anObservation({ records: known(seenRecords({ fence })) }));
    expect(frozen.entries[0]?.facts).toEqual({ seenGeneration: 9 });
  });
});

describe('A crossing', () => {
  it('is no condition where the data must not be served from the primary and it rests so on purpose', () => {
    const service = aService({ lastResort: 'secondary' });
    const state = heldState({}, service);
    const later = { service, nowMs: NOW_MS + 24 * HOUR };
    expect(told(decideOn(state, anObservationOf(state), later))).not.toContain(
      'conditionBegan: crossing',
    );
  });

  it.each([
    ['the switch holds because the records could not be written', wanted(HELD, AT_REST, 1), false],
    ['the records were written a minute ago', insync(HELD, 1, MINUTE), false],
    ['the records were written as long ago', insync(HELD, 1, 10 * MINUTE), true],
  ])(
    'lasts from when both the switch was on and the weights were there: %s',
    (_, records, crosses) => {
      const begunMs = NOW_MS - 10 * MINUTE;
      const holdSwitch = { position: 'on', decidedAtMs: begunMs, seenAtMs: null } as const;
      const decision = decideOn(holdingState({ records, holdSwitch }));
      expect(told(decision).includes('conditionBegan: crossing')).toBe(crosses);
    },
  );
});
