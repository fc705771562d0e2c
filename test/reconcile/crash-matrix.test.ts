import { describe, expect, it } from '@jest/globals';
import type { Action } from '../../src/core/entry.ts';
import { cutEverywhere, cutPoints, tellStory } from './crash-matrix.ts';
import { STORIES_AWAY, STORIES_BACK } from './crash-stories.ts';

describe('a pass that is cut off at any call, on the way to the secondary and while there', () => {
  it.each(STORIES_AWAY)(
    'is made good by the passes that follow: $name',
    async (story) => {
      const { whole, faults } = await cutEverywhere(story);
      expect(whole.end).toMatchObject({ wrongCopies: [], doubled: 0, repeated: 0 });
      expect(faults).toEqual([]);
    },
    20_000,
  );
});

/** Whatever moves, holds or releases traffic, opens or closes an incident, or waits. */
const TRANSITIONS: readonly Action[] = [
  ...(['incidentOpened', 'notHeld', 'flapped', 'incidentClosed', 'holdBegun', 'held'] as const),
  ...(['switchReleased', 'failbackPossible', 'failbackStarted', 'stageBegun'] as const),
  ...([
    'stageWaiting',
    'stageResumed',
    'failbackDone',
    'relapsed',
    'aborted',
    'moveWaits',
  ] as const),
  ...(['conditionBegan', 'conditionEnded', 'recordsAdopted', 'paused', 'pauseEnded'] as const),
];

describe('the stories', () => {
  it('contain every transition, and 1,300 pairs of a call and a way to be cut off, or more', async () => {
    const told = await Promise.all(
      [...STORIES_AWAY, ...STORIES_BACK].map((story) => tellStory(story)),
    );
    const passes = told.flatMap((one) => one.passes);
    const points = told.flatMap((one) => cutPoints(one.passes));
    const actions = new Set(passes.flatMap((pass) => pass.actions));
    expect(TRANSITIONS.filter((action) => !actions.has(action))).toEqual([]);
    expect(new Set(points.map((point) => point.name))).toEqual(
      new Set(passes.flatMap(({ calls }) => calls)),
    );
    expect(points.length).toBeGreaterThanOrEqual(1300);
  });
});
