import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { control } from '../../src/local/control.ts';
import * as controlled from './controlled.ts';
import { ALARM, type Controlled, DOWN } from './controlled.ts';

let cloud: Controlled;

beforeEach(async () => {
  cloud = await controlled.everything('127.0.114');
});

afterEach(() => controlled.close(cloud));

describe('a body that is wrong', () => {
  /** Everything that a request could have changed. */
  async function standing() {
    const { nowMs: _, ...status } = (await controlled.get(cloud, 'status')).body as {
      readonly nowMs: number;
    };
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
    ['a kill at a call of nobody', 'kill-at-call', { calls: 3 }, 'function: '],
    ['a kill at no call', 'kill-at-call', { function: 'tick', calls: 0 }, 'calls: '],
  ])('is refused with its place and changes nothing: %s', async (_what, path, body, sentence) => {
    const before = await standing();
    const reply = await controlled.post(cloud, path, body);
    expect(reply).toEqual({ status: 400, body: { error: expect.stringContaining(sentence) } });
    expect(await standing()).toBe(before);
  });

  function withStatus(status: number, share = 1) {
    return { ...DOWN, condition: { kind: 'status', status, share } };
  }

  it('is told of with everything that is wrong in it', async () => {
    const { body } = await controlled.post(cloud, 'alarms', { region: 1, name: 2, state: 'OK' });
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
          'POST /_local/kill-at-call',
        ],
      },
    ]);
  });
});

describe('a store that cannot be read', () => {
  it('is told of instead of a status without states', async () => {
    cloud.world.setFault('stateStore', 'error');
    expect(await controlled.get(cloud, 'status')).toEqual({
      status: 400,
      body: { error: expect.stringContaining('stateStore') },
    });
  });
});
