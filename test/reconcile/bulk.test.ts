import { describe, expect, it } from '@jest/globals';
import { fenceName } from '../../src/core/names.ts';
import type { Service } from '../../src/core/service.ts';
import { ChangeRefused, type SwitchValue } from '../../src/ports.ts';
import { type Call, type Treat, treatEach, treatFirst } from './call-seam.ts';
import { aWorldWith, MINUTE, manyServices, type Scene } from './scene.ts';

const HELD = { primary: 0, secondary: 100 };
const AT_REST = { primary: 100, secondary: 0 };
/** Questions to name servers and requests of our own are no calls of AWS. */
const NOT_AWS = ['dns:Query', 'probe'];

/** AWS calls by API from now on. */
function counting(scene: Scene): () => Record<string, number> {
  const before = new Map(scene.world.calls);
  return () =>
    Object.fromEntries(
      [...scene.world.calls]
        .map(([api, count]) => [api, count - (before.get(api) ?? 0)] as const)
        .filter(([api, count]) => count > 0 && !NOT_AWS.includes(api)),
    );
}

function sum(counts: Record<string, number>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}

const named = (calls: readonly Call[], name: string) => calls.filter((call) => call.name === name);

const FIFTY = 50;
const otherZone = { id: 'Z9999999999ABCDEFGHIJ', name: 'example.net' };

describe('one failing service', () => {
  it('needs ten AWS calls at most in its first pass, and is saved before anything is done', async () => {
    const scene = await aWorldWith();
    scene.breakPrimary();
    const calls = counting(scene);
    const order: string[] = [];
    await scene.tick(({ name }) => {
      order.push(name);
      return 'through';
    });
    expect(await scene.actions()).toContain('holdBegun');
    expect(sum(calls())).toBeLessThanOrEqual(10);
    const writes = order.filter((name) => /save|change$|publish|addTimeline/.test(name));
    expect(writes[0]).toBe('stateStore.save');
  });
});

describe('fifty services that fail together', () => {
  it('are loaded, listed, changed and told in bulk', async () => {
    const scene = await aWorldWith(manyServices(FIFTY), { warmUp: 'sparse' });
    scene.breakPrimary();
    const calls = counting(scene);
    await scene.tick();
    const sets = scene.world.records(scene.first.zone.id).length;
    expect(calls()).toEqual({
      'dynamodb:BatchGetItem': 1,
      'dynamodb:PutItem': 2 * FIFTY,
      'dynamodb:BatchWriteItem': Math.ceil((3 * FIFTY) / 25),
      'route53:ListResourceRecordSets': Math.ceil((sets - FIFTY) / 300),
      'route53:ChangeResourceRecordSets': 1,
      'cloudwatch:DescribeAlarms': 1,
      'cloudwatch:PutMetricData': 1,
      'sns:Publish': 1,
    });
    expect(sum(calls())).toBeLessThanOrEqual(250);
    for (const service of scene.configuration.services) {
      expect(scene.weights(service)).toEqual(HELD);
    }
  });

  it('bring one message a minute at most, and all of them are held', async () => {
    const scene = await aWorldWith(manyServices(FIFTY), { warmUp: 'sparse' });
    scene.breakPrimary();
    await scene.ticks(10);
    scene.mendPrimary();
    await scene.ticks(15);
    const minutes = scene.inbox.map(({ atMs }) => Math.floor(atMs / MINUTE));
    expect(new Set(minutes).size).toBe(minutes.length);
    expect(minutes.length).toBeGreaterThanOrEqual(3);
    for (const service of scene.configuration.services) {
      expect(await scene.state(service)).toMatchObject({ phase: 'OnSecondary', outbox: [] });
    }
  });

  it('are listed and changed once for each of their zones', async () => {
    const here = manyServices(4);
    const there = manyServices(4).map((service) => ({
      ...service,
      id: `other-${service.id}`,
      names: [`${service.id}.example.net`] as const,
      zone: otherZone,
    }));
    const scene = await aWorldWith([...here, ...there]);
    scene.breakPrimary();
    const calls = counting(scene);
    await scene.tick();
    expect(calls()).toMatchObject({
      'route53:ListResourceRecordSets': 2,
      'route53:ChangeResourceRecordSets': 2,
    });
    expect(scene.configuration.services.map((one) => scene.weights(one)?.secondary)).toEqual(
      Array.from({ length: 8 }, () => 100),
    );
  });
});

describe('a batch that is refused because of one service', () => {
  const takeGeneration = (scene: Scene, service: Service) =>
    scene.world.editRecords(service.zone.id, [
      {
        action: 'CREATE',
        set: {
          Name: fenceName(service, 1),
          Type: 'TXT',
          TTL: 60,
          ResourceRecords: [{ Value: '"somebody else"' }],
        },
      },
    ]);

  it('is sent again without it, and the others move', async () => {
    const scene = await aWorldWith(manyServices(5));
    const [, , third] = scene.configuration.services;
    scene.breakPrimary();
    let taken = false;
    const treat: Treat = ({ name }) => {
      if (name === 'records.change' && !taken) {
        taken = true;
        takeGeneration(scene, third!);
      }
      return 'through';
    };
    const calls = counting(scene);
    const pass = await scene.tick(treat);
    expect(calls()['route53:ChangeResourceRecordSets']).toBe(2);
    expect(scene.configuration.services.map((one) => scene.weights(one))).toEqual([
      ...[HELD, HELD, AT_REST, HELD, HELD],
    ]);
    expect(pass?.faults.map(({ doing, service }) => [doing, service])).toEqual([
      ['changing records', third?.id],
    ]);
  });

  it('is sent service by service when the refusal names nobody', async () => {
    const scene = await aWorldWith(manyServices(5));
    const [, , third] = scene.configuration.services;
    scene.breakPrimary();
    const refuse = () => Promise.reject(new ChangeRefused(['Something is wrong.']));
    await scene.tick(({ name, args }) => {
      const isRefused = name === 'records.change' && JSON.stringify(args).includes(third!.id);
      return isRefused ? { instead: refuse } : 'through';
    });
    expect(scene.configuration.services.map((one) => scene.weights(one))).toEqual([
      ...[HELD, HELD, AT_REST, HELD, HELD],
    ]);
  });

  it('is not sent again in the same pass when Route 53 did not refuse it but failed', async () => {
    const scene = await aWorldWith(manyServices(5));
    scene.breakPrimary();
    scene.advance(MINUTE);
    const { seam, finished } = scene.start(null, treatEach('records.change', 'error'));
    const { faults } = await finished;
    expect(named(seam.calls, 'records.change')).toHaveLength(1);
    expect(faults).toHaveLength(5);
    await scene.tick();
    expect(scene.configuration.services.map((one) => scene.weights(one)?.secondary)).toEqual([
      ...[100, 100, 100, 100, 100],
    ]);
  });
});

describe('a state store that cannot be read', () => {
  it.each(['error', 'silence', 'answer-lost'] as const)(
    'means that nothing is done: %s',
    async (fault) => {
      const scene = await aWorldWith();
      scene.world.setFault('stateStore', fault);
      scene.breakPrimary();
      const names: string[] = [];
      await scene.ticks(5, ({ name }) => {
        names.push(name);
        return 'through';
      });
      expect(new Set(names)).toEqual(new Set(['stateStore.load']));
      scene.world.setFault('stateStore', undefined);
      await scene.ticks(2);
      expect(await scene.state()).toMatchObject({ phase: 'OnSecondary' });
    },
  );
});

describe('a state item that is no state', () => {
  it('freezes its service alone, paged once a day, while the others go on', async () => {
    const scene = await aWorldWith(manyServices(3));
    const [one, two, three] = scene.configuration.services as [Service, Service, Service];
    scene.world.editState(two.id, { phase: 7 });
    scene.breakPrimary();
    const calls: Call[] = [];
    await scene.ticks(10, (call) => {
      calls.push(call);
      return 'through';
    });
    expect([one, two, three].map((service) => scene.weights(service))).toEqual([
      HELD,
      AT_REST,
      HELD,
    ]);
    const values = named(calls, 'holdSwitches.publish').flatMap(
      ({ args }) => args[0] as readonly SwitchValue[],
    );
    expect(new Set(values.map(({ service }) => service))).toEqual(new Set([one.id, three.id]));
    expect((await scene.world.ports().stateStore.load([two.id])).get(two.id)).toEqual({ phase: 7 });
    await scene.ticks(2 * 24 * 60);
    const freezes = scene.inbox.filter(({ attributes }) => attributes.action === 'frozen');
    expect(freezes.map(({ attributes }) => attributes.service)).toEqual([two.id, two.id, two.id]);
    expect(new Set(freezes.map(({ key }) => key)).size).toBe(3);
  });

  const pages = (scene: Scene) =>
    scene.inbox.filter(({ attributes }) => attributes.action === 'frozen').length;

  it.each(['error', 'cutBefore', 'cutAfter'] as const)(
    'is paged by a later pass when the first one fails to, and not again after: %s',
    async (how) => {
      const scene = await aWorldWith();
      scene.world.editState('shop', { phase: 7 });
      await scene.tick(treatFirst('notifier.publish', how));
      await scene.ticks(30);
      expect(pages(scene)).toBe(how === 'cutAfter' ? 2 : 1);
      expect(new Set(scene.inbox.map(({ text }) => text)).size).toBe(1);
    },
  );

  it('is paged once by passes at the same time, and costs no write while nothing changes', async () => {
    const scene = await aWorldWith();
    scene.world.editState('shop', { phase: 7 });
    scene.advance(MINUTE);
    await Promise.all([scene.pass(), scene.pass(), scene.pass()]);
    expect(pages(scene)).toBe(1);
    const calls = counting(scene);
    await scene.ticks(60);
    expect(calls()['dynamodb:PutItem']).toBeUndefined();
  });
});

describe('a notifier that is away', () => {
  it.each(['error', 'silence'] as const)('gets every message later, once: %s', async (fault) => {
    const scene = await aWorldWith();
    scene.world.setFault('notifier', fault);
    await scene.readyToReturn();
    await scene.ticks(5);
    expect(scene.inbox).toEqual([]);
    expect(await scene.actions()).toContain('failbackPossible');
    scene.world.setFault('notifier', undefined);
    await scene.ticks(5);
    expect(scene.inbox.map(({ attributes }) => attributes.action)).toEqual([
      'holdBegun',
      'conditionEnded',
      'failbackPossible',
    ]);
    expect(await scene.state()).toMatchObject({ outbox: [] });
  });

  it('does not make the item grow without end: the oldest messages become one, and the time-line keeps all', async () => {
    const scene = await aWorldWith();
    const before = (await scene.actions()).length;
    scene.world.setFault('notifier', 'error');
    for (let done = 0; done < 30; done += 1) {
      await scene.command('pause');
      scene.advance(MINUTE);
      await scene.command('resume');
      scene.advance(MINUTE);
      expect((await scene.state()).outbox.length).toBeLessThanOrEqual(20);
    }
    scene.world.setFault('notifier', undefined);
    await scene.ticks(3);
    expect(scene.inbox).toHaveLength(20);
    expect(scene.inbox[0]?.attributes.action).toBe('outboxCollapsed');
    const actions = (await scene.actions()).slice(before);
    expect(actions.filter((action) => action !== 'outboxCollapsed')).toHaveLength(60);
    expect(await scene.state()).toMatchObject({ outbox: [] });
  });
});

describe('a pass that hears of a failure', () => {
  it('goes on with everything else', async () => {
    const scene = await aWorldWith();
    scene.breakPrimary();
    await scene.tick(treatFirst('notifier.publish', 'error'));
    expect(scene.weights()).toEqual(HELD);
    await scene.tick(treatEach('alarms.states', 'error'));
    expect(scene.inbox).toHaveLength(1);
  });
});
