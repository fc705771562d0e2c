import { describe, expect, it } from '@jest/globals';
import { known, unknown } from '../../src/core/reading.ts';
import type { ServiceState } from '../../src/core/state.ts';
import { aFailbackPolicy, aService } from '../builders/configuration.ts';
import { aCommand, answerTo, decideOn, placeOf, told } from '../builders/decision.ts';
import { anObservationOf, aReading, aSeenSide } from '../builders/observation.ts';
import {
  aFailback,
  HOUR,
  heldState,
  holdingState,
  insync,
  MINUTE,
  NOW_MS,
  returningState,
} from '../builders/state.ts';

const command = aCommand('failback');
const stable = (minutes: number) => ({
  accumulatedMs: 0,
  runningSinceMs: NOW_MS - minutes * MINUTE,
});
const pause = { untilMs: NOW_MS + HOUR, owner: 'deputy', reason: 'works', remindedAtMs: NOW_MS };

function ask(state: ServiceState, overrides = {}, service = aService()) {
  return decideOn(state, anObservationOf(state, {}, overrides), { command, service });
}

describe('A failback is refused, and says what would lift the refusal, while', () => {
  const bad = [aReading('bad', 'replica lag'), aReading('good', 'certificate')];
  const unread = [aReading('unknown', 'replica lag')];

  it.each([
    ['the primary is unhealthy', {}, { primary: aSeenSide('unhealthy') }, 'primaryUnhealthy', {}],
    ['the primary is unknown', {}, { primary: aSeenSide('unknown') }, 'primaryUnknown', {}],
    [
      'it has not been healthy for long enough',
      { primaryStable: stable(4) },
      {},
      'notStableYet',
      { remainingMs: 6 * MINUTE },
    ],
    [
      'a readiness is bad',
      {},
      { primary: aSeenSide('healthy', { readiness: bad }) },
      'primaryNotReady',
      { lacking: 'replica lag' },
    ],
    [
      'a readiness is unknown',
      {},
      { primary: aSeenSide('healthy', { readiness: unread }) },
      'primaryNotReady',
      { lacking: 'replica lag' },
    ],
    [
      'a guard alarm is on',
      {},
      { guards: [aReading('bad', 'orders failing')] },
      'primaryNotReady',
      { lacking: 'orders failing' },
    ],
    [
      'a guard alarm is unknown',
      {},
      { guards: unread },
      'primaryNotReady',
      { lacking: 'replica lag' },
    ],
    ['a person has paused', { pause }, {}, 'paused', { who: 'deputy', untilMs: NOW_MS + HOUR }],
    ['the secondary is unknown', {}, { secondary: aSeenSide('unknown') }, 'secondaryUnknown', {}],
    [
      'the primary is answered although it is held',
      {},
      { answer: known('primary') },
      'secondaryNotAnswering',
      {},
    ],
    [
      'the records cannot be read',
      {},
      { records: unknown('AccessDenied') },
      'recordsUnknown',
      { detail: 'AccessDenied' },
    ],
    ['the change is not everywhere', { records: holdingState().records }, {}, 'holdNotSettled', {}],
    ['the switch is still on', { holdSwitch: holdingState().holdSwitch }, {}, 'holdNotSettled', {}],
    [
      'the switch has not been seen off',
      { holdSwitch: { position: 'off', decidedAtMs: NOW_MS, seenAtMs: null } },
      {},
      'holdNotSettled',
      {},
    ],
  ] as const)('%s', (_, over, overrides, because, facts) => {
    const { answer, state } = ask(heldState(over), overrides);
    expect(answer).toEqual({ outcome: 'refused', because, facts });
    expect(state.phase).toBe('OnSecondary');
  });

  it('it only observes', () => {
    const service = aService({ mode: 'observe' });
    expect(answerTo(ask(heldState(), {}, service))).toBe('refused: observe');
  });

  it.each([
    ['mixed', { answer: known('mixed') }],
    ['that cannot be told, as of an alias,', { answer: unknown('alias') }],
  ] as const)('but not for an answer %s', (_, overrides) => {
    expect(answerTo(ask(heldState(), overrides))).toBe('waiting: failbackStarted');
  });

  it('but not a moment longer than it must be stable', () => {
    const { failback } = aService();
    const primaryStable = stable(failback.stableForMs / MINUTE);
    expect(answerTo(ask(heldState({ primaryStable })))).toBe('waiting: failbackStarted');
  });
});

describe('A failback', () => {
  const decision = ask(heldState());

  it('begins with its first stage, and pins the configuration', () => {
    expect(placeOf(decision.state)).toBe('Returning 10/90 off');
    expect(decision.state.failback).toEqual({
      steps: [10, 50, 100].map((primary) => ({ kind: 'weights', primary })),
      step: 0,
      configHash: aService().configHash,
      startedAtMs: NOW_MS,
      startedBy: 'operator',
      approved: false,
      waitingFor: null,
    });
    expect(told(decision)).toEqual(['failbackStarted: command', 'stageBegun: weights']);
    expect(decision.act).toBeNull();
  });

  it('goes to 100/0 in one step when the secondary is down and the primary stable', () => {
    const { state } = ask(heldState(), {
      secondary: aSeenSide('unhealthy'),
      answer: known('primary'),
    });
    expect(placeOf(state)).toBe('Returning 100/0 off');
    expect(state.failback?.steps).toEqual([{ kind: 'weights', primary: 100 }]);
  });

  it('does not give the primary less than it has', () => {
    const records = insync({ primary: 50, secondary: 50 }, 3, HOUR);
    expect(placeOf(ask(heldState({ records })).state)).toBe('Returning 100/0 off');
  });

  it('ends a hold that still waited', () => {
    const records = insync({ primary: 50, secondary: 50 }, 3, HOUR);
    const waiting = heldState({ records, delayedHold: 'abort' });
    expect(ask(waiting).state.delayedHold).toBeNull();
  });
});

describe('A change of the configuration during a failback', () => {
  const service = aService({
    failback: aFailbackPolicy({ stages: [20, 100] }),
    configHash: 'of another day',
  });
  const state = returningState(0);
  const seen = anObservationOf(state);

  it('holds the stage, and is told once', () => {
    const held = decideOn(state, seen, { service });
    expect(placeOf(held.state)).toBe('Returning 10/90 off');
    expect(told(held)).toEqual(['stageWaiting: configChanged']);
    expect(decideOn(held.state, seen, { service }).state).toBe(held.state);
  });

  it('still relapses when the primary fails', () => {
    const failed = anObservationOf(state, { primary: 'unhealthy' });
    expect(decideOn(state, failed, { service }).state.phase).toBe('OnSecondary');
  });

  it('is adopted by a new failback, which goes on from where traffic is', () => {
    const decision = decideOn(state, seen, { service, command });
    expect(answerTo(decision)).toBe('waiting: failbackAnew');
    expect(placeOf(decision.state)).toBe('Returning 20/80 off');
    expect(decision.state.failback?.configHash).toBe('of another day');
  });

  it('in the last stage is adopted too, although only the primary answers then', () => {
    const last = returningState(2);
    const decision = decideOn(last, anObservationOf(last), { service, command });
    expect(answerTo(decision)).toBe('waiting: failbackAnew');
  });

  it('in the last stage does not cut that stage’s bake short', () => {
    const last = returningState(2, {}, MINUTE);
    const anew = decideOn(last, anObservationOf(last), { service, command }).state;
    expect(anew.failback?.configHash).toBe(service.configHash);
    const early = decideOn(anew, undefined, { service, nowMs: NOW_MS + MINUTE }).state;
    expect(early.phase).toBe('Returning');
    const baked = decideOn(anew, undefined, { service, nowMs: NOW_MS + 5 * MINUTE }).state;
    expect(baked.phase).toBe('OnPrimary');
  });
});

describe('A failback under way', () => {
  it.each([
    ['is not begun anew', returningState(1), {}, 'refused: alreadyReturning'],
    [
      'is cut short when the secondary dies',
      returningState(1),
      { secondary: aSeenSide('unhealthy') },
      'waiting: failbackAnew',
    ],
    [
      'is not begun anew in its last stage',
      returningState(2),
      { secondary: aSeenSide('unhealthy') },
      'refused: alreadyReturning',
    ],
  ] as const)('%s', (_, state, overrides, answer) => {
    expect(answerTo(ask(state, overrides))).toBe(answer);
  });

  it('that is cut short goes to 100/0 at once', () => {
    const { state } = ask(returningState(0), { secondary: aSeenSide('unhealthy') });
    expect(placeOf(state)).toBe('Returning 100/0 off');
  });

  it('is told how it waits only once', () => {
    const state = returningState(0, { failback: aFailback({ waitingFor: 'secondaryUnhealthy' }) });
    const seen = anObservationOf(state, { secondary: 'unhealthy' });
    expect(told(decideOn(state, seen))).toEqual(['conditionBegan: secondaryUnhealthy']);
  });
});
