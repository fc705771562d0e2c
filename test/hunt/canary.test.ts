import { describe, expect, it } from '@jest/globals';
import { bugNamed } from '../../hunt/planted/bugs.ts';
import { huntInProcess } from '../../hunt/planted/worker-process.ts';

/** A short day in which each of these is found; without it nothing is. */
const CANARIES = ['upsert-without-fence', 'weights-both-zero', 'bake-before-insync'].map(bugNamed);
const DAY = { fromSeed: 1, seeds: 1, hours: 4 } as const;

describe('the hunt', () => {
  it('finds nothing in the sources as they are', async () => {
    const { seeds, violations } = await huntInProcess({ bug: null, ...DAY, stopAt: [] });
    expect(seeds).toBe(DAY.seeds);
    expect(violations).toEqual([]);
  }, 30_000);

  it.each(CANARIES.map((bug) => [bug.name, bug] as const))(
    'turns red when a bug is planted: %s',
    async (bug, { breaks }) => {
      const { violations } = await huntInProcess({ bug, ...DAY, stopAt: breaks });
      expect(violations.map(({ invariant }) => invariant)).toEqual(
        expect.arrayContaining([expect.stringMatching(`^(${breaks.join('|')})$`)]),
      );
    },
    30_000,
  );
});
