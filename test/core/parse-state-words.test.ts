import { describe, expect, it } from '@jest/globals';
import { parseState } from '../../src/core/parse-state.ts';
import type { ServiceState } from '../../src/core/state.ts';
import { anEntry, anOutboxItem, aStanding } from '../builders/entries.ts';
import { anIncident, aState, heldState, insync, returningState } from '../builders/state.ts';

const HALF = { primary: 50, secondary: 50 };

function answered(outcome: string) {
  const answer = { outcome, because: 'b', facts: {} };
  return { commands: [{ id: 'a', digest: 'd', answer }] };
}

/** Each field that takes some words only, and all of them. */
const CLOSED: readonly (readonly [string, readonly unknown[], (word: never) => object])[] = [
  [
    'incident.kind',
    ['failure', 'planned'],
    (kind) => heldState({ incident: anIncident({ kind }) }),
  ],
  [
    'incident.holdReason',
    [null, 'primaryFailed', 'planned', 'relapse', 'abort'],
    (holdReason) => heldState({ incident: anIncident({ holdReason }) }),
  ],
  ['delayedHold', [null, 'abort', 'relapse'], (delayedHold) => heldState({ delayedHold })],
  [
    'outbox.0.entries.0.telling',
    ['page', 'inform', 'record'],
    (telling) => aState({ outbox: [anOutboxItem({ entries: [anEntry({ telling })] })] }),
  ],
  [
    'outbox.0.standing.users',
    ['primary', 'secondary', 'mixed', 'unknown'],
    (users) => aState({ outbox: [anOutboxItem({ standing: aStanding({ users }) })] }),
  ],
  [
    'outbox.0.standing.phase',
    ['OnPrimary', 'OnSecondary', 'Returning'],
    (phase) => aState({ outbox: [anOutboxItem({ standing: aStanding({ phase }) })] }),
  ],
  [
    'commands.0.answer.outcome',
    ['done', 'waiting', 'refused', 'nothingToDo'],
    (outcome) => ({ ...aState(), ...answered(outcome) }),
  ],
  [
    'acts.0.towards',
    ['primary', 'secondary'],
    (towards) => aState({ acts: [{ atMs: 1, towards }] }),
  ],
  [
    'holdSwitch.position',
    ['on', 'off'],
    (position) => aState({ holdSwitch: { position, decidedAtMs: 1, seenAtMs: null } }),
  ],
  [
    'records.progress',
    [{ status: 'wanted' }, { status: 'submitted', changeId: 'C1' }, { status: 'insync', atMs: 1 }],
    (progress) => aState({ records: { ...insync(HALF, 1, 0), progress } }),
  ],
];

function why(item: unknown): string {
  const parsed = parseState('shop', item);
  return parsed.ok ? 'ok' : parsed.why;
}

describe('A field of a stored state that takes some words only', () => {
  it.each(
    CLOSED.flatMap(([path, words, stateOf]) =>
      words.map((word) => [path, word, stateOf(word as never)] as const),
    ),
  )('takes at %s: %j', (_, __, item) => {
    expect(why(item)).toBe('ok');
  });

  it.each(CLOSED)('takes at %s nothing else', (path, _, stateOf) => {
    expect(why(stateOf('' as never))).toContain(path);
    expect(why(stateOf('another' as never))).toContain(path);
  });
});

describe('Why a stored item is refused', () => {
  it.each<readonly [string, unknown]>([
    ['phase Returning lacks a failback', returningState(0, { failback: null })],
    ['phase OnPrimary has a failback', aState({ failback: returningState().failback })],
    ['phase OnSecondary without an incident', heldState({ incident: null })],
  ])('%s', (says, item) => {
    expect(why(item)).toBe(says);
  });

  it.each([[null], ['text'], [7]])('names the item itself when it is %j', (item) => {
    expect(why(item)).toMatch(/^item: /);
  });

  it('is no newer schema when that is not a number', () => {
    expect(why({ ...aState(), schemaVersion: '2' })).toMatch(/^schemaVersion: /);
  });
});

describe('A frozen item, which cannot change', () => {
  const frozen: ServiceState = Object.freeze(aState());

  it('is parsed once', () => {
    expect(parseState('shop', frozen)).toBe(parseState('shop', frozen));
  });

  it('is still of its own service only', () => {
    expect(parseState('shop', frozen).ok).toBe(true);
    expect(parseState('mail', frozen).ok).toBe(false);
    expect(parseState('shop', frozen).ok).toBe(true);
  });

  it('that is bad stays bad, and another is parsed anew', () => {
    const bad = Object.freeze({ ...aState(), phase: 'Frozen' });
    expect([parseState('shop', bad).ok, parseState('shop', bad).ok]).toEqual([false, false]);
    const open = aState();
    expect(parseState('shop', open)).not.toBe(parseState('shop', open));
  });
});
