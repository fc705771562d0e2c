import { describe, expect, it } from '@jest/globals';
import { ChangeRefused } from '../../src/ports.ts';
import type { Pass } from '../../src/reconcile/reconcile.ts';
import { aFailbackPolicy, aService } from '../builders/configuration.ts';
import { treatFirst } from './call-seam.ts';
import { aWorldWith, MINUTE, type Scene } from './scene.ts';

const HELD = { primary: 0, secondary: 100 };
const AT_REST = { primary: 100, secondary: 0 };
const service = aService({
  failback: aFailbackPolicy({ bakeMs: MINUTE, stableForMs: 2 * MINUTE, stages: [10, 100] }),
});

async function expectRefused(scene: Scene, thaw: () => Promise<Pass>): Promise<void> {
  const before = JSON.stringify(scene.world.records(service.zone.id));
  const { faults } = await thaw();
  expect(faults.map(({ doing, cause }) => [doing, cause instanceof ChangeRefused])).toContainEqual([
    'changing records',
    true,
  ]);
  expect(JSON.stringify(scene.world.records(service.zone.id))).toBe(before);
}

const pagesAbout = (scene: Scene, because: string) =>
  scene.timeline().then((items) =>
    items.filter(({ entry }) => {
      const { action, because: why } = entry as { action: string; because: string };
      return action === 'conditionBegan' && why === because;
    }),
  );

describe('a change that comes late', () => {
  it('cannot hold again what has been given back since', async () => {
    const scene = await aWorldWith([service]);
    scene.breakPrimary();
    scene.advance(MINUTE);
    const thaw = await scene.freeze('records.change');
    await scene.ticks(10);
    scene.mendPrimary();
    await scene.ticks(8);
    await scene.command('failback');
    await scene.ticks(10);
    expect(scene.weights()).toEqual(AT_REST);
    await expectRefused(scene, thaw);
    await scene.ticks(3);
    expect(scene.weights()).toEqual(AT_REST);
  });

  it('cannot give back what an abort has held since', async () => {
    const scene = await aWorldWith([service]);
    await scene.readyToReturn();
    const thaw = await scene.freeze('records.change', scene.aCommand('failback'));
    await scene.tick();
    expect(scene.weights()).toEqual({ primary: 10, secondary: 90 });
    await scene.command('abort');
    expect(scene.weights()).toEqual(HELD);
    await expectRefused(scene, thaw);
    await scene.ticks(5);
    expect(await scene.state()).toMatchObject({ phase: 'OnSecondary' });
    expect(scene.shares()).toEqual({ primary: 0, secondary: 1 });
  });

  it('that lands before the newer one under the same number is put right with the next number', async () => {
    const scene = await aWorldWith([service]);
    await scene.readyToReturn();
    const thawStage = await scene.freeze('records.change', scene.aCommand('failback'));
    const thawAbort = await scene.freeze('records.change', scene.aCommand('abort'));
    await thawStage();
    expect(scene.weights()).toEqual({ primary: 10, secondary: 90 });
    await expectRefused(scene, thawAbort);
    await scene.ticks(6);
    expect(scene.weights()).toEqual(HELD);
    expect(await scene.actions()).toContain('changeRepeated');
    expect(await scene.state()).toMatchObject({ phase: 'OnSecondary', records: { generation: 3 } });
  });
});

describe('an answer that is lost after the change landed', () => {
  it.each(['answerLost', 'cutAfter'] as const)('makes the next ticks converge: %s', async (how) => {
    const scene = await aWorldWith([service]);
    scene.breakPrimary();
    await scene.tick(treatFirst('records.change', how));
    expect(scene.weights()).toEqual(HELD);
    await scene.ticks(8);
    expect(scene.weights()).toEqual(HELD);
    expect(await scene.state()).toMatchObject({
      phase: 'OnSecondary',
      records: { progress: { status: 'insync' }, generation: 2 },
      holdSwitch: { position: 'off' },
    });
    expect(scene.inbox.map(({ attributes }) => attributes.action)).toEqual(['holdBegun']);
  });
});

describe('records edited by hand', () => {
  const edited = { primary: 40, secondary: 60 };

  it.each([
    ['at rest', async () => {}],
    ['while held', async (scene: Scene) => scene.readyToReturn()],
  ] as const)(
    'are left alone, paged once, and adopted at the next command: %s',
    async (_, begin) => {
      const scene = await aWorldWith([service]);
      await begin(scene);
      scene.editWeights(edited);
      const changes = scene.calls('route53:ChangeResourceRecordSets');
      await scene.ticks(20);
      expect(scene.weights()).toEqual(edited);
      expect(await pagesAbout(scene, 'drift')).toHaveLength(1);
      expect(
        scene.inbox.filter(({ attributes }) => attributes.kind === 'page').at(-1)?.attributes,
      ).toMatchObject({ action: 'conditionBegan' });
      expect(scene.calls('route53:ChangeResourceRecordSets')).toBe(changes);
      expect(await scene.command('acknowledge')).toMatchObject({ outcome: 'done' });
      await scene.ticks(3);
      expect(scene.calls('route53:ChangeResourceRecordSets')).toBe(changes + 1);
      expect(scene.weights()).toEqual(edited);
      expect(await scene.state()).toMatchObject({
        phase: 'OnSecondary',
        records: { weights: edited, progress: { status: 'insync' } },
        conditions: {},
      });
    },
  );

  it('are left alone also while a change of ours waits to be sent', async () => {
    const scene = await aWorldWith([service]);
    scene.breakPrimary();
    await scene.tick(treatFirst('records.change', 'error'));
    scene.editWeights(edited);
    await scene.ticks(5);
    expect(scene.weights()).toEqual(edited);
    expect(await pagesAbout(scene, 'drift')).toHaveLength(1);
    expect(await scene.state()).toMatchObject({ holdSwitch: { position: 'on' } });
    expect(scene.shares().secondary).toBe(1);
  });

  it('do not make a hold begin by itself, and a person’s failover adopts them on its way', async () => {
    const scene = await aWorldWith([service]);
    scene.editWeights({ primary: 90, secondary: 10 });
    scene.breakPrimary();
    await scene.ticks(3);
    expect(scene.weights()).toEqual({ primary: 90, secondary: 10 });
    expect(await scene.actions()).toContain('notHeld');
    expect(await scene.command('failover')).toMatchObject({ because: 'holdBegun' });
    expect(scene.weights()).toEqual(HELD);
  });
});

describe('a zone that knows another state’s generations', () => {
  it.each([
    [
      'a table restored to an earlier day',
      (scene: Scene, old: unknown) => scene.world.editState('shop', old),
    ],
    ['a state item that was deleted', (scene: Scene) => scene.world.editState('shop', undefined)],
  ] as const)(
    'freezes the service and pages once, until it is acknowledged: %s',
    async (_, restore) => {
      const scene = await aWorldWith([service]);
      const old = await scene.state();
      await scene.holdAfterFailure();
      restore(scene, old);
      const changes = scene.calls('route53:ChangeResourceRecordSets');
      await scene.ticks(20);
      expect(scene.weights()).toEqual(HELD);
      expect(scene.calls('route53:ChangeResourceRecordSets')).toBe(changes);
      expect(await pagesAbout(scene, 'frozen')).toHaveLength(1);
      expect(await scene.command('acknowledge')).toMatchObject({ outcome: 'done' });
      expect(await scene.state()).toMatchObject({
        phase: 'OnSecondary',
        records: { weights: HELD, generation: 2 },
      });
      await scene.ticks(3);
      expect(scene.calls('route53:ChangeResourceRecordSets')).toBe(changes + 1);
      expect((await scene.state()).conditions).not.toHaveProperty('frozen');
      scene.mendPrimary();
      await scene.ticks(8);
      expect(await scene.command('failback')).toMatchObject({ outcome: 'waiting' });
      await scene.ticks(12);
      expect(scene.weights()).toEqual(AT_REST);
    },
  );
});
