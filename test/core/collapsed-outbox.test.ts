import { expect, it } from '@jest/globals';
import { OUTBOX_KEPT } from '../../src/core/limits.ts';
import { outboxItemName } from '../../src/core/outbox.ts';
import { parseState } from '../../src/core/parse-state.ts';
import { aCommand, decideOn } from '../builders/decision.ts';
import { anEntry, anOutboxItem } from '../builders/entries.ts';
import { aState, NOW_MS } from '../builders/state.ts';

const full = Array.from({ length: OUTBOX_KEPT }, (_, at) =>
  anOutboxItem({
    version: at + 1,
    savedAtMs: NOW_MS - 1000 * (OUTBOX_KEPT - at),
    entries: [anEntry(), anEntry()],
  }),
);

it('One message too many: the two oldest become one, told as the later of them, and the rest stays', () => {
  const { outbox } = decideOn(aState({ outbox: full }), undefined, {
    command: aCommand('pause'),
  }).state;
  expect(outbox).toHaveLength(OUTBOX_KEPT);
  expect(outbox[0]).toEqual({
    ...full[1],
    entries: [
      {
        atMs: full[1]?.savedAtMs,
        action: 'outboxCollapsed',
        because: 'notifierAway',
        facts: { count: 4 },
        evidence: [],
        telling: 'page',
      },
    ],
  });
  expect(outbox.slice(1, -1)).toEqual(full.slice(2));
});

it('What stands for others has a name of its own, and is still to be sent', () => {
  const sent = full.map((item) => ({ ...item, sent: true as const }));
  const { outbox } = decideOn(aState({ outbox: sent }), undefined, {
    command: aCommand('pause'),
  }).state;
  const names = [...sent, ...outbox.slice(0, 1)].map(outboxItemName);
  expect(new Set(names).size).toBe(names.length);
  expect(outbox[0]).not.toHaveProperty('sent');
  expect(outbox[1]).toHaveProperty('sent');
});

it('An item is named by its version alone, unless it stands for others', () => {
  expect(outboxItemName({ version: 7, entries: [anEntry()] })).toBe('7');
  expect(outboxItemName({ version: 7, entries: [] })).toBe('7');
  const collapsed = anEntry({ action: 'outboxCollapsed', facts: { count: 31 } });
  expect(outboxItemName({ version: 7, entries: [collapsed] })).toBe('7-31');
});

it('An item that was sent is read as such, and nothing else is said of one that was not', () => {
  const stored = (sent: unknown) => ({ ...aState(), outbox: [{ ...full[0], sent }] });
  expect(parseState('shop', stored(true))).toMatchObject({ ok: true });
  expect(parseState('shop', stored(false))).toMatchObject({ ok: false });
});

it('A full outbox stays as it is', () => {
  const state = aState({ outbox: full.slice(1) });
  const { outbox } = decideOn(state, undefined, { command: aCommand('pause') }).state;
  expect(outbox.slice(0, -1)).toEqual(full.slice(1));
});

it('What is saved without anything to tell makes no message', () => {
  const state = aState({ holdSwitch: { position: 'off', decidedAtMs: NOW_MS, seenAtMs: null } });
  const { state: after, entries } = decideOn(state, undefined, {});
  expect(entries).toEqual([]);
  expect(after.outbox).toEqual([]);
});
