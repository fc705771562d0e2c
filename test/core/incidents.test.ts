import { describe, expect, it } from '@jest/globals';
import { known } from '../../src/core/reading.ts';
import type { ServiceState } from '../../src/core/state.ts';
import { aService } from '../builders/configuration.ts';
import { decideOn, told } from '../builders/decision.ts';
import { anObservation, anObservationOf, aSeenSide } from '../builders/observation.ts';
import {
  anIncident,
  anUnarmedState,
  aState,
  HOUR,
  MINUTE,
  NOW_MS,
  unheldState,
} from '../builders/state.ts';

const pause = { untilMs: NOW_MS + HOUR, owner: 'operator', reason: 'works', remindedAtMs: NOW_MS };
const observing = { service: aService({ mode: 'observe' }) } as const;

function down(state: ServiceState, healths: object = {}) {
  return anObservationOf(state, { primary: 'unhealthy', ...healths });
}

describe('A failure that is not held', () => {
  it.each([
    [
      'the secondary is down too',
      aState(),
      { secondary: 'unhealthy' },
      {},
      'notHeld: secondaryUnhealthy',
    ],
    [
      'the secondary cannot be seen',
      aState(),
      { secondary: 'unknown' },
      {},
      'notHeld: secondaryUnknown',
    ],
    ['the service is new', anUnarmedState(), {}, {}, 'notHeld: notArmed'],
    ['a person has paused it', aState({ pause }), {}, {}, 'notHeld: paused'],
    ['it only observes', aState(), {}, observing, 'wouldHold: observe'],
    ['the rate brake is on', aState(), {}, { restraint: 'rateBrake' }, 'notHeld: rateBrake'],
  ] as const)('because %s is told once, and why', (_, state, healths, circumstances, entry) => {
    const first = decideOn(state, down(state, healths), circumstances);
    expect(told(first)).toEqual(expect.arrayContaining(['incidentOpened: primaryFailed', entry]));
    expect(first.entries.at(-1)?.telling).toBe('page');
    expect(first.act).toBeNull();
    const again = decideOn(first.state, down(first.state, healths), circumstances);
    expect(again.state).toBe(first.state);
  });

  it('is told anew when something else stands against it', () => {
    const state = unheldState({ pause });
    expect(told(decideOn(state, down(state)))).toContain('notHeld: paused');
  });

  it('is held once nothing stands against it, in the same incident', () => {
    const state = unheldState();
    const held = decideOn(state, down(state)).state;
    expect(held.phase).toBe('OnSecondary');
    expect(held.incident).toMatchObject({ id: state.incident?.id, notHeldBecause: null });
  });
});

describe('A flap', () => {
  it('is a failure that ended before it was held, and counts', () => {
    const decision = decideOn(unheldState());
    expect(told(decision)).toEqual(['flapped: secondaryUnhealthy']);
    expect(decision.state.incident).toMatchObject({ flaps: 1, notHeldBecause: null });
    expect(decideOn(decision.state).state).toBe(decision.state);
  });

  it('is noticed by the alarm when DNS has forgotten it', () => {
    const primary = aSeenSide('healthy', { alarm: known('ALARM') });
    const decision = decideOn(aState(), anObservation({ primary }));
    expect(told(decision)).toEqual(['flapped: overBeforeSeen']);
    expect(decision.state.incident).toMatchObject({ kind: 'failure', flaps: 1 });
  });

  it.each(['OK', 'INSUFFICIENT_DATA'] as const)(
    'is not noticed by an alarm that says %s',
    (alarm) => {
      const state = aState();
      const primary = aSeenSide('healthy', { alarm: known(alarm) });
      expect(decideOn(state, anObservation({ primary })).state).toBe(state);
    },
  );

  it('is not over while the primary is unknown', () => {
    const state = unheldState();
    const { incident } = decideOn(state, anObservationOf(state, { primary: 'unknown' })).state;
    expect(incident).toEqual(state.incident);
  });
});

describe('An incident that never held', () => {
  const stableMs = aService().failback.stableForMs;
  const flapped = anIncident({ flaps: 1 });

  it('closes when the primary has been healthy for as long as a failback would need', () => {
    const running = { accumulatedMs: 0, runningSinceMs: NOW_MS };
    const state = aState({ incident: flapped, primaryStable: running });
    expect(decideOn(state, undefined, { nowMs: NOW_MS + stableMs - 1 }).state).toBe(state);
    const closed = decideOn(state, undefined, { nowMs: NOW_MS + stableMs });
    expect(told(closed)).toEqual(['incidentClosed: primaryStableAgain']);
    expect(closed.state.incident).toBeNull();
    expect(closed.state.phase).toBe('OnPrimary');
    expect(closed.entries[0]?.facts).toMatchObject({ incident: flapped.id, flaps: 1 });
  });

  it('does not count the time in which nobody could see the primary', () => {
    const stood = { accumulatedMs: stableMs - MINUTE, runningSinceMs: null };
    const state = aState({ incident: flapped, primaryStable: stood });
    const unseen = anObservationOf(state, { primary: 'unknown' });
    const later = decideOn(state, unseen, { nowMs: NOW_MS + 24 * HOUR }).state;
    expect(later.incident).not.toBeNull();
    expect(later.primaryStable).toEqual(stood);
  });

  it('starts counting anew when the primary fails again', () => {
    const running = { accumulatedMs: 0, runningSinceMs: NOW_MS - HOUR };
    const state = aState({ incident: flapped, primaryStable: running, pause });
    const { primaryStable } = decideOn(state, down(state)).state;
    expect(primaryStable).toEqual({ accumulatedMs: 0, runningSinceMs: null });
  });
});
