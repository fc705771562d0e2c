import { describe, expect, it } from '@jest/globals';
import { SWITCH_PATIENCE_MS } from '../../src/core/limits.ts';
import type { AnsweredSide, SwitchPosition } from '../../src/core/observation.ts';
import { known, unknown } from '../../src/core/reading.ts';
import { AT_REST, HELD, type ServiceState } from '../../src/core/state.ts';
import { aService } from '../builders/configuration.ts';
import { decideOn, placeOf, told } from '../builders/decision.ts';
import { anObservation, anObservationOf, aReading, aSeenSide } from '../builders/observation.ts';
import { aState, heldState, holdingState, insync, MINUTE, NOW_MS } from '../builders/state.ts';

const ON = known<SwitchPosition>('on');
const OFF = known<SwitchPosition>('off');
const PRIMARY = known<AnsweredSide>('primary');

function failed(overrides: object = {}) {
  return anObservationOf(aState(), { primary: 'unhealthy' }, overrides);
}

/** Held by weights as far as records go, while the switch is still on. */
function carried(seenAtMs: number | null, ageMs = 2 * MINUTE): ServiceState {
  const holdSwitch = { position: 'on', decidedAtMs: NOW_MS - ageMs, seenAtMs } as const;
  return holdingState({ records: insync(HELD, 1, MINUTE), holdSwitch });
}

describe('A hold after a failure', () => {
  const decision = decideOn(aState(), failed());
  const { state } = decision;

  it('turns both keys at once', () => {
    expect(placeOf(state)).toBe('OnSecondary 0/100 on');
    expect(state.records).toEqual({
      weights: HELD,
      before: AT_REST,
      generation: 1,
      decidedAtVersion: state.version,
      decidedAtMs: NOW_MS,
      progress: { status: 'wanted' },
    });
    expect(state.holdSwitch).toEqual({ position: 'on', decidedAtMs: NOW_MS, seenAtMs: null });
  });

  it('opens an incident, pages, and is an act that counts', () => {
    expect(told(decision)).toEqual([
      'conditionBegan: primaryUnhealthy',
      'incidentOpened: primaryFailed',
      'holdBegun: primaryFailed',
    ]);
    expect(decision.entries.map(({ telling }) => telling)).toEqual(['record', 'page', 'page']);
    expect(state.incident).toMatchObject({ id: 'shop-20261124-150500', kind: 'failure' });
    expect(decision.act).toEqual({ atMs: NOW_MS, towards: 'secondary' });
    expect(state.acts).toEqual([decision.act]);
    expect(state.cooldownUntilMs).toBe(NOW_MS + aService().cooldownMs);
  });

  it('names what was seen of both sides', () => {
    const evidence = decision.entries.at(-1)?.evidence.map(({ about, said }) => `${about} ${said}`);
    expect(evidence).toEqual(expect.arrayContaining(['primary unhealthy', 'secondary healthy']));
  });

  it.each(['bad', 'unknown'] as const)(
    'is not prevented by a readiness that is %s, which it says',
    (said) => {
      const secondary = aSeenSide('healthy', { readiness: [aReading(said, 'replica lag')] });
      const held = decideOn(aState(), failed({ secondary }));
      expect(placeOf(held.state)).toBe('OnSecondary 0/100 on');
      const facts = {
        secondaryReadiness: said === 'bad' ? 'notReady' : 'unknown',
        lacking: 'replica lag',
      };
      expect(held.entries.at(-1)?.facts).toEqual(facts);
    },
  );

  it('needs only Route 53’s own word for the secondary, though our probe fails', () => {
    const probe = known({ good: false, detail: 'no connection' });
    const held = decideOn(aState(), failed({ secondary: aSeenSide('healthy', { probe }) }));
    expect(placeOf(held.state)).toBe('OnSecondary 0/100 on');
  });

  it('needs no word of the alarms, and none of us-east-1', () => {
    const alarm = unknown('us-east-1 does not answer');
    const primary = aSeenSide('unhealthy', { alarm });
    const held = decideOn(
      aState(),
      failed({ primary, secondary: aSeenSide('healthy', { alarm }) }),
    );
    expect(placeOf(held.state)).toBe('OnSecondary 0/100 on');
  });

  it('does not begin for an alarm alone', () => {
    const primary = aSeenSide('healthy', { alarm: known('ALARM') });
    expect(placeOf(decideOn(aState(), anObservation({ primary })).state)).toBe(
      'OnPrimary 100/0 off',
    );
  });

  it('does not begin for our own probe alone', () => {
    const primary = aSeenSide('healthy', { probe: known({ good: false, detail: 'HTTP 503' }) });
    expect(decideOn(aState(), anObservation({ primary })).state.phase).toBe('OnPrimary');
  });
});

describe('The hold works', () => {
  it.each([
    ['weights', carried(null), { holdWitness: OFF }],
    ['switch', holdingState(), { holdWitness: ON }],
  ] as const)(
    'once the %s does, which is recorded with the time it took',
    (by, state, overrides) => {
      const decision = decideOn(state, anObservationOf(state, { primary: 'unhealthy' }, overrides));
      const held = decision.entries.find(({ action }) => action === 'held');
      expect(held).toMatchObject({ because: by, facts: { tookMs: MINUTE }, telling: 'record' });
      expect(decision.state.incident?.heldAtMs).toBe(NOW_MS);
    },
  );

  it('too late when users had been back on the primary by then', () => {
    const before = holdingState();
    const back = decideOn(before, anObservationOf(before, {}, { answer: PRIMARY }));
    expect(back.state.incident?.returnedAtMs).toBe(NOW_MS);
    const shown = anObservationOf(back.state, {}, { holdWitness: ON });
    const late = decideOn(back.state, shown, { nowMs: NOW_MS + MINUTE });
    expect(late.entries).toContainEqual(
      expect.objectContaining({ action: 'lateHold', because: 'switch', telling: 'inform' }),
    );
  });

  it.each([
    ['an alias answers healthy and off', { answer: unknown('alias') }, true],
    ['a planned hold finds users on the primary by right', { answer: PRIMARY }, false],
    ['nobody trusts the secondary', { answer: PRIMARY, secondary: aSeenSide('unknown') }, false],
  ] as const)('users have returned when %s: %#', (what, overrides, returned) => {
    const planned = what.includes('planned');
    const { incident } = holdingState();
    const state = holdingState({
      incident: { ...incident!, holdReason: planned ? 'planned' : 'primaryFailed' },
    });
    const after = decideOn(state, anObservationOf(state, {}, overrides)).state.incident;
    expect(after?.returnedAtMs).toBe(returned ? NOW_MS : null);
  });
});

describe('The switch', () => {
  it.each([
    [
      'when the weights carry and it was seen on',
      carried(NOW_MS - MINUTE),
      {},
      'weightsCarry',
      'record',
    ],
    [
      'when it never showed in five minutes',
      carried(null, SWITCH_PATIENCE_MS),
      { holdWitness: OFF },
      'neverShown',
      'page',
    ],
    [
      'when it cannot be seen for five minutes',
      carried(null, SWITCH_PATIENCE_MS),
      { holdWitness: unknown('silence') },
      'neverShown',
      'page',
    ],
    [
      'at once when the secondary turns unhealthy',
      holdingState(),
      { secondary: aSeenSide('unhealthy') },
      'secondaryUnhealthy',
      'page',
    ],
  ] as const)('is let go %s', (_, state, overrides, because, telling) => {
    const decision = decideOn(state, anObservationOf(state, {}, overrides));
    expect(placeOf(decision.state)).toBe('OnSecondary 0/100 off');
    expect(decision.entries).toContainEqual(
      expect.objectContaining({ action: 'switchReleased', because, telling }),
    );
    expect(decision.state.holdSwitch).toEqual({
      position: 'off',
      decidedAtMs: NOW_MS,
      seenAtMs: null,
    });
  });

  it.each([
    ['the change is not everywhere', holdingState({ holdSwitch: carried(NOW_MS).holdSwitch }), {}],
    [
      'the records cannot be read again',
      carried(NOW_MS - MINUTE),
      { records: unknown('AccessDenied') },
    ],
    ['it has not been seen on yet', carried(null), { holdWitness: OFF }],
    [
      'it has had a moment less than five minutes',
      carried(null, SWITCH_PATIENCE_MS - 1),
      { holdWitness: OFF },
    ],
    ['the secondary is unknown', holdingState(), { secondary: aSeenSide('unknown') }],
  ] as const)('stays on while %s', (_, state, overrides) => {
    const { holdSwitch } = decideOn(state, anObservationOf(state, {}, overrides)).state;
    expect(holdSwitch.position).toBe('on');
  });

  it('tells how long it took to show, and how long it was on', () => {
    const decision = decideOn(carried(NOW_MS - MINUTE));
    const released = decision.entries.find(({ action }) => action === 'switchReleased');
    expect(released?.facts).toEqual({ onForMs: 2 * MINUTE, shownAfterMs: MINUTE });
  });

  it('is let go under weights that a person adopted, since they carry as they are', () => {
    const records = insync({ primary: 50, secondary: 50 }, 2, MINUTE);
    const { state } = decideOn({ ...carried(NOW_MS - MINUTE), records });
    expect(placeOf(state)).toBe('OnSecondary 50/50 off');
  });

  it('once off is not turned on again by what is seen', () => {
    const state = heldState();
    const { holdSwitch } = decideOn(state, anObservationOf(state, { primary: 'unhealthy' })).state;
    expect(holdSwitch).toEqual(state.holdSwitch);
  });
});
