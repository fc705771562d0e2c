import { describe, expect, it } from '@jest/globals';
import { FUNCTION_TIMEOUT_MS } from '../../src/core/limits.ts';
import type { Observation, SeenChangeStatus, SeenFence } from '../../src/core/observation.ts';
import { known, unknown } from '../../src/core/reading.ts';
import { AT_REST, HELD, type RecordIntent, type ServiceState } from '../../src/core/state.ts';
import { aCommand, decideOn, told } from '../builders/decision.ts';
import { anObservationOf, seenRecords } from '../builders/observation.ts';
import { holdingState, insync, MINUTE, NOW_MS, returningState, wanted } from '../builders/state.ts';

const submitted = holdingState();

function seen(state: ServiceState, change: Observation['change'], fence?: SeenFence) {
  const records = fence && { records: known(seenRecords({ weights: fence.weights, fence })) };
  return anObservationOf(state, { primary: 'unhealthy' }, { change, ...records });
}

function recordsAfter(state: ServiceState, observation: Observation): RecordIntent | null {
  return decideOn(state, observation).state.records;
}

describe('A change under way', () => {
  it('is everywhere once Route 53 says INSYNC, and counts from when that was seen', () => {
    const after = recordsAfter(submitted, seen(submitted, known('INSYNC')));
    expect(after).toEqual({ ...submitted.records, progress: { status: 'insync', atMs: NOW_MS } });
  });

  it.each([
    ['PENDING', known<SeenChangeStatus>('PENDING')],
    ['unknown', unknown('throttled')],
  ])('is waited for while it is %s', (_, change) => {
    expect(recordsAfter(submitted, seen(submitted, change))).toEqual(submitted.records);
  });

  it('whose id Route 53 has forgotten is made once more, under the next generation', () => {
    const decision = decideOn(submitted, seen(submitted, known('NoSuchChange')));
    expect(told(decision)).toContain('changeRepeated: changeIdLost');
    expect(decision.state.records).toMatchObject({
      weights: HELD,
      before: HELD,
      generation: 2,
      decidedAtVersion: decision.state.version,
      progress: { status: 'wanted' },
    });
  });

  it('is not made again for records that drifted, or that cannot be read', () => {
    const fence = { generation: 1, version: 40, weights: { primary: 7, secondary: 250 } };
    const drifted = seen(submitted, known('NoSuchChange'), fence);
    const unread = { ...drifted, records: unknown('AccessDenied') };
    for (const sight of [drifted, unread]) {
      expect(recordsAfter(submitted, sight)).toEqual(submitted.records);
    }
  });
});

describe('A wish whose answer was lost', () => {
  const fence = { generation: 1, version: 40, weights: HELD };

  it.each([
    ['is left alone as long as the pass that saved it may live', FUNCTION_TIMEOUT_MS - 1, 1],
    ['is made once more when that pass must be dead', FUNCTION_TIMEOUT_MS, 2],
  ])('%s', (_, ageMs, generation) => {
    const state = holdingState({ records: wanted(HELD, AT_REST, 1, ageMs) });
    const after = recordsAfter(state, seen(state, unknown('none'), fence));
    expect(after?.generation).toBe(generation);
  });

  it('is made once more at once when an older decision of ours has landed in its place', () => {
    const older = { generation: 1, version: 39, weights: AT_REST };
    const state = holdingState({ records: wanted(HELD, AT_REST, 1) });
    const decision = decideOn(state, seen(state, unknown('none'), older));
    expect(told(decision)).toContain('changeRepeated: superseded');
    expect(decision.state.records).toMatchObject({ weights: HELD, before: AT_REST, generation: 2 });
  });
});

describe('Wanting other weights', () => {
  const command = aCommand('abort');

  it('takes the next generation after a change that was sent', () => {
    const { records } = decideOn(returningState(1), undefined, { command }).state;
    const before = { primary: 50, secondary: 50 };
    expect(records).toMatchObject({ weights: HELD, before, generation: 4 });
  });

  it('takes over the generation of a change that never landed', () => {
    const step = wanted({ primary: 50, secondary: 50 }, { primary: 10, secondary: 90 }, 3);
    const { records } = decideOn(returningState(1, { records: step }), undefined, {
      command,
    }).state;
    const before = { primary: 10, secondary: 90 };
    expect(records).toMatchObject({ weights: HELD, before, generation: 3 });
  });

  it('that are wanted already changes nothing', () => {
    const records = insync(HELD, 4, MINUTE);
    const state = returningState(0, { records });
    expect(decideOn(state, undefined, { command }).state.records).toBe(records);
  });
});
