/** What is still to be told: bounded, and each item with a name that no other content ever has. */
import type { Entry } from './entry.ts';
import { OUTBOX_KEPT } from './limits.ts';
import type { OutboxItem } from './state.ts';

/**
 * Tells an item from all others of its service, whoever tells it and however often: by the version of the state that
 * decided it. One that stands for others was told before as what it was, so that it is named by how many they are, too.
 */
export function outboxItemName({
  version,
  entries,
}: Pick<OutboxItem, 'version' | 'entries'>): string {
  const [first] = entries;
  return first?.action === 'outboxCollapsed' ? `${version}-${first.facts.count}` : `${version}`;
}

/** A notifier that is away for long must not grow the item without end: the oldest become one line. */
export function collapse(outbox: readonly OutboxItem[]): readonly OutboxItem[] {
  if (outbox.length <= OUTBOX_KEPT) return outbox;
  const surplus = outbox.slice(0, outbox.length - OUTBOX_KEPT + 1);
  const last = surplus.at(-1);
  if (last === undefined) return outbox;
  const count = surplus.reduce((sum, { entries }) => sum + countOf(entries), 0);
  const collapsed: Entry = {
    atMs: last.savedAtMs,
    action: 'outboxCollapsed',
    because: 'notifierAway',
    facts: { count },
    evidence: [],
    telling: 'page',
  };
  const { sent: _, ...untold } = last;
  return [{ ...untold, entries: [collapsed] }, ...outbox.slice(surplus.length)];
}

function countOf(entries: readonly Entry[]): number {
  return entries.reduce(
    (sum, { action, facts }) => sum + (action === 'outboxCollapsed' ? Number(facts.count) : 1),
    0,
  );
}
