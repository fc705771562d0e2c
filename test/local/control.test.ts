import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { buildStacks, buildWholeStacks } from '../../src/infrastructure/stacks.ts';
import { Inbox } from '../../src/local/aws/inbox.ts';
import { BREAKABLE, control } from '../../src/local/control.ts';
import { LocalLambda } from '../../src/local/lambda/local-lambda.ts';
import { wakePath } from '../../src/local/lambda/wake-path.ts';
import { zonesOf } from '../../src/local/local-zones.ts';
import { LocalSites } from '../../src/local/sites/sites.ts';
import { VirtualClock } from '../../src/local/virtual-clock.ts';
import { alarmKey } from '../../src/ports.ts';
import { createWorld } from '../../src/world/world.ts';
import { aLocalConfiguration, httpReadiness } from './local-service.ts';

const NETWORK = '127.0.110';
const CONFIGURATION = aLocalConfiguration({
  network: NETWORK,
  readiness: (address) => [httpReadiness(`http://${address}:8080/ready`)],
});
const { services, homeRegion } = CONFIGURATION;
const TOPIC = `arn:aws:sns:${homeRegion}:123456789012:switchback`;
const ALARM = { region: 'us-west-2', name: 'orders' };
const NO_FAULTS = Object.fromEntries(BREAKABLE.map((name) => [name, null]));

/** A function that prints what it is asked to, or never ends. */
const BUNDLE = `exports.handler = async (event) => {
  console.log('was asked to', event.act);
  if (event.act === 'hang') await new Promise((resolve) => setTimeout(resolve, 3_600_000));
  return event;
};`;

const dir = mkdtempSync(join(tmpdir(), 'switchback-test-'));

/** What the local cloud has, without name servers, DynamoDB and functions. */
async function everything() {
  const clock = VirtualClock.start(1);
  const world = createWorld({ seed: 1, startMs: clock.nowMs() });
  world.deploy({ stacks: buildStacks(CONFIGURATION), homeRegion, zones: zonesOf(CONFIGURATION) });
  const sites = await LocalSites.start(CONFIGURATION, clock);
  const bundleOf = () => join(dir, 'index.cjs');
  const lambda = new LocalLambda({ configuration: CONFIGURATION, clock, bundleOf });
  const wake = wakePath(buildWholeStacks(CONFIGURATION).home, homeRegion, clock, lambda);
  const states = world.ports().stateStore;
  return { services, clock, world, sites, lambda, wake, inbox: new Inbox(clock), states };
}

let cloud: Awaited<ReturnType<typeof everything>>;

beforeAll(() => writeFileSync(join(dir, 'index.cjs'), BUNDLE));

beforeEach(async () => {
  cloud = await everything();
});

afterEach(async () => {
  cloud.lambda.close();
  cloud.clock.stop();
  await cloud.sites.close();
});

afterAll(() => rmSync(dir, { recursive: true }));

async function get(what: string) {
  const { status, body } = await control(cloud, {
    method: 'GET',
    path: `/_local/${what}`,
    body: '',
  });
  expect(status).toBe(200);
  return body;
}

function post(what: string, body: unknown) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return control(cloud, { method: 'POST', path: `/_local/${what}`, body: text });
}

const DONE = { status: 200, body: {} };
const DOWN = { service: 'shop', side: 'primary', condition: { kind: 'down' } };

describe('looking at a local cloud', () => {
  it('shows its time, its sites, its faults and what is stored', async () => {
    const fromMs = cloud.clock.nowMs();
    const status = await get('status');
    expect(status).toEqual({
      nowMs: expect.any(Number),
      speed: 1,
      faults: NO_FAULTS,
      deadLetters: 0,
      services: [
        {
          service: 'shop',
          primary: { site: 'up', address: `${NETWORK}.11` },
          secondary: { site: 'up', address: `${NETWORK}.12` },
          state: null,
        },
      ],
    });
    const { nowMs } = status as { readonly nowMs: number };
    expect(nowMs).toBeGreaterThanOrEqual(fromMs);
    expect(nowMs).toBeLessThanOrEqual(cloud.clock.nowMs());
  });

  it('shows what has changed', async () => {
    const state = { version: 3, phase: 'OnSecondary' };
    await cloud.states.save(new Map([['shop', { item: state, expectedVersion: null }]]));
    await cloud.sites.set('shop', 'secondary', { kind: 'slow', byMs: 5 });
    cloud.world.setFault('route53Control', 'silence');
    cloud.wake.queue.deadLetters.push('given up', 'given up too');
    expect(await get('status')).toMatchObject({
      faults: { ...NO_FAULTS, route53Control: 'silence' },
      deadLetters: 2,
      services: [
        { primary: { site: 'up' }, secondary: { site: { kind: 'slow', byMs: 5 } }, state },
      ],
    });
  });

  it('shows what people were told', async () => {
    const { inbox } = cloud;
    expect(await get('inbox')).toEqual([]);
    inbox.publish({ topicArn: TOPIC, subject: 'first', message: 'It moved.', attributes: {} });
    inbox.publish({ topicArn: TOPIC, subject: 'second', message: 'It is back.', attributes: {} });
    expect(await get('inbox')).toEqual([
      expect.objectContaining({ subject: 'first', message: 'It moved.' }),
      expect.objectContaining({ subject: 'second', message: 'It is back.' }),
    ]);
  });

  it('shows the time-line of each service, oldest first', async () => {
    expect(await get('incidents')).toEqual({ shop: [] });
    const items = ['001', '002', '003'].map((key, atMs) => ({
      service: 'shop',
      key,
      incident: null,
      atMs,
      entry: { action: key },
    }));
    await cloud.states.addTimeline(items);
    expect(await get('incidents')).toEqual({ shop: items });
  });

  it('shows nothing of functions that have not run', async () => {
    expect(await get('log')).toEqual([]);
    expect(await get('invocations')).toEqual([]);
  });
});

describe('breaking and mending a site', () => {
  it('is done, and undone', async () => {
    expect(await post('sites', DOWN)).toEqual(DONE);
    expect(cloud.sites.condition('shop', 'primary')).toEqual({ kind: 'down' });
    expect(cloud.sites.condition('shop', 'secondary')).toBe('up');
    expect(await post('sites', { ...DOWN, condition: 'up' })).toEqual(DONE);
    expect(cloud.sites.condition('shop', 'primary')).toBe('up');
  });

  it.each<[object]>([
    [{ kind: 'refused' }],
    [{ kind: 'status', status: 503, share: 0.5 }],
    [{ kind: 'slow', byMs: 0 }],
    [{ kind: 'wrong-body' }],
    [{ kind: 'not-ready' }],
  ])('knows the condition %j', async (condition) => {
    expect(await post('sites', { ...DOWN, condition })).toEqual(DONE);
    expect(cloud.sites.condition('shop', 'primary')).toEqual(condition);
  });
});

describe('a fault', () => {
  it.each([
    'route53Control',
    'cloudWatchUsEast1',
    'cloudWatchHome',
    'stateStore',
    'notifier',
    'nameServers',
  ] as const)('of %s comes in three kinds and goes again', async (name) => {
    for (const how of ['error', 'silence', 'answer-lost'] as const) {
      expect(await post('faults', { name, how })).toEqual(DONE);
      expect(cloud.world.fault(name)).toBe(how);
    }
    expect(await post('faults', { name, how: null })).toEqual(DONE);
    expect(cloud.world.fault(name)).toBeUndefined();
  });

  it("of health checks' metrics is their silence and nothing else", async () => {
    for (const how of ['error', 'answer-lost']) {
      const { status, body } = await post('faults', { name: 'healthCheckMetrics', how });
      expect([status, body]).toEqual([400, { error: expect.stringContaining('how: ') }]);
    }
    expect(cloud.world.fault('healthCheckMetrics')).toBeUndefined();
    expect(await post('faults', { name: 'healthCheckMetrics', how: 'silence' })).toEqual(DONE);
    expect(cloud.world.fault('healthCheckMetrics')).toBe('silence');
    expect(await post('faults', { name: 'healthCheckMetrics', how: null })).toEqual(DONE);
    expect(cloud.world.fault('healthCheckMetrics')).toBeUndefined();
  });
});

describe("one of the users' own alarms", () => {
  it.each(['ALARM', 'INSUFFICIENT_DATA', 'OK'])('is put into %s', async (state) => {
    expect(await post('alarms', { ...ALARM, state })).toEqual(DONE);
    const states = await cloud.world.ports().alarms.states([ALARM]);
    expect(states.get(alarmKey(ALARM))).toEqual({ known: true, value: state });
  });
});

describe('killing', () => {
  it('says that nothing ran when nothing ran', async () => {
    expect(await post('kill', {})).toEqual({ status: 200, body: { killed: false } });
    expect(await post('kill', { function: 'tick' })).toEqual({
      status: 200,
      body: { killed: false },
    });
  });

  it('ends the function that is named and no other, and the rest when none is named', async () => {
    await cloud.lambda.deploy({});
    const tick = cloud.lambda.run('tick', '{"act":"hang"}');
    const operate = cloud.lambda.run('operate', '{"act":"hang"}');
    expect((await post('kill', { function: 'alarm' })).body).toEqual({ killed: false });
    expect((await post('kill', { function: 'tick' })).body).toEqual({ killed: true });
    expect((await tick).payload).toContain('SIGKILL');
    expect(cloud.lambda.finished).toHaveLength(1);
    expect((await post('kill', {})).body).toEqual({ killed: true });
    expect((await operate).payload).toContain('SIGKILL');
  });

  it('leaves what has run in the log and among the invocations', async () => {
    await cloud.lambda.deploy({});
    await cloud.lambda.run('tick', '{"act":"print"}');
    expect(await get('log')).toEqual(['switchback-tick was asked to print']);
    expect(await get('invocations')).toEqual([
      expect.objectContaining({ functionName: 'switchback-tick', payload: '{"act":"print"}' }),
    ]);
  });
});

describe('a body that is wrong', () => {
  /** Everything that a request could have changed. */
  async function standing() {
    const { nowMs: _, ...status } = (await get('status')) as { readonly nowMs: number };
    return JSON.stringify([status, cloud.world.journal.length, cloud.world.alarmDescriptions()]);
  }

  it.each<[string, string, unknown, string]>([
    ['no body', 'sites', '', 'The body: '],
    ['a body that is no JSON', 'sites', '{"service"', 'JSON'],
    ['a list', 'sites', [], 'The body: '],
    ['no service', 'sites', { ...DOWN, service: undefined }, 'service: '],
    ['a service that is none', 'sites', { ...DOWN, service: 'shpo' }, 'no primary of "shpo"'],
    ['a side that is none', 'sites', { ...DOWN, side: 'third' }, 'side: '],
    ['a condition that is none', 'sites', { ...DOWN, condition: { kind: 'odd' } }, 'condition: '],
    ['a word that is no condition', 'sites', { ...DOWN, condition: 'down' }, 'condition: '],
    ['a status of 199', 'sites', withStatus(199), 'condition.status: '],
    ['a status of 600', 'sites', withStatus(600), 'condition.status: '],
    ['a status of 503.5', 'sites', withStatus(503.5), 'condition: '],
    ['a share above one', 'sites', withStatus(503, 1.1), 'condition.share: '],
    ['a share below none', 'sites', withStatus(503, -0.1), 'condition.share: '],
    [
      'a time below none',
      'sites',
      { ...DOWN, condition: { kind: 'slow', byMs: -1 } },
      'condition.byMs: ',
    ],
    [
      'a condition that its site cannot be in',
      'sites',
      { ...DOWN, condition: { kind: 'bad-certificate' } },
      'bad-certificate',
    ],
    ['a key too many', 'sites', { ...DOWN, sides: 2 }, '"sides"'],
    ['a fault of nothing', 'faults', { name: 'dns', how: 'error' }, 'name: '],
    [
      'a fault of events, which fail in other ways',
      'faults',
      { name: 'events', how: 'error' },
      'name: ',
    ],
    ['a fault of a kind that is none', 'faults', { name: 'notifier', how: 'late' }, 'how: '],
    ['a fault without a kind', 'faults', { name: 'notifier' }, 'how: '],
    ['a fault with a key too many', 'faults', { name: 'notifier', how: 'error', for: 1 }, '"for"'],
    ['an alarm in no state', 'alarms', { ...ALARM, state: 'BAD' }, 'state: '],
    ['an alarm without a Region', 'alarms', { name: 'orders', state: 'OK' }, 'region: '],
    ['a function that is none', 'kill', { function: 'tock' }, 'function: '],
    ['a kill without a body', 'kill', '', 'The body: '],
  ])('is refused with its place and changes nothing: %s', async (_what, path, body, sentence) => {
    const before = await standing();
    const reply = await post(path, body);
    expect(reply).toEqual({ status: 400, body: { error: expect.stringContaining(sentence) } });
    expect(await standing()).toBe(before);
  });

  function withStatus(status: number, share = 1) {
    return { ...DOWN, condition: { kind: 'status', status, share } };
  }

  it('is told of with everything that is wrong in it', async () => {
    const { body } = await post('alarms', { region: 1, name: 2, state: 'OK' });
    expect((body as { readonly error: string }).error).toMatch(/^region: .*; name: /);
  });
});

describe('what there is not', () => {
  it.each([
    ['GET', '/_local/stauts'],
    ['POST', '/_local/status'],
    ['GET', '/_local/sites'],
    ['DELETE', '/_local/inbox'],
    ['GET', '/'],
  ])('is answered with what there is: %s %s', async (method, path) => {
    const { status, body } = await control(cloud, { method, path, body: '' });
    expect([status, body]).toEqual([
      404,
      {
        error: `There is no ${method} ${path}.`,
        allowed: [
          'GET /_local/status',
          'GET /_local/inbox',
          'GET /_local/incidents',
          'GET /_local/log',
          'GET /_local/invocations',
          'POST /_local/sites',
          'POST /_local/faults',
          'POST /_local/alarms',
          'POST /_local/kill',
        ],
      },
    ]);
  });
});

describe('a store that cannot be read', () => {
  it('is told of instead of a status without states', async () => {
    cloud.world.setFault('stateStore', 'error');
    const request = { method: 'GET', path: '/_local/status', body: '' };
    expect(await control(cloud, request)).toEqual({
      status: 400,
      body: { error: expect.stringContaining('stateStore') },
    });
  });
});
