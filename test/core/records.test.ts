import { describe, expect, it } from '@jest/globals';
import type { SeenFence, SeenRecords } from '../../src/core/observation.ts';
import { known, unknown } from '../../src/core/reading.ts';
import { judgeRecords } from '../../src/core/records.ts';
import { AT_REST, HELD, type RecordIntent } from '../../src/core/state.ts';
import { aService } from '../builders/configuration.ts';
import { seenRecords } from '../builders/observation.ts';
import { aState, insync, wanted } from '../builders/state.ts';

const SUBMITTED = { status: 'submitted', changeId: 'C1' } as const;
const HALF = { primary: 50, secondary: 50 };

/** Decided at version 40, the state's own. */
function fence(generation: number, version: number | null = 40, weights = HELD): SeenFence {
  return { generation, version, weights: version === null ? null : weights };
}

function verdict(records: RecordIntent | null, seen: Partial<SeenRecords>) {
  return judgeRecords(aState({ records }), known(seenRecords(seen)));
}

describe('Records', () => {
  const atRest = aState().records;
  const intent = insync(HELD, 4, 60_000);
  const submitted = { ...wanted(HELD, AT_REST, 4), progress: SUBMITTED };

  it.each([
    ['as deployed, without a fence', atRest, {}],
    ['of the generation that was settled', intent, { weights: HELD, fence: fence(4) }],
    ['of the change under way', submitted, { weights: HELD, fence: fence(4) }],
  ])('%s are as intended', (_, records, seen) => {
    expect(verdict(records, seen)).toEqual({ kind: 'asIntended' });
  });

  it.each([
    ['first', wanted(HELD, AT_REST, 1), {}],
    ['fourth', wanted(HELD, HALF, 4), { weights: HALF, fence: fence(3, 33, HALF) }],
  ])('are not there yet before the %s change lands', (_, records, seen) => {
    expect(verdict(records, seen)).toEqual({ kind: 'notYet' });
  });

  it('have landed unseen when the fence names the decision whose answer was lost', () => {
    const seen = { weights: HELD, fence: fence(4, 40) };
    expect(verdict(wanted(HELD, AT_REST, 4), seen)).toEqual({ kind: 'landedUnseen' });
  });

  it('are superseded when an older decision of ours took the generation', () => {
    const seen = { weights: HALF, fence: fence(4, 39, HALF) };
    expect(verdict(wanted(HELD, AT_REST, 4), seen)).toEqual({ kind: 'superseded' });
  });

  it.each([
    ['settled', atRest, { weights: { primary: 7, secondary: 250 } }, '7/250', '100/0'],
    ['a change is under way', submitted, { weights: HALF, fence: fence(4) }, '50/50', '0/100'],
    ['a change is wanted', wanted(HELD, AT_REST, 1), { weights: HALF }, '50/50', '100/0'],
    [
      'a change landed unseen',
      wanted(HELD, AT_REST, 1),
      { weights: HALF, fence: fence(1) },
      '50/50',
      '0/100',
    ],
    [
      'superseded',
      wanted(HELD, AT_REST, 1),
      { weights: HALF, fence: fence(1, 39) },
      '50/50',
      '0/100',
    ],
    ['weights cannot be told', atRest, { weights: null }, 'unreadable', '100/0'],
  ])('drift when %s and somebody sets other weights', (_, records, seen, are, set) => {
    const detail = `weights are ${are}, last set to ${set}`;
    expect(verdict(records, seen)).toEqual({ kind: 'drift', detail });
  });

  it('drift when a record set is at fault, even if the weights are right', () => {
    const faults = ['shop.example.com A primary is missing', 'names have different weights'];
    expect(verdict(atRest, { faults })).toEqual({
      kind: 'drift',
      detail: 'shop.example.com A primary is missing; names have different weights',
    });
  });

  it.each([
    ['a generation ahead of the settled one', intent, fence(5), 5],
    ['generations far ahead', atRest, fence(42), 42],
    ['a generation two behind the wanted one', wanted(HELD, AT_REST, 4), fence(2), 2],
    ['a generation two behind the settled one', intent, fence(2), 2],
    ['no fence although four changes were made', intent, null, 0],
    ['the wanted generation, by a version yet to come', wanted(HELD, AT_REST, 4), fence(4, 41), 4],
    [
      'the wanted generation, in words that are not ours',
      wanted(HELD, AT_REST, 4),
      fence(4, null),
      4,
    ],
  ])('belong to another state when the zone has %s', (_, records, seenFence, seen) => {
    expect(verdict(records, { weights: HELD, fence: seenFence })).toEqual({
      kind: 'foreign',
      seen,
    });
  });

  it.each([
    ['settled', intent],
    ['submitted', submitted],
  ])('are unknown when the list is older than the %s change', (_, records) => {
    const { kind } = verdict(records, { weights: AT_REST, fence: fence(3) });
    expect(kind).toBe('unknown');
  });

  it('are unknown when they could not be read', () => {
    const seen = judgeRecords(aState(), unknown('AccessDenied'));
    expect(seen).toEqual({ kind: 'unknown', why: 'AccessDenied' });
  });

  it('of failover routing never change, so that only a fault of theirs is drift', () => {
    const failover = aState({}, aService({ routing: 'failover' }));
    const whole = judgeRecords(failover, known(seenRecords({ weights: null })));
    const broken = judgeRecords(failover, known(seenRecords({ weights: null, faults: ['gone'] })));
    expect(whole).toEqual({ kind: 'asIntended' });
    expect(broken).toEqual({ kind: 'drift', detail: 'gone' });
  });
});
