import { describe, expect, it } from '@jest/globals';
import type { SeenRecords } from '../../src/core/observation.ts';
import { known } from '../../src/core/reading.ts';
import { AT_REST, HELD, type ServiceState } from '../../src/core/state.ts';
import { aCommand, answerTo, decideOn, placeOf, told } from '../builders/decision.ts';
import { anObservationOf, seenRecords } from '../builders/observation.ts';
import { aState, heldState, NOW_MS, returningState, unheldState } from '../builders/state.ts';

const HALF = { primary: 50, secondary: 50 };
const STRANGER = { generation: 77, version: 900, weights: AT_REST };
const TROUBLE = {
  faults: ['shop.example.com A secondary is missing', 'names have different weights'],
};

function acknowledged(state: ServiceState, records: Partial<SeenRecords>) {
  const seen = anObservationOf(state, {}, { records: known(seenRecords(records)) });
  return decideOn(state, seen, { command: aCommand('acknowledge') });
}

describe('Records that a person adopts', () => {
  it('are intended from this very decision on, as if it had made them', () => {
    const { state } = acknowledged(heldState(), { weights: HALF, fence: STRANGER });
    expect(state.records).toEqual({
      weights: HALF,
      before: HALF,
      generation: 78,
      decidedAtVersion: state.version,
      decidedAtMs: NOW_MS,
      progress: { status: 'wanted' },
    });
  });

  it('at rest change nothing else of a service that is at rest', () => {
    const state = aState();
    const decision = acknowledged(state, { fence: STRANGER });
    expect(decision.state).toMatchObject({ phase: 'OnPrimary', holdSwitch: state.holdSwitch });
    expect(told(decision)).not.toContain('incidentClosed: returnedByHand');
  });

  it('at rest leave an incident open that was never held: its end is not by hand', () => {
    const decision = acknowledged(unheldState(), { fence: STRANGER });
    expect(decision.state.incident?.id).toBe('shop-20261124-130500');
    expect(placeOf(decision.state)).toBe('OnPrimary 100/0 off');
  });

  it('back to rest let the switch go from now on', () => {
    const { state } = acknowledged(heldState(), { weights: AT_REST, fence: STRANGER });
    expect(state.holdSwitch).toEqual({ position: 'off', decidedAtMs: NOW_MS, seenAtMs: null });
  });

  it.each(['failback', 'abort'] as const)('back to rest leave a %s nothing to do', (kind) => {
    const state = returningState(1);
    const seen = anObservationOf(state, {}, { records: known(seenRecords({ fence: STRANGER })) });
    expect(answerTo(decideOn(state, seen, { command: aCommand(kind) }))).toBe(
      'done: recordsAtRest',
    );
  });

  it('or not, a planned failover goes on with the incident that is open', () => {
    const decision = decideOn(unheldState(), undefined, { command: aCommand('failover') });
    expect(placeOf(decision.state)).toBe('OnSecondary 0/100 on');
    expect(decision.state.incident?.id).toBe('shop-20261124-130500');
  });

  it('away from rest belong to the incident that is open already', () => {
    const decision = acknowledged(unheldState(), { weights: HELD });
    expect(placeOf(decision.state)).toBe('OnSecondary 0/100 off');
    expect(decision.state.incident?.id).toBe('shop-20261124-130500');
    expect(told(decision)).not.toContain('incidentOpened: movedByHand');
  });

  it('in the middle of a failback leave it under way', () => {
    const { state } = acknowledged(returningState(1), {
      weights: { primary: 30, secondary: 70 },
      fence: { ...STRANGER, generation: 3 },
    });
    expect(placeOf(state)).toBe('Returning 30/70 off');
  });
});

describe('Records that cannot be adopted', () => {
  it.each([
    ['failover', aState()],
    ['failback', heldState()],
    ['acknowledge', heldState()],
  ] as const)('refuse a %s, which says what is wrong with them', (kind, state) => {
    const seen = anObservationOf(state, {}, { records: known(seenRecords(TROUBLE)) });
    const decision = decideOn(state, seen, { command: aCommand(kind) });
    expect(answerTo(decision)).toBe('refused: recordsIrregular');
    expect(decision.answer?.facts).toEqual({ detail: TROUBLE.faults.join('; ') });
    expect(decision.state.records).toBe(state.records);
  });
});
