/** Found by the hunt, seeds 1192 and 1495: a thawed pass dated what it saw back to its beginning, and no stage baked. */
import { expect, it } from '@jest/globals';
import { aWorldWith, MINUTE } from '../../reconcile/scene.ts';

it('decides nothing when it stood still while it looked', async () => {
  const scene = await aWorldWith();
  await scene.command('failover');
  const thaw = await scene.freeze('stateStore.load');
  scene.advance(2 * MINUTE);
  const pass = await thaw();

  expect(pass.faults.map(({ doing }) => doing)).toEqual(['deciding']);
  expect(pass.decisions.size).toBe(0);
  expect((await scene.state()).records?.progress.status).toBe('submitted');
});

it('counts a stage from when it was seen everywhere', async () => {
  const scene = await aWorldWith();
  await scene.command('failover');
  scene.advance(2 * MINUTE);
  const seenAtMs = scene.world.nowMs;
  await scene.pass();

  expect((await scene.state()).records?.progress).toEqual({ status: 'insync', atMs: seenAtMs });
});
