import { describe, expect, it } from '@jest/globals';
import { chanceFor } from '../../src/world/random.ts';

const draws = (seed: number, purpose: string) => {
  const chance = chanceFor(seed, purpose);
  return Array.from({ length: 5 }, () => chance.whole({ min: 0, max: 1_000_000 }));
};

describe('chance', () => {
  it('is the same for the same seed and purpose, and another for any other', () => {
    expect(draws(1, 'events')).toEqual(draws(1, 'events'));
    expect(draws(1, 'events')).not.toEqual(draws(2, 'events'));
    expect(draws(1, 'events')).not.toEqual(draws(1, 'changes'));
  });

  it('reaches both ends of a range and nothing beyond', () => {
    const chance = chanceFor(1, 'dice');
    const seen = new Set(Array.from({ length: 200 }, () => chance.whole({ min: 1, max: 6 })));
    expect([...seen].sort()).toEqual([1, 2, 3, 4, 5, 6]);
  });
});
