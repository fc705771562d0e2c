/** The second save of a transition: what came of the acts, and an outbox without what was told. */
import type { OutboxItem, RecordIntent, ServiceState } from '../core/state.ts';

/** The state as it is after acting and telling; the very same object when neither changed anything. */
export function settledState(
  state: ServiceState,
  changeId: string | undefined,
  told: ReadonlySet<OutboxItem> | undefined,
): ServiceState {
  if (changeId === undefined && told === undefined) return state;
  return {
    ...state,
    version: state.version + 1,
    records: submitted(state.records, changeId),
    outbox: state.outbox.filter((item) => !told?.has(item)),
  };
}

function submitted(
  records: RecordIntent | null,
  changeId: string | undefined,
): RecordIntent | null {
  if (records === null || changeId === undefined) return records;
  return { ...records, progress: { status: 'submitted', changeId } };
}
