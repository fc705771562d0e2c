import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { renderEntry } from '../../src/messages/entry.ts';
import { wordingFor } from '../../src/messages/wording.ts';
import { aService } from '../builders/configuration.ts';
import { anEntryOf } from '../builders/entries.ts';
import { ALL_FACTS, EVERY_ANSWER, EVERY_REASON } from './every-reason.ts';

const WORDING = wordingFor('en');
const SERVICE = aService();

function sentence(action: string, because: string): string {
  return renderEntry(
    WORDING,
    SERVICE,
    anEntryOf(action, because, { facts: ALL_FACTS, evidence: [] }),
  );
}

describe('a line of the time-line', () => {
  it('says what was seen of the side it is about', () => {
    expect(renderEntry(WORDING, SERVICE, anEntryOf('conditionBegan', 'primaryUnhealthy'))).toBe(
      'primary (ap-northeast-1) is unhealthy: ' +
        'Route 53 says unhealthy; our probe: no connection within 4 s; alarm: ALARM',
    );
    expect(renderEntry(WORDING, SERVICE, anEntryOf('notHeld', 'secondaryUnknown'))).toContain(
      'our probe: HTTP 200',
    );
    expect(renderEntry(WORDING, SERVICE, anEntryOf('notHeld', 'paused'))).not.toContain('probe');
  });

  it('goes on behind what a checker says, without its full stop', () => {
    const evidence = [
      { source: 'probe', about: 'primary', said: 'HTTP Status Code: 503.' },
      { source: 'alarm', about: 'primary', said: 'ALARM' },
    ] as const;
    expect(
      renderEntry(WORDING, SERVICE, anEntryOf('conditionBegan', 'primaryUnhealthy', { evidence })),
    ).toContain('our probe: HTTP Status Code: 503; alarm: ALARM');
  });

  it('says of missing data that it is unknown', () => {
    const evidence = [
      { source: 'alarm', about: 'primary', said: 'INSUFFICIENT_DATA' },
      { source: 'witness', about: 'primary', said: 'unknown: no name server answered' },
    ] as const;
    expect(
      renderEntry(WORDING, SERVICE, anEntryOf('conditionBegan', 'primaryUnknown', { evidence })),
    ).toBe(
      'it is unknown whether the primary (ap-northeast-1) is healthy: ' +
        "alarm: unknown (INSUFFICIENT_DATA); Route 53's verdict is unknown: no name server answered",
    );
  });

  it('says that a fact is not recorded rather than make one up', () => {
    expect(renderEntry(WORDING, SERVICE, anEntryOf('held', 'weights', { facts: {} }))).toBe(
      'held by record weights, after not recorded',
    );
  });

  it.each([
    ['teleported', 'magic'],
    ['held', 'magic'],
    ['constructor', 'toString'],
    ['held', 'constructor'],
  ])('shows codes of another version as they are: %s because %s', (action, because) => {
    expect(sentence(action, because)).toBe(
      `${action}, reason ${because} (written by another version)`,
    );
  });

  it('shows sources of another version as they are', () => {
    const evidence = [{ source: 'oracle' as 'probe', about: 'primary', said: 'doom' }];
    expect(
      renderEntry(WORDING, SERVICE, anEntryOf('conditionBegan', 'primaryUnhealthy', { evidence })),
    ).toContain('oracle: doom');
  });
});

describe('the words', () => {
  const core = new URL('../../src/core/', import.meta.url);
  const sources = readdirSync(core)
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(new URL(name, core), 'utf8'))
    .join('\n');
  const knownCodes = new Set([...EVERY_REASON, ...EVERY_ANSWER].flat());

  it.each([
    ['because', /because: '(\w+)'/g],
    ['obstacle', /obstacle\('(\w+)'/g],
    ['answer', /answered\([^()]*'(?:done|waiting|refused|nothingToDo)',\s*'(\w+)'/g],
  ])('know every %s that core writes out', (_, pattern) => {
    const codes = [...sources.matchAll(pattern)].map(([, code]) => code);
    expect(codes.length).toBeGreaterThan(3);
    expect(codes.filter((code) => !knownCodes.has(code!))).toEqual([]);
  });
});
