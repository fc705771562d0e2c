import { describe, expect, it } from '@jest/globals';
import { known } from '../../src/core/reading.ts';
import { judgeRecords } from '../../src/core/records.ts';
import { AT_REST, HELD, type ServiceState, type Weights } from '../../src/core/state.ts';
import { aService } from '../builders/configuration.ts';
import { aCommand, answerTo, decideOn, placeOf, told } from '../builders/decision.ts';
import { anObservationOf, aSeenSide, seenRecords } from '../builders/observation.ts';
import {
  aState,
  heldState,
  holdingState,
  insync,
  MINUTE,
  NOW_MS,
  returningState,
} from '../builders/state.ts';

const HALF = { primary: 50, secondary: 50 };

/** Somebody has set other weights by hand, under the newest fence of ours. */
function byHand(state: ServiceState, weights: Weights, overrides = {}) {
  const { records } = anObservationOf(state);
  const fence = records.known ? records.value.fence : null;
  const drifted = { records: known(seenRecords({ weights, fence })) };
  return anObservationOf(state, {}, { ...drifted, ...overrides });
}

describe('Records that drifted', () => {
  it.each([
    ['at rest', aState(), HALF],
    ['held', heldState(), HALF],
    ['returning', returningState(1), { primary: 30, secondary: 70 }],
  ])('are left as they are, %s, and people are paged', (_, state, weights) => {
    const decision = decideOn(state, byHand(state, weights));
    expect(decision.state.records).toBe(state.records);
    expect(decision.entries).toContainEqual(
      expect.objectContaining({ action: 'conditionBegan', because: 'drift', telling: 'page' }),
    );
  });

  it.each([
    ['failover', aState(), HALF, 'OnSecondary 0/100 on'],
    ['failback', heldState(), { primary: 20, secondary: 80 }, 'Returning 50/50 off'],
    ['failback', returningState(0), { primary: 30, secondary: 70 }, 'Returning 50/50 off'],
    ['abort', returningState(1), { primary: 30, secondary: 70 }, 'OnSecondary 0/100 on'],
    ['acknowledge', heldState(), HALF, 'OnSecondary 50/50 off'],
  ] as const)(
    'are adopted by the next %s, whose change can then be made',
    (kind, state, weights, place) => {
      const observation = byHand(state, weights);
      const decision = decideOn(state, observation, { command: aCommand(kind) });
      expect(told(decision)).toContain('recordsAdopted: drift');
      expect(told(decision)).not.toContain('stageWaiting: drift');
      expect(placeOf(decision.state)).toBe(place);
      expect(judgeRecords(decision.state, observation.records)).toEqual({ kind: 'notYet' });
    },
  );

  it('are sent once more as they are, since nobody knows when they are everywhere', () => {
    const state = heldState();
    const decision = decideOn(state, byHand(state, HALF), { command: aCommand('acknowledge') });
    expect(decision.state.records).toMatchObject({
      weights: HALF,
      before: HALF,
      generation: 2,
      progress: { status: 'wanted' },
    });
    const after = anObservationOf(decision.state);
    expect(told(decideOn(decision.state, after, { nowMs: NOW_MS + MINUTE }))).toContain(
      'conditionEnded: drift',
    );
  });

  it('are adopted without any change in observe mode', () => {
    const service = aService({ mode: 'observe' });
    const state = heldState({}, service);
    const decision = decideOn(state, byHand(state, HALF), {
      service,
      command: aCommand('acknowledge'),
    });
    expect(decision.state.records).toMatchObject({
      weights: HALF,
      generation: 1,
      progress: { status: 'insync', atMs: NOW_MS },
    });
  });

  it('by another state’s changes are adopted with their generation', () => {
    const fence = { generation: 77, version: 900, weights: HELD };
    const state = heldState();
    const foreign = { records: known(seenRecords({ weights: HELD, fence })) };
    const seen = anObservationOf(state, {}, foreign);
    const { state: after } = decideOn(state, seen, { command: aCommand('failback') });
    expect(after.records).toMatchObject({
      weights: { primary: 10, secondary: 90 },
      generation: 78,
    });
  });

  it.each(['failback', 'abort', 'acknowledge'] as const)(
    'to rest, close the incident with the next %s',
    (kind) => {
      const state = returningState(1);
      const decision = decideOn(state, byHand(state, AT_REST), { command: aCommand(kind) });
      expect(answerTo(decision)).toMatch(/^done: /);
      expect(told(decision)).toContain('incidentClosed: returnedByHand');
      expect(placeOf(decision.state)).toBe('OnPrimary 100/0 off');
      expect(decision.state.failback).toBeNull();
    },
  );

  it('away from rest, open an incident when adopted, since traffic was moved by hand', () => {
    const state = aState();
    const decision = decideOn(state, byHand(state, HELD), { command: aCommand('acknowledge') });
    expect(told(decision)).toContain('incidentOpened: movedByHand');
    expect(placeOf(decision.state)).toBe('OnSecondary 0/100 off');
    expect(decision.state.incident?.kind).toBe('planned');
  });

  describe('to 0/100, where the secondary is the last resort', () => {
    const service = aService({ lastResort: 'secondary' });
    const adopt = (overrides: Parameters<typeof byHand>[2], circumstances = {}) =>
      decideOn(aState({}, service), byHand(aState({}, service), HELD, overrides), {
        service,
        command: aCommand('acknowledge'),
        ...circumstances,
      }).state;

    it('are held with the switch on', () => {
      expect(placeOf(adopt({}))).toBe('OnSecondary 0/100 on');
    });

    it('leave the switch alone in observe mode', () => {
      const observed = { service: { ...service, mode: 'observe' as const } };
      expect(placeOf(adopt({}, observed))).toBe('OnSecondary 0/100 off');
    });

    it('wait for a healthy secondary, and are held when acknowledged again', () => {
      const state = adopt({ secondary: aSeenSide('unhealthy') });
      expect(placeOf(state)).toBe('OnSecondary 0/100 off');
      const later = { service, command: aCommand('acknowledge', { id: 'another-command' }) };
      const again = decideOn(state, anObservationOf(state), later);
      expect(placeOf(again.state)).toBe('OnSecondary 0/100 on');
      const onceMore = decideOn(again.state, anObservationOf(again.state), {
        service,
        command: aCommand('acknowledge', { id: 'a-third-command' }),
      });
      expect(answerTo(onceMore)).toBe('nothingToDo: nothingToAcknowledge');
    });
  });

  it.each(['failover', 'failback', 'acknowledge'] as const)(
    'are not adopted by a %s where no side has any weight, which Route 53 answers with both alike',
    (kind) => {
      const state = kind === 'failover' ? aState() : heldState();
      const nothing = byHand(state, { primary: 0, secondary: 0 });
      const decision = decideOn(state, nothing, { command: aCommand(kind) });
      expect(answerTo(decision)).toBe('refused: recordsIrregular');
      expect(decision.answer?.facts.detail).toContain('weights are 0/0');
      expect(decision.state.records).toBe(state.records);
    },
  );

  it('are not adopted while a record set is at fault, nor by a refusal', () => {
    const state = heldState();
    const faulty = { records: known(seenRecords({ weights: HALF, faults: ['one is missing'] })) };
    const broken = decideOn(state, anObservationOf(state, {}, faulty), {
      command: aCommand('acknowledge'),
    });
    expect(broken.state.records).toBe(state.records);
    const refused = decideOn(state, byHand(state, HALF, { primary: aSeenSide('unhealthy') }), {
      command: aCommand('failback'),
    });
    expect(refused.answer?.outcome).toBe('refused');
    expect(refused.state.records).toBe(state.records);
  });

  it('during a hold, once adopted, do not leave the service in a crossing for ever', () => {
    const holding = holdingState({ records: insync(HELD, 1, MINUTE) });
    const { state: adopted } = decideOn(holding, byHand(holding, HALF), {
      command: aCommand('acknowledge'),
    });
    const afterwards = (records: ServiceState['records']) => {
      const state = { ...adopted, records };
      const shown = anObservationOf(state, {}, { holdWitness: known('on') });
      return placeOf(decideOn(state, shown, { nowMs: NOW_MS + MINUTE }).state);
    };
    expect(afterwards(adopted.records)).toBe('OnSecondary 50/50 on');
    expect(afterwards(insync(HALF, 2, 0))).toBe('OnSecondary 50/50 off');
  });

  it('beyond 100 are still brought to rest by a failback', () => {
    const state = heldState();
    const odd = byHand(state, { primary: 200, secondary: 50 });
    const { state: after } = decideOn(state, odd, { command: aCommand('failback') });
    expect(placeOf(after)).toBe('Returning 100/0 off');
  });

  it('keep the hold of an abort waiting until they are adopted', () => {
    const state = heldState({ records: insync(HALF, 3, MINUTE), delayedHold: 'abort' });
    const drifted = byHand(state, { primary: 70, secondary: 30 });
    expect(decideOn(state, drifted).state.delayedHold).toBe('abort');
    const { state: after } = decideOn(state, drifted, { command: aCommand('acknowledge') });
    expect(placeOf(after)).toBe('OnSecondary 0/100 on');
  });
});
