import { describe, expect, it } from '@jest/globals';
import { known } from '../../src/core/reading.ts';
import { aFailbackPolicy, aService } from '../builders/configuration.ts';
import { aCommand, answerTo, decideOn, placeOf } from '../builders/decision.ts';
import { anObservationOf } from '../builders/observation.ts';
import {
  HOUR,
  heldState,
  insync,
  MINUTE,
  NOW_MS,
  returningState,
  wanted,
} from '../builders/state.ts';

const HALF = { primary: 50, secondary: 50 };
const FAILOVER = aService({ routing: 'failover', failback: aFailbackPolicy({ stages: [100] }) });
const WHEN_STABLE = aService({ failback: aFailbackPolicy({ start: 'when-stable' }) });
const command = aCommand('failback');

describe('The steps of a failback', () => {
  it('are those that give the primary more than it has', () => {
    const state = heldState({ records: insync(HALF, 2, HOUR) });
    expect(placeOf(decideOn(state, undefined, { command }).state)).toBe('Returning 100/0 off');
  });

  it('without weights are one, which bakes', () => {
    const { state } = decideOn(heldState({}, FAILOVER), undefined, { service: FAILOVER, command });
    expect(state.failback).toEqual({
      steps: [{ kind: 'switchOff', bakes: true }],
      step: 0,
      configHash: FAILOVER.configHash,
      startedAtMs: NOW_MS,
      startedBy: 'operator',
      approved: false,
      waitingFor: null,
    });
  });
});

describe('A secondary that should answer and does not', () => {
  const answer = known('primary') as ReturnType<typeof anObservationOf>['answer'];

  it.each([
    ['held by weights', heldState(), aService()],
    ['held by the switch', heldState({}, FAILOVER), FAILOVER],
  ] as const)('stands against a failback, %s', (_, state, service) => {
    const decision = decideOn(state, anObservationOf(state, {}, { answer }), { service, command });
    expect(answerTo(decision)).toBe('refused: secondaryNotAnswering');
  });

  it.each([
    ['the primary has its share already', heldState({ records: insync(HALF, 2, HOUR) })],
    [
      'the failback is begun anew',
      returningState(0, { records: insync({ primary: 0, secondary: 100 }, 2, HOUR) }),
    ],
  ])('is no surprise where %s', (_, state) => {
    const seen = anObservationOf(state, {}, { answer });
    const service = aService({ configHash: 'another' });
    expect(decideOn(state, seen, { service, command }).answer?.outcome).toBe('waiting');
  });
});

describe('A failback begun anew', () => {
  it('asks that the records are settled, not that the switch has been seen where a hold wants it', () => {
    const holdSwitch = { position: 'off', decidedAtMs: NOW_MS, seenAtMs: null } as const;
    const state = returningState(0, { holdSwitch });
    const service = aService({ configHash: 'another' });
    expect(answerTo(decideOn(state, undefined, { service, command }))).toBe(
      'waiting: failbackAnew',
    );
  });
});

describe('A failback that may start by itself', () => {
  it.each([
    [null, true],
    [NOW_MS - 1, true],
    [NOW_MS, true],
    [NOW_MS + 1, false],
  ])('with a cooldown until %s: %s', (cooldownUntilMs, starts) => {
    const { act } = decideOn(heldState({ cooldownUntilMs }), undefined, { service: WHEN_STABLE });
    expect(act !== null).toBe(starts);
  });
});

describe('A change that is everywhere', () => {
  it.each(['INSYNC', 'NoSuchChange'] as const)('is not followed any further: %s', (status) => {
    const state = returningState(0, {}, MINUTE);
    const seen = anObservationOf(state, {}, { change: known(status) });
    expect(decideOn(state, seen).state).toBe(state);
  });

  it('is one that was sent: what is only wanted is nowhere yet', () => {
    const state = heldState({ records: wanted(HALF, { primary: 0, secondary: 100 }, 2) });
    const seen = anObservationOf(state, {}, { change: known('INSYNC') });
    expect(decideOn(state, seen).state.records?.progress).toEqual({ status: 'wanted' });
  });
});
