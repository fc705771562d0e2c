import { describe, expect, it } from '@jest/globals';
import type { TimelineItem } from '../../src/ports.ts';
import type { Treat } from './call-seam.ts';
import { aGate, treatEach, treatFirst } from './call-seam.ts';
import { aWorldWith, MINUTE, manyServices, type Scene, SECOND } from './scene.ts';

const DONE_BY_A_PASS = /change$|publish$|addTimeline$/;

async function failing(count = 1): Promise<Scene> {
  const scene = await aWorldWith(count === 1 ? undefined : manyServices(count), {
    warmUp: 'sparse',
  });
  scene.breakPrimary();
  scene.advance(MINUTE);
  return scene;
}

async function saveAllBut(
  refused: string,
  save: (...args: unknown[]) => Promise<unknown>,
  items: unknown,
): Promise<unknown> {
  const others = new Map([...(items as Map<string, unknown>)].filter(([id]) => id !== refused));
  const results = (await save(others)) as Map<string, unknown>;
  return new Map([...results, [refused, { outcome: 'failed', why: 'throttled' }]]);
}

const told = (scene: Scene) => scene.inbox.map(({ attributes }) => attributes.action);

describe('what a pass has saved', () => {
  it('is told by that pass alone while it lives, and by the next one once it must be dead', async () => {
    const scene = await failing();
    const { seam } = scene.start(null, treatFirst('stateStore.addTimeline', aGate().opened));
    await scene.turn();
    for (let waited = 0; waited < 30; waited += 10) {
      await scene.pass();
      expect(told(scene)).toEqual([]);
      scene.advance(10 * SECOND);
    }
    seam.kill();
    await scene.pass();
    expect(told(scene)).toEqual(['holdBegun']);
    await scene.ticks(3);
    expect(told(scene)).toEqual(['holdBegun']);
  });

  it('is told once although another pass saves before it has settled', async () => {
    const scene = await failing();
    const gate = aGate();
    const { finished } = scene.start(null, treatFirst('stateStore.addTimeline', gate.opened));
    await scene.turn();
    await scene.command('pause');
    gate.open();
    await finished;
    await scene.ticks(6);
    expect(told(scene)).toEqual(['paused', 'holdBegun']);
    expect(scene.fences()).toHaveLength(1);
    expect(await scene.state()).toMatchObject({ outbox: [], pause: { owner: 'operator' } });
  });
});

describe('what a pass could not save', () => {
  const conflict: Treat = treatFirst('stateStore.save', {
    instead: async () => new Map([['shop', { outcome: 'conflict' }]]),
  });
  const failed: Treat = treatFirst('stateStore.save', {
    instead: async () => new Map([['shop', { outcome: 'failed', why: 'throttled' }]]),
  });

  it.each([
    ['the call fails', treatFirst('stateStore.save', 'error')],
    ['another pass was quicker', conflict],
    ['only this item was refused', failed],
    ['the answer is lost', treatFirst('stateStore.save', 'answerLost')],
  ])('is neither done nor told: %s', async (_, treat) => {
    const scene = await failing();
    const { seam, finished } = scene.start(null, treat);
    const pass = await finished;
    expect([...pass.notSaved]).toEqual(['shop']);
    expect(seam.calls.map(({ name }) => name).filter((name) => DONE_BY_A_PASS.test(name))).toEqual(
      [],
    );
    await scene.ticks(4);
    expect(told(scene)).toEqual(['holdBegun']);
    expect(await scene.actions()).toEqual([
      ...['armed', 'conditionBegan', 'incidentOpened', 'holdBegun', 'held', 'switchReleased'],
    ]);
  });

  it('keeps no other service from being done and told', async () => {
    const scene = await failing(3);
    const treat: Treat = ({ name, args: [items] }) =>
      name === 'stateStore.save'
        ? { instead: (save) => saveAllBut('s01', save, items) }
        : 'through';
    const pass = await scene.pass(null, treat);
    expect([...(pass?.notSaved ?? [])]).toEqual(['s01']);
    expect(scene.configuration.services.map((one) => scene.weights(one)?.secondary)).toEqual([
      ...[0, 100, 100],
    ]);
    expect(scene.inbox.map(({ attributes }) => attributes.service)).toEqual(['s02', 's03']);
    await scene.ticks(3);
    expect(scene.inbox.map(({ attributes }) => attributes.service)).toEqual(['s02', 's03', 's01']);
  });

  it('gives no answer to a command, and the same id again gets one', async () => {
    const scene = await aWorldWith();
    const command = scene.aCommand('pause');
    const first = await scene.pass(command, treatFirst('stateStore.save', 'answerLost'));
    expect(first?.answers.size).toBe(0);
    const again = await scene.pass(command);
    expect(again?.answers.get('shop')).toMatchObject({ outcome: 'done', because: 'paused' });
    await scene.ticks(2);
    expect(told(scene)).toEqual(['paused']);
  });
});

describe('the time-line', () => {
  it('has every entry once, however often it is written', async () => {
    const scene = await failing();
    scene.world.setFault('notifier', 'error');
    let written = 0;
    await scene.ticks(10, ({ name }) => {
      if (name === 'stateStore.addTimeline') written += 1;
      return 'through';
    });
    expect(written).toBeGreaterThanOrEqual(9);
    const keys = (await scene.timeline()).map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(await scene.actions()).toEqual([
      ...['armed', 'conditionBegan', 'incidentOpened', 'holdBegun', 'held', 'switchReleased'],
    ]);
  });

  it('gets what it missed as soon as it can be written', async () => {
    const scene = await failing();
    await scene.ticks(3, treatEach('stateStore.addTimeline', 'error'));
    expect(await scene.actions()).toEqual(['armed']);
    await scene.ticks(2);
    expect(await scene.actions()).toEqual(expect.arrayContaining(['incidentOpened', 'holdBegun']));
  });
});

describe('what people know already', () => {
  it.each([1, 3, 6])(
    'is not said again while only the time-line fails: %i services',
    async (services) => {
      const scene = await failing(services);
      await scene.ticks(5, treatEach('stateStore.addTimeline', 'error'));
      const before = told(scene);
      expect(before.filter((action) => action === 'holdBegun')).toHaveLength(
        services < 4 ? services : 1,
      );
      await scene.ticks(3);
      expect(told(scene)).toEqual(before);
      for (const service of scene.configuration.services) {
        expect(await scene.state(service)).toMatchObject({ outbox: [] });
        expect(await scene.actions(service)).toEqual(expect.arrayContaining(['holdBegun', 'held']));
      }
    },
  );

  it('is not known to those who could not be told: they are, once, when that is possible', async () => {
    const scene = await failing();
    scene.world.setFault('notifier', 'error');
    await scene.ticks(3, treatEach('stateStore.addTimeline', 'error'));
    expect(told(scene)).toEqual([]);
    scene.world.setFault('notifier', undefined);
    await scene.ticks(2, treatEach('stateStore.addTimeline', 'error'));
    await scene.ticks(2);
    expect(told(scene).filter((action) => action === 'holdBegun')).toHaveLength(1);
  });
});

describe('what stands for others, because passes die before they settle', () => {
  /** Lets a pass save and tell, and dies before it settles; notes what is written under each key. */
  function dyingAfter(written: Map<string, Set<string>>): Treat {
    let saves = 0;
    return ({ name, args: [items] }) => {
      if (name === 'stateStore.addTimeline') note(written, items as readonly TimelineItem[]);
      if (name !== 'stateStore.save') return 'through';
      saves += 1;
      return saves > 1 ? 'cutBefore' : 'through';
    };
  }

  function note(written: Map<string, Set<string>>, items: readonly TimelineItem[]): void {
    for (const { key, entry } of items) {
      written.set(key, (written.get(key) ?? new Set()).add(JSON.stringify(entry)));
    }
  }

  it('has a key and a line of its own, whatever was told before it', async () => {
    const scene = await aWorldWith();
    const written = new Map<string, Set<string>>();
    for (let paused = 1; paused <= 25; paused += 1) {
      scene.advance(MINUTE);
      await scene.pass(
        scene.aCommand('pause', { reason: `reason ${paused}` }),
        dyingAfter(written),
      );
    }
    expect(told(scene)).toContain('outboxCollapsed');
    for (const [, copies] of Map.groupBy(scene.inbox, ({ key }) => key)) {
      expect(new Set(copies.map(({ text }) => text)).size).toBe(1);
    }
    for (const [, entries] of written) expect(entries.size).toBe(1);
  });
});

describe('a digest', () => {
  it.each([
    [1, 1],
    [3, 3],
    [4, 1],
    [9, 1],
  ])('%i services that fail in one pass bring %i messages', async (services, messages) => {
    const scene = await failing(services);
    await scene.pass();
    expect(scene.inbox).toHaveLength(messages);
    expect(scene.inbox[0]?.key.startsWith('digest#')).toBe(services >= 4);
    await scene.ticks(5);
    expect(scene.inbox).toHaveLength(messages);
  });

  it.each(['cutBefore', 'cutAfter'] as const)(
    'is the same to the byte after a crash: %s its settling',
    async (cut) => {
      const scene = await failing(6);
      let saves = 0;
      await scene.pass(null, ({ name }) => {
        if (name === 'stateStore.save') saves += 1;
        return name === 'stateStore.save' && saves === 2 ? cut : 'through';
      });
      await scene.ticks(3);
      const bytes = scene.inbox.map((message) => JSON.stringify({ ...message, atMs: 0 }));
      expect(bytes).toHaveLength(cut === 'cutBefore' ? 2 : 1);
      expect(new Set(bytes).size).toBe(1);
    },
  );

  it('leaves out nobody when a crash lets only half of it settle', async () => {
    const scene = await failing(6);
    let saves = 0;
    await scene.pass(null, ({ name }) => {
      if (name === 'stateStore.save') saves += 1;
      return name === 'stateStore.save' && saves === 2 ? 'cutHalfWay' : 'through';
    });
    await scene.ticks(3);
    const keys = scene.inbox.map(({ key }) => key);
    expect(keys.filter((key) => key.startsWith('digest#6'))).toHaveLength(1);
    expect(keys.slice(1)).toHaveLength(3);
    for (const service of scene.configuration.services) {
      expect(await scene.state(service)).toMatchObject({ phase: 'OnSecondary', outbox: [] });
    }
  });
});
