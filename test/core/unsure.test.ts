import { describe, expect, it } from '@jest/globals';
import { armingFingerprint } from '../../src/core/arming.ts';
import { known, unknown } from '../../src/core/reading.ts';
import { aFailbackPolicy, anEndpointCheck, aService, aSide } from '../builders/configuration.ts';
import { aCommand, answerTo, decideOn, told } from '../builders/decision.ts';
import { anObservationOf, aSeenSide, seenRecords } from '../builders/observation.ts';
import {
  aFailback,
  anUnarmedState,
  aState,
  HOUR,
  heldState,
  insync,
  MINUTE,
  NOW_MS,
  returningState,
} from '../builders/state.ts';

const FAILING = known({ good: false, detail: 'HTTP 503' });

describe('Where Route 53 and our own probe contradict each other', () => {
  it('nobody moves traffic to that secondary by plan', () => {
    const secondary = aSeenSide('healthy', { probe: FAILING });
    const decision = decideOn(aState(), anObservationOf(aState(), {}, { secondary }), {
      command: aCommand('failover'),
    });
    expect(answerTo(decision)).toBe('refused: secondaryUnknown');
  });

  it('a new service is not seen to work', () => {
    const { armed } = anUnarmedState();
    const good = { accumulatedMs: 0, runningSinceMs: NOW_MS - MINUTE };
    const state = aState({ armed: { ...armed, firstSeenMs: NOW_MS - HOUR, good } });
    const primary = aSeenSide('healthy', { probe: FAILING });
    const { armed: after } = decideOn(state, anObservationOf(state, {}, { primary }), {
      nowMs: NOW_MS + MINUTE,
    }).state;
    expect(after).toMatchObject({
      atMs: null,
      good: { accumulatedMs: 2 * MINUTE, runningSinceMs: null },
    });
  });

  it('a new service that stays so has nothing to save', () => {
    const { armed } = anUnarmedState();
    const state = aState({ armed: { ...armed, firstSeenMs: NOW_MS - HOUR } });
    const primary = aSeenSide('healthy', { probe: unknown('not run') });
    expect(decideOn(state, anObservationOf(state, {}, { primary })).state).toBe(state);
  });
});

describe('A stage', () => {
  it.each([
    ['drift', { weights: { primary: 30, secondary: 70 } }],
    ['frozen', { fence: { generation: 77, version: 900, weights: null } }],
  ])('waits, and people are told why, while there is %s', (why, changes) => {
    const state = returningState(0);
    const { records } = anObservationOf(state);
    const seen = records.known ? { ...records.value, ...changes } : seenRecords(changes);
    const decision = decideOn(state, anObservationOf(state, {}, { records: known(seen) }));
    expect(told(decision)).toContain(`stageWaiting: ${why}`);
    expect(decision.state.failback?.waitingFor).toBe(why);
  });

  it('waits in silence while the records cannot be read', () => {
    const state = returningState(0);
    const seen = anObservationOf(state, {}, { records: unknown('AccessDenied') });
    expect(decideOn(state, seen).state).toBe(state);
  });

  it('that lets the switch go asks for no approval: the first of weights was asked for already', () => {
    const service = aService({
      lastResort: 'secondary',
      failback: aFailbackPolicy({ approval: 'each-stage' }),
    });
    const steps = [
      { kind: 'switchOff', bakes: false },
      { kind: 'weights', primary: 100 },
    ] as const;
    const state = returningState(0, {
      records: insync({ primary: 0, secondary: 100 }, 2, HOUR),
      failback: aFailback({ steps }),
    });
    expect(told(decideOn(state, undefined, { service }))).toEqual(['stageBegun: weights']);
  });

  it('is not begun for weights that the primary has', () => {
    const state = heldState({ records: insync({ primary: 50, secondary: 50 }, 2, HOUR) });
    const { failback } = decideOn(state, undefined, { command: aCommand('failback') }).state;
    expect(failback?.steps).toEqual([{ kind: 'weights', primary: 100 }]);
  });
});

describe('A pause', () => {
  const pause = { untilMs: NOW_MS + HOUR, owner: 'deputy', reason: 'works', remindedAtMs: NOW_MS };

  it('is over once a person resumes', () => {
    const decision = decideOn(aState({ pause }), undefined, { command: aCommand('resume') });
    expect(decision.state.pause).toBeNull();
  });

  it('is answered with its end', () => {
    const { answer } = decideOn(aState(), undefined, { command: aCommand('pause') });
    expect(answer).toEqual({
      outcome: 'done',
      because: 'paused',
      facts: { untilMs: NOW_MS + 30 * MINUTE },
    });
  });

  it('tells whose it was when its time is up, and why it lasts when it reminds', () => {
    const state = aState({ pause: { ...pause, untilMs: NOW_MS + 48 * HOUR } });
    const entryAt = (nowMs: number) => decideOn(state, undefined, { nowMs }).entries[0];
    expect(entryAt(NOW_MS + 24 * HOUR)).toMatchObject({
      action: 'pauseReminder',
      telling: 'inform',
    });
    expect(entryAt(NOW_MS + 48 * HOUR)).toMatchObject({ action: 'pauseEnded', telling: 'inform' });
    expect(entryAt(NOW_MS + 48 * HOUR)?.facts).toEqual({ who: 'deputy' });
  });
});

describe('A cooldown', () => {
  it.each([
    [NOW_MS + 1, 'done: acknowledged'],
    [NOW_MS, 'nothingToDo: nothingToAcknowledge'],
    [null, 'nothingToDo: nothingToAcknowledge'],
  ])('until %s is acknowledged: %s', (cooldownUntilMs, answer) => {
    const command = aCommand('acknowledge');
    expect(answerTo(decideOn(aState({ cooldownUntilMs }), undefined, { command }))).toBe(answer);
  });
});

describe('The fingerprint of checks and targets', () => {
  it('has eight digits, whatever it is of', () => {
    const prints = Array.from({ length: 200 }, (_, port) => {
      const healthCheck = anEndpointCheck('primary', { port });
      return armingFingerprint(aService({ primary: aSide('primary', { healthCheck }) }));
    });
    expect(prints.filter((print) => !/^[0-9a-f]{8}$/.test(print))).toEqual([]);
    expect(prints.some((print) => print.startsWith('0'))).toBe(true);
  });
});
