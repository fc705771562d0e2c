/** A time-line for people: what belongs to one incident under its name. */
import { parseEntry } from '../core/parse-state.ts';
import type { Service } from '../core/service.ts';
import { shown } from '../core/shown.ts';
import { renderEntry } from '../messages/entry.ts';
import { secondUtc } from '../messages/moment.ts';
import { wordingFor } from '../messages/wording.ts';
import type { TimelineItem } from '../ports.ts';

/** `items` oldest first. */
export function timelineText(service: Service, items: readonly TimelineItem[]): string {
  if (items.length === 0) return `${service.id}: nothing has happened yet.`;
  const lines: string[] = [];
  let incident: string | null | undefined;
  for (const item of items) {
    if (item.incident !== incident) lines.push('', headingOf(service, item));
    incident = item.incident;
    lines.push(`  ${secondUtc(item.atMs)}  ${sentence(service, item.entry)}`);
  }
  return lines.slice(1).join('\n');
}

function headingOf({ id }: Service, { incident }: TimelineItem): string {
  return incident === null
    ? `${id}, in no incident`
    : `${id}, incident ${shown(incident).slice(1, -1)}`;
}

/** What somebody has broken by hand is shown as it is, and hides nothing else. */
function sentence(service: Service, stored: unknown): string {
  const entry = parseEntry(stored);
  if (entry === undefined) return `cannot be read: ${shown(stored)}`;
  return renderEntry(wordingFor(service.language), service, entry);
}
