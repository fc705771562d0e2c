/** Found by the hunt, seed 3471: what a pass with a clock an hour ahead left behind waited for that hour. */
import { expect, it } from '@jest/globals';
import { reconcile } from '../../../src/reconcile/reconcile.ts';
import { CallSeam, treatFirst } from '../../reconcile/call-seam.ts';
import { aWorldWith, MINUTE } from '../../reconcile/scene.ts';

it('takes over at the next tick what a dead pass with a clock far ahead had begun', async () => {
  const scene = await aWorldWith();
  const { world } = scene;
  const ahead = { ...world.ports(), clock: { nowMs: () => world.nowMs + 60 * MINUTE } };
  const seam = new CallSeam(ahead, treatFirst('records.change', 'cutBefore'));
  void reconcile(scene.configuration, seam.ports, scene.aCommand('failover'));
  await scene.turn();
  expect(seam.wasCut).toBe(true);
  expect((await scene.state()).records?.progress.status).toBe('wanted');

  await scene.tick();
  expect(scene.weights()).toEqual({ primary: 0, secondary: 100 });
  expect(scene.inbox.map(({ attributes }) => attributes.action)).toContain('holdBegun');
});
