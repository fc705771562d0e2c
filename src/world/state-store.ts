/** The table: state items under conditional puts, time-line items under keys that are written once. Strongly consistent. */
import { deepFreeze } from '../config/deep-freeze.ts';
import type { ConditionalItem, SaveResult, StateStore, TimelineItem } from '../ports.ts';
import type { Calls } from './calls.ts';

const KEYS_PER_BATCH_GET = 100;
const ITEMS_PER_BATCH_WRITE = 25;

/** Items are kept as JSON, so that nobody shares an object with the table. */
export class Table {
  readonly #states = new Map<string, string>();
  readonly #parsed = new Map<string, { readonly json: string; readonly item: unknown }>();
  readonly #timelines = new Map<string, Map<string, string>>();

  load(ids: readonly string[]): ReadonlyMap<string, unknown> {
    const found = new Map<string, unknown>();
    for (const id of ids) {
      const json = this.#states.get(id);
      if (json !== undefined) found.set(id, this.#read(id, json));
    }
    return found;
  }

  save(id: string, { item, expectedVersion }: ConditionalItem): SaveResult {
    if (this.#storedVersion(id) !== expectedVersion) return { outcome: 'conflict' };
    this.#states.set(id, JSON.stringify(item));
    return { outcome: 'saved' };
  }

  /** What somebody with the console can do: any item, or none, whatever was there. */
  edit(id: string, item: unknown): void {
    if (item === undefined) this.#states.delete(id);
    else this.#states.set(id, JSON.stringify(item));
  }

  /** The item as it is stored; `undefined` when there is none. */
  json(id: string): string | undefined {
    return this.#states.get(id);
  }

  addTimeline(items: readonly TimelineItem[]): void {
    for (const item of items) {
      const timeline = this.#timelines.get(item.service) ?? new Map<string, string>();
      this.#timelines.set(item.service, timeline);
      if (!timeline.has(item.key)) timeline.set(item.key, JSON.stringify(item));
    }
  }

  listTimeline(service: string, limit: number): readonly TimelineItem[] {
    const timeline = this.#timelines.get(service) ?? new Map<string, string>();
    const newestFirst = [...timeline].sort(([one], [other]) => (one < other ? 1 : -1));
    return newestFirst.slice(0, limit).map(([, json]) => JSON.parse(json));
  }

  #storedVersion(id: string): unknown {
    const json = this.#states.get(id);
    return json === undefined
      ? null
      : (this.#read(id, json) as { version?: unknown } | null)?.version;
  }

  /** Most reads are of what was read before: the same object is given out again, and nobody can change it. */
  #read(id: string, json: string): unknown {
    const kept = this.#parsed.get(id);
    if (kept?.json === json) return kept.item;
    const item: unknown = deepFreeze(JSON.parse(json));
    this.#parsed.set(id, { json, item });
    return item;
  }
}

/** The table as a port. */
export function stateStorePort(table: Table, calls: Calls): StateStore {
  return {
    load: (ids) =>
      calls.make('stateStore', 'dynamodb:BatchGetItem', ids.length / KEYS_PER_BATCH_GET, () =>
        table.load(ids),
      ),
    save: (items) =>
      calls.make('stateStore', 'dynamodb:PutItem', items.size, () => {
        const results = new Map<string, SaveResult>();
        for (const [id, item] of items) results.set(id, table.save(id, item));
        return results;
      }),
    addTimeline: (items) =>
      calls.make(
        'stateStore',
        'dynamodb:BatchWriteItem',
        items.length / ITEMS_PER_BATCH_WRITE,
        () => table.addTimeline(items),
      ),
    listTimeline: (service, limit) =>
      calls.make('stateStore', 'dynamodb:Query', 1, () => table.listTimeline(service, limit)),
  };
}
