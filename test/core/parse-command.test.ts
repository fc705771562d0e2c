import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { COMMAND_KINDS } from '../../src/core/command.ts';
import { LONGEST_PAUSE_MS } from '../../src/core/limits.ts';
import { COMMAND_EXPIRES_MS, KEPT_TEXT, parseCommand } from '../../src/core/parse-command.ts';
import { MINUTE, NOW_MS } from '../builders/state.ts';

const FAILBACK = {
  command: 'failback',
  service: 'shop',
  who: 'operator',
  reason: 'all well again',
};

function parse(raw: unknown) {
  return parseCommand(raw, 'request-7', NOW_MS);
}

/** Where it is wrong, or `ok`. */
function faultsOf(raw: unknown): readonly string[] | 'ok' {
  const parsed = parse(raw);
  return parsed.ok ? 'ok' : parsed.faults.map(({ path }) => path);
}

describe('A command', () => {
  it('is taken with every field it has', () => {
    const raw = { ...FAILBACK, id: 'a.b:c_d-9', issuedAtMs: NOW_MS - MINUTE };
    expect(parse(raw)).toEqual({
      ok: true,
      command: {
        id: 'a.b:c_d-9',
        kind: 'failback',
        service: 'shop',
        who: 'operator',
        reason: 'all well again',
        forMs: null,
      },
    });
  });

  it('to abort needs the service’s name and nothing else', () => {
    expect(parse({ command: 'abort', service: 'shop' })).toEqual({
      ok: true,
      command: {
        id: 'request-7',
        kind: 'abort',
        service: 'shop',
        who: 'unknown',
        reason: '',
        forMs: null,
      },
    });
  });

  it.each(COMMAND_KINDS)('to %s needs a reason only if it moves or stops traffic', (command) => {
    const raw = { command, service: 'shop', ...(command === 'pause' ? { forMs: 1 } : {}) };
    const moves = ['failover', 'failback', 'pause'].includes(command);
    expect(faultsOf(raw)).toEqual(moves ? ['reason'] : 'ok');
  });

  it('to pause says for how long', () => {
    const parsed = parse({ ...FAILBACK, command: 'pause', forMs: LONGEST_PAUSE_MS });
    expect(parsed).toMatchObject({ ok: true, command: { kind: 'pause', forMs: LONGEST_PAUSE_MS } });
  });
});

describe('A bad command is refused with the path to what is wrong', () => {
  it.each([
    ['nothing', undefined, ['']],
    ['M1 an empty body', null, ['']],
    ['a list', [FAILBACK], ['']],
    ['a text', '{"command":"failback"}', ['']],
    ['an empty object', {}, ['command', 'service']],
    ['M2 an unknown action', { ...FAILBACK, command: 'reboot' }, ['command']],
    ['another case', { ...FAILBACK, command: 'Failback' }, ['command']],
    ['no action', { ...FAILBACK, command: undefined }, ['command']],
    ['an action that every object has', { ...FAILBACK, command: 'constructor' }, ['command']],
    ['M4 an id of 1 KB', { ...FAILBACK, id: 'x'.repeat(1024) }, ['id']],
    ['an id of 65 letters', { ...FAILBACK, id: 'x'.repeat(65) }, ['id']],
    ['an empty id', { ...FAILBACK, id: '' }, ['id']],
    ['an id with a line break', { ...FAILBACK, id: 'a\nb' }, ['id']],
    ['an id that ends in a line break', { ...FAILBACK, id: 'a\n' }, ['id']],
    ['a number for an id', { ...FAILBACK, id: 7 }, ['id']],
    ['null for an id', { ...FAILBACK, id: null }, ['id']],
    [
      'M10 a command older than ten minutes',
      { ...FAILBACK, issuedAtMs: NOW_MS - COMMAND_EXPIRES_MS - 1 },
      ['issuedAtMs'],
    ],
    [
      'M11 a command from the future',
      { ...FAILBACK, issuedAtMs: NOW_MS + COMMAND_EXPIRES_MS + 1 },
      ['issuedAtMs'],
    ],
    ['a time in words', { ...FAILBACK, issuedAtMs: '2026-11-24T15:05:00Z' }, ['issuedAtMs']],
    ['no time at all', { ...FAILBACK, issuedAtMs: Number.NaN }, ['issuedAtMs']],
    ['M13 a force', { ...FAILBACK, force: true }, ['force']],
    ['M14 a force in words', { ...FAILBACK, force: 'true' }, ['force']],
    ['M23 a plan of its own', { ...FAILBACK, stages: [300, 20] }, ['stages']],
    [
      'a field of every object',
      JSON.parse('{"command":"failback","service":"shop","reason":"r","__proto__":{}}'),
      ['__proto__'],
    ],
    ['no service', { ...FAILBACK, service: undefined }, ['service']],
    ['an empty service', { ...FAILBACK, service: '' }, ['service']],
    ['a list of services', { ...FAILBACK, service: ['shop'] }, ['service']],
    ['M28 a reason beyond 16 KB', { ...FAILBACK, reason: 'x'.repeat(16_385) }, ['reason']],
    ['no reason', { ...FAILBACK, reason: undefined }, ['reason']],
    ['a reason that is no text', { ...FAILBACK, reason: { html: '<b>' } }, ['reason']],
    ['a who that is no text', { ...FAILBACK, who: 7 }, ['who']],
    ['a who beyond 16 KB', { ...FAILBACK, who: 'x'.repeat(16_385) }, ['who']],
    ['a number for an incident', { ...FAILBACK, incident: 7 }, ['incident']],
    ['no incident, said as null', { ...FAILBACK, incident: null }, ['incident']],
    ['an incident with a blank', { ...FAILBACK, incident: 'shop 1' }, ['incident']],
    [
      'an incident for all services',
      { ...FAILBACK, command: 'acknowledge', service: '*', incident: 'shop-1' },
      ['incident'],
    ],
    ['a length for a failback', { ...FAILBACK, forMs: MINUTE }, ['forMs']],
    ['a pause without a length', { ...FAILBACK, command: 'pause' }, ['forMs']],
    ['a pause of no length', { ...FAILBACK, command: 'pause', forMs: 0 }, ['forMs']],
    [
      'a pause of half a millisecond, which no stored state can hold',
      { ...FAILBACK, command: 'pause', forMs: 1000.5 },
      ['forMs'],
    ],
    ['a pause into the past', { ...FAILBACK, command: 'pause', forMs: -1 }, ['forMs']],
    ['a pause for ever', { ...FAILBACK, command: 'pause', forMs: LONGEST_PAUSE_MS + 1 }, ['forMs']],
    [
      'M29 a pause of 1e400',
      JSON.parse('{"command":"pause","service":"shop","reason":"r","forMs":1e400}'),
      ['forMs'],
    ],
    ['a pause in words', { ...FAILBACK, command: 'pause', forMs: '30m' }, ['forMs']],
    [
      'all of it wrong at once',
      { command: 1, service: 2, id: 3, who: 4, reason: 5, issuedAtMs: 6, x: 7 },
      ['x', 'command', 'service', 'id', 'who', 'reason', 'issuedAtMs'],
    ],
  ])('%s', (_, raw, paths) => {
    expect(faultsOf(raw)).toEqual(paths);
  });

  it.each([
    ['M10 just ten minutes old', { ...FAILBACK, issuedAtMs: NOW_MS - COMMAND_EXPIRES_MS }],
    ['M11 from a clock a little ahead', { ...FAILBACK, issuedAtMs: NOW_MS + MINUTE }],
    [
      'M26 hostile words, which are shown escaped',
      { ...FAILBACK, reason: '<b>\u001b[31m$\u007bjndi:ldap://x}=HYPERLINK()' },
    ],
    [
      'M25 a service that nobody has: whoever knows the services refuses it',
      { ...FAILBACK, service: '../../x' },
    ],
  ])('but not for: %s', (_, raw) => {
    expect(faultsOf(raw)).toBe('ok');
  });

  it('which names ten unknown fields at most', () => {
    const many = Object.fromEntries(Array.from({ length: 1000 }, (_, at) => [`x${at}`, at]));
    expect(faultsOf({ ...FAILBACK, ...many })).toHaveLength(10);
  });

  it('which shows look-alikes and controls of a terminal as what they are', () => {
    const parsed = parse({ ...FAILBACK, command: '\u0455top', '\u001b[2J\u202e': '\u009b' });
    expect(parsed).toMatchObject({
      faults: [
        { path: '\\u001b[2J\\u202e', found: '"\\u009b"' },
        { path: 'command', found: '"\\u0455top"' },
      ],
    });
  });

  it('which says what was found and what is allowed', () => {
    expect(parse({ ...FAILBACK, command: 'reboot', service: undefined })).toEqual({
      ok: false,
      faults: [
        { path: 'command', found: '"reboot"', allowed: COMMAND_KINDS.join(', ') },
        { path: 'service', found: 'nothing', allowed: 'the name of a service' },
      ],
    });
  });

  it('which cannot be made a text', () => {
    const stubborn = { toString: 1, valueOf: 1 };
    expect(faultsOf({ ...FAILBACK, command: stubborn, reason: undefined })).toEqual(['command']);
  });

  it('which is nested deeper than it can be written', () => {
    const deep: unknown = JSON.parse('['.repeat(10_000) + ']'.repeat(10_000));
    expect(faultsOf(deep)).toEqual(['']);
    expect(faultsOf({ ...FAILBACK, reason: deep })).toEqual(['reason']);
  });

  it('M28 without repeating megabytes', () => {
    const parsed = parse({ ...FAILBACK, reason: 'x'.repeat(7_000_000) });
    if (parsed.ok) throw new Error('was accepted');
    expect(parsed.faults[0]?.found).toHaveLength(80);
  });
});

describe('Words', () => {
  it('M26 are kept as far as a state has room, whole in each character and without controls', () => {
    const reason = `a\u0000b\u001b${'x'.repeat(KEPT_TEXT - 5)}\u{1f600}${'y'.repeat(10_000)}`;
    const parsed = parse({ ...FAILBACK, reason });
    if (!parsed.ok) throw new Error('was refused');
    expect(parsed.command.reason).toBe(`a b ${'x'.repeat(KEPT_TEXT - 5)}\ufffd…`);
  });
});

describe('An abort', () => {
  const plain = parse({ command: 'abort', service: 'shop' });

  it.each([
    ['who is no text', { who: 7 }],
    ['the id is none', { id: 'a b' }],
    ['it was issued long ago', { issuedAtMs: 0 }],
    ['it names an incident', { incident: 'shop-20200101-000000' }],
    ['the reason has megabytes', { reason: 'x'.repeat(7_000_000) }],
    ['it has fields of other commands, or of none', { forMs: -1, force: 'true', stages: [300] }],
  ])('is taken although %s', (_, more) => {
    expect(parse({ command: 'abort', service: 'shop', ...more })).toEqual(plain);
  });

  it('keeps who, why and its id where they are good', () => {
    const said = { id: 'a-1', who: 'operator', reason: 'errors' };
    expect(parse({ command: 'abort', service: 'shop', ...said })).toMatchObject({ command: said });
  });

  it.each([
    ['no service', undefined],
    ['a service that is no name', 7],
  ])('is refused with %s', (_, service) => {
    expect(faultsOf({ command: 'abort', service })).toEqual(['service']);
  });
});

describe('Whatever is sent', () => {
  const rubbish = fc.oneof(
    fc.anything({
      withBigInt: true,
      withNullPrototype: true,
      withSparseArray: true,
      withDate: true,
      withMap: true,
    }),
    fc.record(
      {
        id: fc.anything({ withBigInt: true }),
        command: fc.oneof(fc.constantFrom(...COMMAND_KINDS), fc.anything()),
        service: fc.oneof(fc.string(), fc.anything()),
        who: fc.anything(),
        reason: fc.anything({ withBigInt: true }),
        forMs: fc.oneof(fc.double(), fc.anything({ withBigInt: true })),
        issuedAtMs: fc.oneof(fc.double(), fc.anything()),
      },
      { requiredKeys: [] },
    ),
  );

  it('is answered, never thrown at, and never accepted half', () => {
    fc.assert(
      fc.property(rubbish, (raw) => {
        const parsed = parse(raw);
        if (!parsed.ok) {
          expect(parsed.faults.length).toBeGreaterThan(0);
          return expect(JSON.stringify(parsed.faults)).toMatch(/^[ -~–…]+$/);
        }
        const { id, kind, service, who, reason, forMs } = parsed.command;
        expect(COMMAND_KINDS).toContain(kind);
        expect([id, service, who, reason].every((field) => typeof field === 'string')).toBe(true);
        expect(service).not.toBe('');
        expect(kind === 'pause' ? Number(forMs) > 0 : forMs === null).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});
