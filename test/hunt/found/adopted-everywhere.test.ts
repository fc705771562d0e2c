/** Found by the hunt, seeds 6600 and 19585: adopted records counted as everywhere while name servers still had others. */
import { expect, it } from '@jest/globals';
import { HELD } from '../../../src/core/state.ts';
import { aService } from '../../builders/configuration.ts';
import { aWorldWith } from '../../reconcile/scene.ts';

it('calls adopted records INSYNC when a change of its own is', async () => {
  const scene = await aWorldWith([aService()]);
  scene.editWeights(HELD);
  await scene.tick();
  expect(await scene.command('acknowledge')).toMatchObject({ outcome: 'done' });
  expect((await scene.state()).records?.progress.status).not.toBe('insync');

  await scene.ticks(3);
  const { phase, records } = await scene.state();
  expect({ phase, records }).toMatchObject({
    phase: 'OnSecondary',
    records: { weights: HELD, generation: 1, progress: { status: 'insync' } },
  });
  expect(scene.shares()).toEqual({ primary: 0, secondary: 1 });
});
