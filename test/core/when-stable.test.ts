import { describe, expect, it } from '@jest/globals';
import type { ServiceState } from '../../src/core/state.ts';
import { aFailbackPolicy, aService } from '../builders/configuration.ts';
import { aCommand, answerTo, decideOn, placeOf, told } from '../builders/decision.ts';
import { anObservationOf, aReading, aSeenSide } from '../builders/observation.ts';
import { anIncident, HOUR, heldState, MINUTE, NOW_MS } from '../builders/state.ts';

const service = aService({ failback: aFailbackPolicy({ start: 'when-stable' }) });
const held = anIncident({ holdBegunAtMs: NOW_MS - HOUR, heldAtMs: NOW_MS - HOUR });
const pause = { untilMs: NOW_MS + HOUR, owner: 'operator', reason: 'works', remindedAtMs: NOW_MS };

function under(state: ServiceState, overrides = {}, circumstances = {}) {
  return decideOn(state, anObservationOf(state, {}, overrides), { service, ...circumstances });
}

describe('A failback that starts when stable', () => {
  it('starts by itself, as an automatic act towards the primary', () => {
    const decision = under(heldState());
    expect(placeOf(decision.state)).toBe('Returning 10/90 off');
    expect(told(decision)[0]).toBe('failbackStarted: whenStable');
    expect(decision.state.failback?.startedBy).toBe('switchback');
    expect(decision.act).toEqual({ atMs: NOW_MS, towards: 'primary' });
  });

  it.each([
    ['during the cooldown', heldState({ cooldownUntilMs: NOW_MS + 1 }), {}, {}],
    [
      'after a relapse that nobody has acknowledged',
      heldState({ incident: { ...held, needsPerson: true } }),
      {},
      {},
    ],
    ['after a planned failover', heldState({ incident: { ...held, kind: 'planned' } }), {}, {}],
    [
      'before the primary is stable',
      heldState({ primaryStable: { accumulatedMs: 9 * MINUTE, runningSinceMs: null } }),
      {},
      {},
    ],
    ['during a pause', heldState({ pause }), {}, {}],
    ['under the rate brake', heldState(), {}, { restraint: 'rateBrake' }],
    ['when only observing', heldState(), {}, { service: { ...service, mode: 'observe' } }],
    [
      'with a readiness that is unknown',
      heldState(),
      { primary: aSeenSide('healthy', { readiness: [aReading('unknown')] }) },
      {},
    ],
    ['with the secondary unknown', heldState(), { secondary: aSeenSide('unknown') }, {}],
    [
      'with the secondary unhealthy, where all users would go at once',
      heldState(),
      { secondary: aSeenSide('unhealthy') },
      {},
    ],
  ] as const)('does not start %s', (_, state, overrides, circumstances) => {
    const decision = under(state, overrides, circumstances);
    expect(decision.state.phase).toBe('OnSecondary');
    expect(decision.act).toBeNull();
  });

  it('starts at the very end of the cooldown', () => {
    expect(under(heldState({ cooldownUntilMs: NOW_MS })).state.phase).toBe('Returning');
  });

  it('does not start where a person must start it', () => {
    const decision = under(heldState(), {}, { service: aService() });
    expect(told(decision)).toEqual(['failbackPossible: primaryStable']);
    expect(under(decision.state, {}, { service: aService() }).state).toBe(decision.state);
  });
});

describe('To acknowledge', () => {
  const command = aCommand('acknowledge');

  it.each([
    ['the cooldown', heldState({ cooldownUntilMs: NOW_MS + HOUR })],
    ['a relapse', heldState({ incident: { ...held, needsPerson: true } })],
  ])('lifts %s, so that the failback starts', (_, state) => {
    const decision = under(state, {}, { command });
    expect(answerTo(decision)).toBe('done: acknowledged');
    expect(told(decision)).toContain('acknowledged: command');
    expect(placeOf(decision.state)).toBe('Returning 10/90 off');
  });

  it('does not return a planned failover', () => {
    const incident = { ...held, kind: 'planned' } as const;
    const state = heldState({ incident, cooldownUntilMs: NOW_MS + HOUR });
    expect(under(state, {}, { command }).state.phase).toBe('OnSecondary');
  });

  it('finds nothing to do where nothing waits for it', () => {
    expect(answerTo(under(heldState(), {}, { command }))).toBe('nothingToDo: nothingToAcknowledge');
  });
});

describe('A person’s failback', () => {
  it('is delayed neither by the cooldown nor by a relapse', () => {
    const incident = { ...held, needsPerson: true };
    const state = heldState({ cooldownUntilMs: NOW_MS + HOUR, incident });
    const decision = under(state, {}, { command: aCommand('failback') });
    expect(answerTo(decision)).toBe('waiting: failbackStarted');
  });
});
