import { describe, expect, it } from '@jest/globals';
import { inBatches, inParallel } from '../../src/adapters/in-parallel.ts';
import { inTime } from '../../src/adapters/in-time.ts';

describe('many calls', () => {
  it('go in batches, the last one smaller', () => {
    expect(inBatches([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
    expect(inBatches([], 2)).toEqual([]);
  });

  it('are never more at once than allowed, and come back in order', async () => {
    let underWay = 0;
    let most = 0;
    const results = await inParallel([...Array(20).keys()], 3, async (item) => {
      underWay += 1;
      most = Math.max(most, underWay);
      await Promise.resolve();
      underWay -= 1;
      return item * 2;
    });
    expect(most).toBe(3);
    expect(results).toEqual([...Array(20).keys()].map((item) => item * 2));
  });

  it('of which some fail are all over before it is said, with the first failure', async () => {
    const done: number[] = [];
    const work = inParallel([0, 1, 2, 3], 2, async (item) => {
      if (item < 2) throw new Error(`failure ${item}`);
      await Promise.resolve();
      done.push(item);
    });
    await expect(work).rejects.toThrow('failure 0');
    expect(done).toEqual([2, 3]);
  });
});

describe('work without a time-out of its own', () => {
  it('is given up after a while', async () => {
    const { promise: never } = Promise.withResolvers<never>();
    await expect(inTime(never, 5)).rejects.toThrow('not done within 5 ms');
    expect(await inTime(Promise.resolve(7), 1_000)).toBe(7);
  });
});
