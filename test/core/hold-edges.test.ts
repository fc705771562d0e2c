import { describe, expect, it } from '@jest/globals';
import type { Observation } from '../../src/core/observation.ts';
import { known, unknown } from '../../src/core/reading.ts';
import { HELD, type ServiceState } from '../../src/core/state.ts';
import { aCommand, answerTo, decideOn, placeOf, told } from '../builders/decision.ts';
import { anObservationOf, aSeenSide } from '../builders/observation.ts';
import {
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

const HALF = { primary: 50, secondary: 50 };
const SWITCH_ON = { position: 'on', decidedAtMs: NOW_MS - MINUTE, seenAtMs: null } as const;
const SHOWN = { ...SWITCH_ON, seenAtMs: NOW_MS - MINUTE };

function actions(state: ServiceState, overrides: Partial<Observation> = {}): readonly string[] {
  return decideOn(state, anObservationOf(state, {}, overrides)).entries.map(({ action }) => action);
}

describe('A hold is not said to work', () => {
  const { incident } = holdingState();

  it.each<readonly [string, ServiceState]>([
    ['the switch shows off', holdingState({ holdSwitch: { ...SHOWN, position: 'off' } })],
    ['other weights than 0/100 are everywhere', holdingState({ records: insync(HALF, 2, HOUR) })],
    [
      'traffic is being given back',
      returningState(0, { incident: { ...incident!, heldAtMs: null }, holdSwitch: SHOWN }),
    ],
  ])('while %s', (_, state) => {
    expect(actions(state)).not.toContain('held');
  });
});

describe('Users are noted to have returned', () => {
  const away = unknown('an alias cannot be told apart');

  it.each<readonly [boolean, string, Partial<Observation>]>([
    [true, 'the primary answers', { answer: known('primary') }],
    [false, 'the secondary answers', { answer: known('secondary') }],
    [false, 'both answer', { answer: known('mixed') }],
    [
      false,
      'the switch is on, and nothing is known of the answer',
      { answer: away, holdWitness: known('on') },
    ],
    [
      false,
      'the primary is down, and nothing is known of the answer',
      { answer: away, primary: aSeenSide('unhealthy') },
    ],
    [
      false,
      'the primary is unknown, as is the answer',
      { answer: away, primary: aSeenSide('unknown') },
    ],
  ])('%s: %s', (returned, _, overrides) => {
    const state = holdingState();
    const { incident } = decideOn(state, anObservationOf(state, {}, overrides)).state;
    expect(incident?.returnedAtMs).toBe(returned ? NOW_MS : null);
  });

  it('when it was first seen, not again', () => {
    const { incident } = holdingState();
    const state = holdingState({ incident: { ...incident!, returnedAtMs: NOW_MS - 20_000 } });
    const seen = anObservationOf(state, {}, { answer: known('primary') });
    expect(decideOn(state, seen).state.incident?.returnedAtMs).toBe(NOW_MS - 20_000);
  });
});

describe('The hold switch', () => {
  it('that is on already keeps the time since when, as a hold is begun again', () => {
    const state = heldState({
      records: insync(HALF, 3, HOUR),
      delayedHold: 'abort',
      holdSwitch: SHOWN,
    });
    const { state: after } = decideOn(state);
    expect(placeOf(after)).toBe('OnSecondary 0/100 on');
    expect(after.holdSwitch).toEqual(SHOWN);
  });

  it('is let go by a hold only: a failback has steps of its own for that', () => {
    const state = returningState(0, { holdSwitch: SHOWN });
    expect(actions(state)).not.toContain('switchReleased');
  });

  it('must be where it belongs before a failback may start', () => {
    const state = heldState({ holdSwitch: SHOWN, records: insync(HELD, 1, HOUR) });
    const decision = decideOn(state, undefined, { command: aCommand('failback') });
    expect(answerTo(decision)).toBe('refused: holdNotSettled');
  });
});

describe('A failure that is over', () => {
  const alarm = known('ALARM') as Observation['primary']['alarm'];

  it('is no flap while our own probe still fails', () => {
    const primary = aSeenSide('healthy', {
      alarm,
      probe: known({ good: false, detail: 'HTTP 503' }),
    });
    expect(told(decideOn(aState(), anObservationOf(aState(), {}, { primary })))).toEqual([]);
  });

  it('stays an open incident while the alarm still says so', () => {
    const stable = { accumulatedMs: 0, runningSinceMs: NOW_MS - HOUR };
    const state = unheldState({ primaryStable: stable });
    const primary = aSeenSide('healthy', { alarm });
    expect(actions(state, { primary })).not.toContain('incidentClosed');
    expect(actions(state)).toContain('incidentClosed');
  });

  it('counts as one flap of its incident, and an incident opened by a failure has none', () => {
    const down = anObservationOf(aState(), { primary: 'unhealthy' });
    expect(decideOn(aState(), down).state.incident).toMatchObject({ flaps: 0, needsPerson: false });
    const primary = aSeenSide('healthy', { alarm });
    const flapped = decideOn(aState(), anObservationOf(aState(), {}, { primary }));
    expect(flapped.state.incident).toMatchObject({ flaps: 1, needsPerson: false });
  });

  it('leaves all else of the incident as it was, once people know that they may go back', () => {
    const state = heldState();
    expect(decideOn(state).state.incident).toEqual({
      ...state.incident,
      failbackPossibleToldAtMs: NOW_MS,
    });
  });
});
