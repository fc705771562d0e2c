/** Found by the hunt, seed 1373: whoever had moved traffic by hand could never come back by a failback. */
import { expect, it } from '@jest/globals';
import { aFailbackPolicy, aService } from '../../builders/configuration.ts';
import { aWorldWith, MINUTE } from '../../reconcile/scene.ts';

it('lets people come back from adopted records where the secondary is the last resort', async () => {
  const failback = aFailbackPolicy({ bakeMs: MINUTE, stableForMs: 2 * MINUTE, stages: [100] });
  const scene = await aWorldWith([aService({ lastResort: 'secondary', failback })]);
  scene.editWeights({ primary: 50, secondary: 50 });
  await scene.ticks(2);
  expect(await scene.command('acknowledge')).toMatchObject({ outcome: 'done' });
  await scene.ticks(4);
  expect((await scene.state()).phase).toBe('OnSecondary');

  expect(await scene.command('failback')).toMatchObject({ because: 'failbackStarted' });
  await scene.ticks(6);
  expect((await scene.state()).phase).toBe('OnPrimary');
  expect(scene.shares()).toEqual({ primary: 1, secondary: 0 });
});
