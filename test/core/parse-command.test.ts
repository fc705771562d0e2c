import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { COMMAND_KINDS } from '../../src/core/command.ts';
import { LONGEST_PAUSE_MS } from '../../src/core/limits.ts';
import { COMMAND_EXPIRES_MS, parseCommand } from '../../src/core/parse-command.ts';
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
      JSON.parse('{"command":"abort","service":"shop","__proto__":{}}'),
      ['__proto__'],
    ],
    ['no service', { ...FAILBACK, service: undefined }, ['service']],
    ['an empty service', { ...FAILBACK, service: '' }, ['service']],
    ['a list of services', { ...FAILBACK, service: ['shop'] }, ['service']],
    ['M26 a reason of 10 KB', { ...FAILBACK, reason: 'x'.repeat(10_240) }, ['reason']],
    ['no reason', { ...FAILBACK, reason: undefined }, ['reason']],
    ['a reason that is no text', { ...FAILBACK, reason: { html: '<b>' } }, ['reason']],
    ['a who that is no text', { ...FAILBACK, who: 7 }, ['who']],
    ['a who of 1,001 letters', { ...FAILBACK, who: 'x'.repeat(1001) }, ['who']],
    ['a length for a failback', { ...FAILBACK, forMs: MINUTE }, ['forMs']],
    ['a pause without a length', { ...FAILBACK, command: 'pause' }, ['forMs']],
    ['a pause of no length', { ...FAILBACK, command: 'pause', forMs: 0 }, ['forMs']],
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
        if (!parsed.ok) return expect(parsed.faults.length).toBeGreaterThan(0);
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
