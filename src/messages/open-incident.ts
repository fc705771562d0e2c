/** The incident that commands in a message are bound to. */
import type { OutboxItem } from '../core/state.ts';

/** Each of them names the incident that it ends. */
const CLOSING: readonly string[] = ['incidentClosed', 'failbackDone'];

/** `null` when the message tells of no incident, or of the end of it: a bound command would be refused at once. */
export function openIncidentOf({
  incident,
  entries,
}: Pick<OutboxItem, 'incident' | 'entries'>): string | null {
  const isClosed = entries.some(
    ({ action, facts }) => CLOSING.includes(action) && facts.incident === incident,
  );
  return isClosed ? null : incident;
}
