import { describe, expect, it } from '@jest/globals';
import { limit } from '../../src/core/limit.ts';
import { fenceGeneration } from '../../src/core/names.ts';
import { fenceValue, indexZone, readRecords } from '../../src/core/read-records.ts';
import { known } from '../../src/core/reading.ts';
import { judgeRecords } from '../../src/core/records.ts';
import { AT_REST, HELD, sameWeights } from '../../src/core/state.ts';
import { aService } from '../builders/configuration.ts';
import { seenRecords } from '../builders/observation.ts';
import { aState, NOW_MS, wanted } from '../builders/state.ts';
import { fenceSet, recordSetsOf } from './zone.ts';

const shop = aService({ names: ['shop.example.com'] });
const SUFFIX = '_switchback.shop.example.com';

describe('Weights', () => {
  it('are one pair: a side that has none leaves nothing to be read', () => {
    for (const without of ['primary', 'secondary']) {
      const sets = recordSetsOf(shop).map(({ Weight, ...set }) =>
        set.SetIdentifier === without || Weight === undefined ? set : { ...set, Weight },
      );
      expect(readRecords(shop, indexZone(sets))).toEqual({
        weights: null,
        faults: [`shop.example.com A ${without} has no weight`],
        fence: null,
      });
    }
  });

  it('are not read where records fail over, even if somebody wrote some', () => {
    const service = aService({ ...shop, routing: 'failover' });
    const sets = recordSetsOf(service).map((set) => ({ ...set, Weight: 1 }));
    expect(readRecords(service, indexZone(sets)).weights).toBeNull();
  });

  it.each([
    [AT_REST, { ...AT_REST }, true],
    [AT_REST, { primary: 100, secondary: 1 }, false],
    [AT_REST, { primary: 99, secondary: 0 }, false],
    [AT_REST, null, false],
    [null, AT_REST, false],
    [null, null, true],
  ])('%j and %j are the same: %s', (a, b, same) => {
    expect(sameWeights(a, b)).toBe(same);
  });
});

describe('A fence', () => {
  it.each([`xg000001.${SUFFIX}`, `g000001x.${SUFFIX}`, SUFFIX])('is not %s', (name) => {
    expect(fenceGeneration(shop, name)).toBeUndefined();
  });

  it('under a name that begins like one hides no real one', () => {
    const odd = { ...fenceSet(shop, 1), Name: `xg000009.${SUFFIX}` };
    const sets = [...recordSetsOf(shop), odd, fenceSet(shop, 1)];
    expect(readRecords(shop, indexZone(sets)).fence?.generation).toBe(1);
  });

  it.each([
    [`x${fenceValue(41, HELD)}`, null],
    [`${fenceValue(41, HELD)}x`, null],
    [fenceValue(41, { primary: 255, secondary: 10 }), { primary: 255, secondary: 10 }],
  ])('says in %s: %j', (value, weights) => {
    const sets = [...recordSetsOf(shop), fenceSet(shop, 3, value)];
    expect(readRecords(shop, indexZone(sets)).fence?.weights).toEqual(weights);
  });

  it('without any value counts all the same', () => {
    const empty = { ...fenceSet(shop, 3), ResourceRecords: [] };
    expect(readRecords(shop, indexZone([...recordSetsOf(shop), empty])).fence).toEqual({
      generation: 3,
      version: null,
      weights: null,
    });
  });

  it('of the version that is remembered is ours, of a later one another state’s', () => {
    const records = { ...wanted(HELD, AT_REST, 4), decidedAtVersion: 39 };
    const verdict = (version: number) => {
      const fence = { generation: 4, version, weights: HELD };
      return judgeRecords(aState({ records }), known(seenRecords({ weights: HELD, fence }))).kind;
    };
    expect([40, 41].map(verdict)).toEqual(['superseded', 'foreign']);
  });

  it('behind the one that was sent means that the list is old', () => {
    const records = {
      ...wanted(HELD, AT_REST, 4),
      progress: { status: 'submitted', changeId: 'C' } as const,
    };
    const fence = { generation: 3, version: 30, weights: AT_REST };
    expect(judgeRecords(aState({ records }), known(seenRecords({ fence })))).toEqual({
      kind: 'unknown',
      why: "the zone's list is older than generation 4",
    });
  });
});

describe('The rate brake', () => {
  it('counts the service of a Region that repeats most, not the one that repeats least', () => {
    const act = (service: string) =>
      ({ service, primaryRegion: 'tokyo', towards: 'secondary', atMs: NOW_MS }) as const;
    const brake = { acts: 2, windowMs: 3_600_000 };
    expect([...limit([act('b')], [act('a'), act('a'), act('a')], brake, NOW_MS)]).toEqual(['b']);
  });
});
