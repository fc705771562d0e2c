import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { BREAKABLE } from '../../src/local/control.ts';
import { alarmKey } from '../../src/ports.ts';
import * as controlled from './controlled.ts';
import { ALARM, type Controlled, DOWN } from './controlled.ts';

const NETWORK = '127.0.110';
const TOPIC = 'arn:aws:sns:us-west-2:123456789012:switchback';
const NO_FAULTS = Object.fromEntries(BREAKABLE.map((name) => [name, null]));
const DONE = { status: 200, body: {} };

/** A function that prints what it is asked to, or never ends. */
const BUNDLE = `exports.handler = async (event) => {
  console.log('was asked to', event.act);
  if (event.act === 'hang') await new Promise((resolve) => setTimeout(resolve, 3_600_000));
  return event;
};`;

const dir = mkdtempSync(join(tmpdir(), 'switchback-test-'));
const bundle = join(dir, 'index.cjs');

let cloud: Controlled;

beforeAll(() => writeFileSync(bundle, BUNDLE));

beforeEach(async () => {
  cloud = await controlled.everything(NETWORK, bundle);
});

afterEach(() => controlled.close(cloud));

afterAll(() => rmSync(dir, { recursive: true }));

async function get(what: string) {
  const { status, body } = await controlled.get(cloud, what);
  expect(status).toBe(200);
  return body;
}

function post(what: string, body: unknown) {
  return controlled.post(cloud, what, body);
}

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

  it('at a call ends the run that makes it, counted over runs, and no later one', async () => {
    await cloud.lambda.deploy({});
    expect(await post('kill-at-call', { function: 'tick', calls: 2 })).toEqual(DONE);
    const tick = cloud.lambda.run('tick', '{"act":"hang"}');
    cloud.lambda.called('switchback-operate');
    cloud.lambda.called('switchback-tick');
    expect(cloud.lambda.finished).toEqual([]);
    cloud.lambda.called('switchback-tick');
    expect((await tick).payload).toContain('SIGKILL');
    const next = cloud.lambda.run('tick', '{"act":"print"}');
    cloud.lambda.called('switchback-tick');
    expect((await next).functionError).toBeUndefined();
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
