import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { stringify } from 'yaml';
import { loadConfiguration } from '../../src/config/load.ts';
import { parseScenario } from '../../src/rehearsal/parse-scenario.ts';
import { faultsOf, goodScenario, scenarioOf, withHappening } from './scenario-text.ts';

const GOOD = stringify(goodScenario());
const SCENARIOS = 'src/rehearsal/scenarios';

describe('a scenario file', () => {
  it('is read with its times counted in milliseconds from the start', () => {
    expect(scenarioOf(GOOD)).toEqual({
      name: 'a scenario',
      about: 'for a test',
      lengthMs: 600_000,
      services: 'all',
      happenings: [
        {
          atMs: 60_000,
          service: null,
          happening: { kind: 'break', side: 'primary', how: { kind: 'refused' } },
        },
      ],
      expect: {
        timeline: [{ action: 'incidentOpened', because: null }],
        never: [],
        phase: 'OnSecondary',
        users: null,
        messagesAtMost: null,
        objectivesMet: false,
      },
    });
  });

  it.each([
    [
      'a side that no packet reaches',
      { break: 'secondary' },
      { kind: 'break', side: 'secondary', how: { kind: 'noConnection' } },
    ],
    [
      'a status',
      { break: 'primary', how: 'status 503' },
      { kind: 'break', side: 'primary', how: { kind: 'status', status: 503 } },
    ],
    ['a side that is well again', { mend: 'primary' }, { kind: 'mend', side: 'primary' }],
    [
      'users who get errors',
      { usersFail: 'primary' },
      { kind: 'usersFail', side: 'primary', on: true },
    ],
    [
      'users who are served again',
      { usersFine: 'primary' },
      { kind: 'usersFail', side: 'primary', on: false },
    ],
    [
      'a side that is not ready',
      { notReady: 'secondary' },
      { kind: 'readiness', side: 'secondary', ready: false },
    ],
    [
      'a side that is ready',
      { ready: 'secondary' },
      { kind: 'readiness', side: 'secondary', ready: true },
    ],
    [
      'an outage of AWS',
      { outage: 'stateStore' },
      { kind: 'outage', of: 'stateStore', how: 'error' },
    ],
    [
      'an outage in silence',
      { outage: 'notifier', how: 'silence' },
      { kind: 'outage', of: 'notifier', how: 'silence' },
    ],
    [
      'an outage that loses answers',
      { outage: 'route53Control', how: 'answer lost' },
      { kind: 'outage', of: 'route53Control', how: 'answer-lost' },
    ],
    [
      'the end of an outage',
      { restore: 'stateStore' },
      { kind: 'outage', of: 'stateStore', how: null },
    ],
    [
      'a command',
      { command: 'pause', for: '1h', who: 'me', reason: 'why' },
      { kind: 'command', command: 'pause', who: 'me', reason: 'why', forMs: 3_600_000 },
    ],
  ])('can say: %s', (_what, happening, expected) => {
    expect(scenarioOf(withHappening(happening)).happenings[0]?.happening).toEqual(expected);
  });

  it('may name what happens in any order; it is played in the order of time', () => {
    const happens = [
      { at: '5m', mend: 'primary' },
      { at: '1m', break: 'primary' },
    ];
    const { happenings } = scenarioOf(stringify({ ...goodScenario(), happens }));
    expect(happenings.map(({ atMs }) => atMs)).toEqual([60_000, 300_000]);
  });

  it.each(readdirSync(SCENARIOS))('%s, which is shipped, is right', (file) => {
    const { services } = loadConfiguration('services.yml');
    const text = readFileSync(`${SCENARIOS}/${file}`, 'utf8');
    const parsed = parseScenario(
      text,
      file,
      services.map(({ id }) => id),
    );
    expect(parsed).toMatchObject({ ok: true });
  });

  it('a copied service may be named as its copies are', () => {
    const happens = [{ at: '1m', service: 'shop-2', break: 'primary' }];
    const services = { copies: 3 };
    expect(faultsOf(stringify({ ...goodScenario(), services, happens }))).toEqual([]);
  });
});
