import { describe, expect, it } from '@jest/globals';
import type { ReadinessCheck } from '../../src/core/service.ts';
import type { Probe } from '../../src/ports.ts';
import type { EndpointResponse } from '../../src/route53/probe.ts';
import { ServiceFault } from '../../src/world/faults.ts';
import { httpStatus, NO_CONNECTION, REFUSED, slow } from '../../src/world/sites.ts';
import { createWorld } from '../../src/world/world.ts';
import { anEndpointCheck } from '../builders/configuration.ts';
import { PRIMARY_SITE, START_MS } from './deployed-world.ts';

const aWorld = () => createWorld({ seed: 1, startMs: START_MS });
const item = (version: number, more = {}) => ({ version, ...more });

describe('the state store', () => {
  it('puts an item only over the version that was expected', async () => {
    const { stateStore } = aWorld().ports();
    const save = async (expectedVersion: number | null, version: number) =>
      (await stateStore.save(new Map([['shop', { item: item(version), expectedVersion }]]))).get(
        'shop',
      );
    expect(await save(1, 2)).toEqual({ outcome: 'conflict' });
    expect(await save(null, 1)).toEqual({ outcome: 'saved' });
    expect(await save(null, 1)).toEqual({ outcome: 'conflict' });
    expect(await save(1, 2)).toEqual({ outcome: 'saved' });
    expect(await stateStore.load(['shop', 'other'])).toEqual(new Map([['shop', { version: 2 }]]));
  });

  it('shares no object that anybody could change', async () => {
    const { stateStore } = aWorld().ports();
    const mine = item(1, { outbox: ['a'] });
    await stateStore.save(new Map([['shop', { item: mine, expectedVersion: null }]]));
    (mine as unknown as { outbox: string[] }).outbox.push('b');
    const read = async () => (await stateStore.load(['shop'])).get('shop') as { outbox: string[] };
    const { outbox } = await read();
    expect(() => outbox.push('c')).toThrow(TypeError);
    expect((await read()).outbox).toEqual(['a']);
  });

  it('keeps the first of two time-line items under one key, and lists the newest first', async () => {
    const { stateStore } = aWorld().ports();
    const entry = (key: string, what: string) => ({
      service: 'shop',
      key,
      incident: null,
      atMs: START_MS,
      entry: what,
    });
    await stateStore.addTimeline([entry('1', 'one'), entry('2', 'two'), entry('3', 'three')]);
    await stateStore.addTimeline([entry('2', 'again')]);
    const listed = await stateStore.listTimeline('shop', 2);
    expect(listed.map((one) => one.entry)).toEqual(['three', 'two']);
    expect(await stateStore.listTimeline('other', 2)).toEqual([]);
  });

  it('can be written over, or lose an item, by hand', async () => {
    const world = aWorld();
    world.editState('shop', 'rubbish');
    const { stateStore } = world.ports();
    expect((await stateStore.load(['shop'])).get('shop')).toBe('rubbish');
    world.editState('shop', undefined);
    expect((await stateStore.load(['shop'])).size).toBe(0);
  });
});

describe('a service at fault', () => {
  const notification = { key: 'k', subject: 's', text: 't', attributes: {} };

  it.each(['error', 'silence'] as const)('does nothing and rejects: %s', async (fault) => {
    const world = aWorld();
    world.setFault('notifier', fault);
    await expect(world.ports().notifier.publish(notification)).rejects.toEqual(
      new ServiceFault('notifier', fault),
    );
    expect(world.inbox).toEqual([]);
    world.setFault('notifier', undefined);
    await world.ports().notifier.publish(notification);
    expect(world.inbox).toEqual([{ ...notification, atMs: START_MS }]);
  });

  it('that loses its answer has done what was asked', async () => {
    const world = aWorld();
    world.setFault('stateStore', 'answer-lost');
    const save = new Map([['shop', { item: item(1), expectedVersion: null }]]);
    await expect(world.ports().stateStore.save(save)).rejects.toThrow(ServiceFault);
    world.setFault('stateStore', undefined);
    expect((await world.ports().stateStore.load(['shop'])).get('shop')).toEqual({ version: 1 });
  });

  it('of one Region leaves the alarms of the others known', async () => {
    const world = aWorld();
    const [here, there] = [
      { region: 'us-west-2', name: 'a' },
      { region: 'us-east-1', name: 'a' },
    ];
    world.setAlarm(here, 'OK');
    world.setFault('cloudWatchUsEast1', 'silence');
    expect([...(await world.ports().alarms.states([here, there])).values()]).toEqual([
      { known: true, value: 'OK' },
      { known: false, why: expect.stringContaining('cloudWatchUsEast1') },
    ]);
    await expect(world.ports().alarms.states([there])).rejects.toThrow(ServiceFault);
  });

  it.each([
    ['route53Control', (world) => world.ports().records.list(['Z'])],
    ['cloudWatchHome', (world) => world.ports().holdSwitches.publish([])],
    ['nameServers', (world) => world.ports().nameServers.ask([])],
    ['probes', (world) => world.ports().probes.run([])],
  ] as const satisfies readonly (readonly [
    string,
    (world: ReturnType<typeof aWorld>) => Promise<unknown>,
  ])[])('rejects every call of its port: %s', async (name, call) => {
    const world = aWorld();
    world.setFault(name, 'error');
    await expect(call(world)).rejects.toMatchObject({ service: name });
  });
});

describe('calls', () => {
  it('are counted as AWS counts them: by batch where there are batches', async () => {
    const world = aWorld();
    const { stateStore, holdSwitches } = world.ports();
    const ids = Array.from({ length: 250 }, (_, index) => `service-${index}`);
    await stateStore.load(ids);
    await stateStore.save(new Map(ids.map((id) => [id, { item: item(1), expectedVersion: null }])));
    await holdSwitches.publish(ids.map((service) => ({ service, value: 0, atMs: world.nowMs })));
    expect(Object.fromEntries(world.calls)).toEqual({
      'dynamodb:BatchGetItem': 3,
      'dynamodb:PutItem': 250,
      'cloudwatch:PutMetricData': 1,
    });
  });
});

describe('a probe of our own', () => {
  const run = async (probe: Probe, site: string, condition: EndpointResponse | 'up') => {
    const world = aWorld();
    world.setSite(site, condition);
    return (await world.ports().probes.run([probe])).get(probe.key);
  };
  const endpoint: Probe = { key: 'p', kind: 'endpoint', check: anEndpointCheck(), ranges: [] };

  it.each([
    ['up' as const, true, 'HTTP Status Code: 200. OK'],
    [REFUSED, false, 'The endpoint refused the connection.'],
    [httpStatus(503), false, 'HTTP Status Code: 503.'],
  ])('meets the site that the checkers meet: %j', async (condition, good, detail) => {
    expect(await run(endpoint, PRIMARY_SITE, condition)).toEqual({
      known: true,
      value: { good, detail },
    });
  });

  const http: Extract<ReadinessCheck, { kind: 'http' }> = {
    kind: 'http',
    url: 'https://ready.example.com/ready?deep=1',
    statuses: { from: 200, to: 299 },
    withinMs: 2000,
    bodyContains: 'replica',
    json: { path: 'replica.lagSeconds', atMost: 30 },
  };
  const tcp: Extract<ReadinessCheck, { kind: 'tcp' }> = {
    kind: 'tcp',
    host: 'db.example.com',
    port: 5432,
    withinMs: 1000,
  };

  it.each([
    [http, 'ready.example.com:443', 'up' as const, true],
    [http, 'ready.example.com:443', httpStatus(200, '{"replica":{"lagSeconds":3}}'), true],
    [http, 'ready.example.com:443', httpStatus(200, '{"replica":{"lagSeconds":31}}'), false],
    [http, 'ready.example.com:443', httpStatus(200, '{"replica":{"lagSeconds":"3"}}'), false],
    [http, 'ready.example.com:443', httpStatus(200, '{"replica":null}'), false],
    [http, 'ready.example.com:443', httpStatus(200, 'replica <html>'), false],
    [http, 'ready.example.com:443', httpStatus(200, '{}'), false],
    [http, 'ready.example.com:443', httpStatus(503), false],
    [http, 'ready.example.com:443', slow(5000), false],
    [http, 'ready.example.com:443', { kind: 'silent', connectMs: 1 } as const, false],
    [http, 'ready.example.com:443', { kind: 'unresolved' } as const, false],
    [{ ...http, url: 'http://ready.example.com:8080/' }, 'ready.example.com:8080', REFUSED, false],
    [{ ...http, url: 'http://ready.example.com' }, 'ready.example.com:80', REFUSED, false],
    [tcp, 'db.example.com:5432', 'up' as const, true],
    [tcp, 'db.example.com:5432', httpStatus(500), true],
    [tcp, 'db.example.com:5432', NO_CONNECTION, false],
  ])('for readiness (%#) is as good as the site', async (check, site, condition, good) => {
    const probe: Probe = { key: 'r', kind: 'readiness', check, ranges: [] };
    expect(await run(probe, site, condition)).toMatchObject({ known: true, value: { good } });
  });
});
