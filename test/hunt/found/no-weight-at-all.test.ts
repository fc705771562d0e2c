/** Found by the hunt, seed 4975: records that somebody had left without any weight were adopted, and written again so. */
import { expect, it } from '@jest/globals';
import { aService } from '../../builders/configuration.ts';
import { aWorldWith } from '../../reconcile/scene.ts';

it('never writes records that have no weight at all', async () => {
  const scene = await aWorldWith([aService()]);
  scene.editWeights({ primary: 0, secondary: 0 });
  await scene.ticks(2);
  const changes = scene.calls('route53:ChangeResourceRecordSets');
  expect(await scene.command('acknowledge')).toMatchObject({ because: 'recordsIrregular' });
  await scene.ticks(3);
  expect(scene.calls('route53:ChangeResourceRecordSets')).toBe(changes);
  expect((await scene.state()).conditions).toHaveProperty('drift');
});
