import { describe, expect, it } from '@jest/globals';
import { known, unknown } from '../../src/core/reading.ts';
import type { Service } from '../../src/core/service.ts';
import type { ServiceState } from '../../src/core/state.ts';
import { aFailbackPolicy, aService } from '../builders/configuration.ts';
import { aCommand, answerTo, decideOn, placeOf, told } from '../builders/decision.ts';
import { anObservationOf, aSeenSide } from '../builders/observation.ts';
import {
  aFailback,
  aState,
  HOUR,
  heldState,
  holdingState,
  MINUTE,
  NOW_MS,
} from '../builders/state.ts';

const failback = { command: aCommand('failback') };
const abort = { command: aCommand('abort') };

function shaped(service: Service) {
  return (state: ServiceState, overrides = {}, circumstances = {}) =>
    decideOn(state, anObservationOf(state, {}, overrides), { service, ...circumstances });
}

/** Off since `ageMs`, and seen off ever since. */
function switchedOff(ageMs: number) {
  return {
    position: 'off',
    decidedAtMs: NOW_MS - ageMs - MINUTE,
    seenAtMs: NOW_MS - ageMs,
  } as const;
}

describe('With failover routing', () => {
  const service = aService({
    routing: 'failover',
    failback: aFailbackPolicy({ stages: [100] }),
  });
  const under = shaped(service);
  const back = aFailback({ steps: [{ kind: 'switchOff', bakes: true }] });
  const returning = (ageMs: number) =>
    heldState({ phase: 'Returning', failback: back, holdSwitch: switchedOff(ageMs) }, service);

  it('a hold is the switch alone, and works once it shows', () => {
    const state = aState({}, service);
    const held = under(state, {
      primary: aSeenSide('unhealthy'),
      answer: known('secondary'),
    }).state;
    expect(placeOf(held)).toBe('OnSecondary - on');
    const shown = under(held, { holdWitness: known('on') }, { nowMs: NOW_MS + 2 * MINUTE });
    expect(told(shown)).toContain('held: switch');
  });

  it.each(['unhealthy', 'unknown', 'healthy'] as const)(
    'the switch stays on while the secondary is %s',
    (health) => {
      const decision = under(heldState({}, service), { secondary: aSeenSide(health) });
      expect(placeOf(decision.state)).toBe('OnSecondary - on');
    },
  );

  it('no failback starts before the switch was seen on', () => {
    const decision = under(
      holdingState({ primaryStable: heldState().primaryStable }, service),
      {},
      failback,
    );
    expect(answerTo(decision)).toBe('refused: holdNotSettled');
  });

  it('a switch that never showed does not keep people from coming back for ever', () => {
    const holdSwitch = {
      position: 'on',
      decidedAtMs: NOW_MS - 5 * MINUTE,
      seenAtMs: null,
    } as const;
    const state = holdingState({ primaryStable: heldState().primaryStable, holdSwitch }, service);
    expect(answerTo(under(state, {}, failback))).toBe('waiting: failbackStarted');
  });

  it('a failback is the switch off, all or nothing', () => {
    const decision = under(heldState({}, service), {}, failback);
    expect(placeOf(decision.state)).toBe('Returning - off');
    expect(told(decision)).toContain('stageBegun: switchOff');
  });

  const due = 60_000 + service.failback.bakeMs;

  it.each([
    ['is done when it was seen off for TTL and bake', returning(due), {}, 'OnPrimary - off'],
    ['is not done a moment before', returning(due - 1), {}, 'Returning - off'],
    [
      'is not done while the switch shows on again',
      returning(due),
      { holdWitness: known('on') },
      'Returning - off',
    ],
    [
      'is not done while the switch cannot be seen',
      returning(due),
      { holdWitness: unknown('silence') },
      'Returning - off',
    ],
    [
      'relapses when the primary fails',
      returning(due),
      { primary: aSeenSide('unhealthy') },
      'OnSecondary - on',
    ],
  ] as const)('a failback %s', (_, state, overrides, place) => {
    expect(placeOf(under(state, overrides).state)).toBe(place);
  });

  it('an abort turns the switch on again', () => {
    expect(placeOf(under(returning(0), {}, abort).state)).toBe('OnSecondary - on');
  });
});

describe('With data that must not be served from the primary as a last resort', () => {
  const service = aService({ lastResort: 'secondary' });
  const under = shaped(service);
  const steps = [
    { kind: 'switchOff', bakes: false },
    { kind: 'weights', primary: 10 },
    { kind: 'weights', primary: 50 },
    { kind: 'weights', primary: 100 },
  ] as const;
  const firstStep = (holdSwitch: ServiceState['holdSwitch']) =>
    heldState({ phase: 'Returning', failback: aFailback({ steps }), holdSwitch }, service);

  it('the hold rests at 0/100 with the switch on', () => {
    const state = heldState(
      { incident: { ...heldState().incident!, failbackPossibleToldAtMs: 1 } },
      service,
    );
    expect(under(state, {}, { nowMs: NOW_MS + HOUR }).state).toBe(state);
  });

  it.each(['unhealthy', 'unknown'] as const)(
    'the switch stays on while the secondary is %s',
    (health) => {
      const decision = under(heldState({}, service), { secondary: aSeenSide(health) });
      expect(placeOf(decision.state)).toBe('OnSecondary 0/100 on');
    },
  );

  it('a failback turns the switch off first, at 0/100', () => {
    const decision = under(heldState({}, service), {}, failback);
    expect(placeOf(decision.state)).toBe('Returning 0/100 off');
    expect(decision.state.failback?.steps).toEqual(steps);
  });

  it.each([
    [
      'do not begin before it is seen off',
      { position: 'off', decidedAtMs: NOW_MS - HOUR, seenAtMs: null },
      'on',
      'Returning 0/100 off',
    ],
    [
      'begin as soon as it is seen off, without a bake',
      { position: 'off', decidedAtMs: NOW_MS - MINUTE, seenAtMs: null },
      'off',
      'Returning 10/90 off',
    ],
    ['wait while it shows on again', switchedOff(HOUR), 'on', 'Returning 0/100 off'],
  ] as const)('the stages %s', (_, holdSwitch, shown, place) => {
    const state = firstStep(holdSwitch);
    expect(placeOf(under(state, { holdWitness: known(shown) }).state)).toBe(place);
  });

  it('a relapse ends at rest with the switch on', () => {
    const decision = under(firstStep(switchedOff(MINUTE)), { primary: aSeenSide('unhealthy') });
    expect(placeOf(decision.state)).toBe('OnSecondary 0/100 on');
  });
});

describe('A planned failover', () => {
  const command = aCommand('failover', { reason: 'a drill' });

  it('opens a planned incident, begins the hold, and is no automatic act', () => {
    const decision = decideOn(aState(), undefined, { command });
    expect(placeOf(decision.state)).toBe('OnSecondary 0/100 on');
    expect(decision.state.incident).toMatchObject({ kind: 'planned', holdReason: 'planned' });
    expect(told(decision)).toEqual(['incidentOpened: planned', 'holdBegun: planned']);
    expect(decision.entries[0]?.facts).toEqual({ who: 'operator', reason: 'a drill' });
    expect(decision.act).toBeNull();
    expect(decision.state.cooldownUntilMs).toBeNull();
  });
});
