import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type CountedAct, limit } from '../../src/core/limit.ts';

const NOW_MS = 10_000_000;
const BRAKE = { acts: 2, windowMs: 3_600_000 };

function act(
  service: string,
  primaryRegion = 'tokyo',
  towards: CountedAct['towards'] = 'secondary',
  ageMs = 0,
): CountedAct {
  return { service, primaryRegion, towards, atMs: NOW_MS - ageMs };
}

function restrained(wanted: CountedAct[], recent: CountedAct[] = [], brake = BRAKE) {
  return [...limit(wanted, recent, brake, NOW_MS)];
}

describe('The rate brake', () => {
  it('lets as many acts begin as it allows, in the order given', () => {
    const wanted = [act('a', 'tokyo'), act('b', 'osaka'), act('c', 'oregon'), act('d', 'ohio')];
    expect(restrained(wanted)).toEqual(['c', 'd']);
    expect(restrained(wanted.toReversed())).toEqual(['b', 'a']);
  });

  it('counts a whole Region that fails as one act', () => {
    const wanted = Array.from({ length: 50 }, (_, at) => act(`service-${at}`));
    expect(restrained(wanted, [], { ...BRAKE, acts: 1 })).toEqual([]);
  });

  it('counts the two directions of one Region apart', () => {
    const wanted = [act('a'), act('b', 'tokyo', 'primary'), act('c', 'osaka')];
    expect(restrained(wanted)).toEqual(['c']);
  });

  it('counts each repeat by the same service', () => {
    const recent = [act('a', 'tokyo', 'secondary', 60_000), act('a', 'tokyo', 'secondary', 50_000)];
    expect(restrained([act('a')], recent)).toEqual(['a']);
  });

  it('counts the others of the Region with the one that repeats most', () => {
    const recent = [act('a', 'tokyo', 'secondary', 60_000), act('a', 'tokyo', 'secondary', 50_000)];
    expect(restrained([act('b')], recent)).toEqual([]);
  });

  it.each([
    ['begun within the window', BRAKE.windowMs - 1, ['c']],
    ['that is just a window old', BRAKE.windowMs, []],
  ])('counts an act %s: %j', (_, ageMs, expected) => {
    const recent = [act('a', 'osaka', 'secondary', ageMs), act('b', 'ohio', 'secondary', 0)];
    expect(restrained([act('c')], recent)).toEqual(expected);
  });

  it('does not let a restrained act stand in the way of one that costs nothing more', () => {
    const recent = [act('x', 'osaka'), act('y', 'ohio')];
    expect(restrained([act('a', 'tokyo'), act('b', 'osaka')], recent)).toEqual(['a']);
  });

  it('that allows nothing restrains everything', () => {
    expect(restrained([act('a'), act('b')], [], { ...BRAKE, acts: 0 })).toEqual(['a', 'b']);
  });

  it('only ever takes away, and never more the more it allows', () => {
    const acts = fc.array(
      fc.record({
        service: fc.constantFrom<string>('a', 'b', 'c', 'd'),
        primaryRegion: fc.constantFrom('tokyo', 'osaka'),
        towards: fc.constantFrom<CountedAct['towards']>('primary', 'secondary'),
        atMs: fc.integer({ min: NOW_MS - 2 * BRAKE.windowMs, max: NOW_MS }),
      }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(acts, acts, fc.nat(6), (wanted, recent, allowed) => {
        const held = restrained(wanted, recent, { ...BRAKE, acts: allowed });
        const asked = new Set(wanted.map(({ service }) => service));
        expect(held.every((service) => asked.has(service))).toBe(true);
        expect(restrained(wanted, recent, { ...BRAKE, acts: 100 })).toEqual([]);
      }),
    );
  });
});
