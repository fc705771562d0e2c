import { describe, expect, it } from '@jest/globals';
import { cutEverywhere } from './crash-matrix.ts';
import { STORIES_BACK } from './crash-stories.ts';

describe('a pass that is cut off at any call, on the way back', () => {
  it.each(STORIES_BACK)(
    'is made good by the passes that follow: $name',
    async (story) => {
      const { whole, faults } = await cutEverywhere(story);
      expect(whole.end).toMatchObject({ wrongCopies: [], doubled: 0, repeated: 0 });
      expect(faults).toEqual([]);
    },
    20_000,
  );
});
