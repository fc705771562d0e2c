/** The second save of a transition: what came of the acts, and an outbox without what was told. */
import { outboxItemName } from '../core/outbox.ts';
import { parseState } from '../core/parse-state.ts';
import type { OutboxItem, RecordIntent, ServiceState } from '../core/state.ts';
import type { StateStore } from '../ports.ts';
import type { PassFaults } from './faults.ts';
import { saveStates } from './save.ts';
import type { Told } from './tell.ts';

/** What a pass has done for one service. */
export interface Done {
  /** The state by which it acted. */
  readonly state: ServiceState;
  /** Of the change that Route 53 accepted, if any. */
  readonly changeId: string | undefined;
  readonly told: Told;
}

/** Passes that save at the same time make way for each other after this many attempts at the latest. */
const ATTEMPTS = 3;

/** Another pass may have saved meanwhile. What was done is written down all the same, or it would be done twice. */
export async function settle(
  stateStore: StateStore,
  done: readonly Done[],
  faults: PassFaults,
): Promise<void> {
  let open = done.map((one) => ({ one, stored: one.state }));
  for (let attempt = 1; attempt <= ATTEMPTS && open.length > 0; attempt += 1) {
    const unsettled = open.flatMap(({ one, stored }) => {
      const after = settledState(stored, one);
      return after === stored ? [] : [{ one, after }];
    });
    const { overtaken } = await saveStates(
      stateStore,
      unsettled.map(({ after }) => after),
      faults,
    );
    const lost = unsettled.filter(({ after }) => overtaken.has(after.service));
    open = await readAgain(
      stateStore,
      lost.map(({ one }) => one),
      faults,
    );
  }
}

async function readAgain(stateStore: StateStore, done: readonly Done[], faults: PassFaults) {
  if (done.length === 0) return [];
  const items = await faults.attempt('loading states again', () =>
    stateStore.load(done.map(({ state }) => state.service)),
  );
  return done.flatMap((one) => {
    const parsed = parseState(one.state.service, items?.get(one.state.service));
    return parsed.ok ? [{ one, stored: parsed.state }] : [];
  });
}

/** The stored state as it is after acting and telling; the very same object when neither changes anything. */
export function settledState(stored: ServiceState, { state, changeId, told }: Done): ServiceState {
  const records = submitted(stored.records, state.records, changeId);
  const outbox = outboxAfter(stored.outbox, told);
  if (records === stored.records && outbox === stored.outbox) return stored;
  return { ...stored, version: stored.version + 1, records, outbox };
}

function submitted(
  stored: RecordIntent | null,
  sent: RecordIntent | null,
  changeId: string | undefined,
): RecordIntent | null {
  if (changeId === undefined || stored?.progress.status !== 'wanted') return stored;
  const isSent =
    stored.generation === sent?.generation && stored.decidedAtVersion === sent.decidedAtVersion;
  return isSent ? { ...stored, progress: { status: 'submitted', changeId } } : stored;
}

/** The very same list when nothing of it has been told. */
function outboxAfter(stored: readonly OutboxItem[], { whole, sent }: Told): readonly OutboxItem[] {
  const left = stored
    .filter((item) => !holds(whole, item))
    .map((item) =>
      item.sent !== true && holds(sent, item) ? { ...item, sent: true as const } : item,
    );
  const isSameList = left.length === stored.length && left.every((item, at) => item === stored[at]);
  return isSameList ? stored : left;
}

function holds(items: ReadonlySet<OutboxItem>, item: OutboxItem): boolean {
  return [...items].some((one) => outboxItemName(one) === outboxItemName(item));
}
