import { describe, expect, it } from '@jest/globals';
import { parseCommand } from '../../src/core/parse-command.ts';
import { NOW_MS } from '../builders/state.ts';

const PAUSE = { command: 'pause', service: 'shop', reason: 'works', forMs: 60_000 };

function allowedFor(raw: unknown): readonly string[] {
  const parsed = parseCommand(raw, 'request-7', NOW_MS);
  return parsed.ok ? [] : parsed.faults.map(({ allowed }) => allowed);
}

describe('A refused command says what is allowed', () => {
  it.each<readonly [string, unknown]>([
    ['an object such as {"command":"failback",…}', 'failback'],
    [
      'one of: id, command, service, incident, who, reason, forMs, issuedAtMs',
      { ...PAUSE, force: true },
    ],
    ['1–64 letters, digits, and . _ : -', { ...PAUSE, id: 'a b' }],
    ['nothing: it is of one service', { ...PAUSE, service: '*', incident: 'shop-1' }],
    ['the id of an incident, or none for whichever is open', { ...PAUSE, incident: 7 }],
    ['why, in a few words', { ...PAUSE, reason: undefined }],
    ['text of at most 16384 characters, 500 are kept', { ...PAUSE, who: 'x'.repeat(16_385) }],
    ['nothing: only a pause has a length', { ...PAUSE, command: 'resume' }],
    ['whole milliseconds, at most 604800000 (7 days)', { ...PAUSE, forMs: 0.5 }],
    [
      'a time within 10 minutes; this command has expired: see the status, then ask anew',
      { ...PAUSE, issuedAtMs: `${NOW_MS}` },
    ],
  ])('%s', (allowed, raw) => {
    expect(allowedFor(raw)).toEqual([allowed]);
  });

  it.each([
    ['a text of the greatest length', { ...PAUSE, who: 'x'.repeat(16_384) }],
    ['an incident of its service', { ...PAUSE, incident: 'shop-20261124-130500' }],
    ['every service, and so no incident', { ...PAUSE, service: '*' }],
  ])('and takes %s', (_, raw) => {
    expect(allowedFor(raw)).toEqual([]);
  });

  it('and keeps what it takes: the incident, and words whole that there is room for', () => {
    const raw = { ...PAUSE, incident: 'shop-20261124-130500', reason: 'x'.repeat(500) };
    expect(parseCommand(raw, 'request-7', NOW_MS)).toEqual({
      ok: true,
      command: {
        id: 'request-7',
        kind: 'pause',
        service: 'shop',
        incident: 'shop-20261124-130500',
        who: 'unknown',
        reason: 'x'.repeat(500),
        forMs: 60_000,
      },
    });
  });
});
