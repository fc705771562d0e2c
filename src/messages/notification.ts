/** The message that tells people of one decision. */
import type { Entry, Signal } from '../core/entry.ts';
import { outboxItemName } from '../core/outbox.ts';
import type { Service } from '../core/service.ts';
import type { OutboxItem } from '../core/state.ts';
import { entrySentence } from './entry.ts';
import { evidenceLines } from './evidence.ts';
import { focusOf } from './focus.ts';
import { type Block, bullets, layOut } from './layout.ts';
import { attribute, type Notification } from './message.ts';
import { secondUtc } from './moment.ts';
import { openIncidentOf } from './open-incident.ts';
import { outlooks } from './outlook.ts';
import { secondaryWarning } from './secondary-warning.ts';
import { subjectOf } from './subjects.ts';
import { type Place, taskLines } from './task-lines.ts';
import { tasks } from './tasks.ts';
import { safeName, tell } from './told.ts';
import { usersLines } from './users-now.ts';
import type { Wording } from './wording.ts';

/** More entries than this are in the time-line only. */
const MOST_ENTRIES = 6;

/** The same for every copy of an item's message. */
export function notificationKey(service: Service, item: OutboxItem): string {
  return `${service.id}#${outboxItemName(item)}`;
}

/** The message for one item; `null` when all of its entries are only to be written down. */
export function renderNotification(
  wording: Wording,
  configuration: Place,
  service: Service,
  item: OutboxItem,
): Notification | null {
  const focus = focusOf(item.entries);
  if (focus === null || focus.telling === 'record') return null;
  return {
    key: notificationKey(service, item),
    subject: subjectOf(safeName(service.id), focus),
    text: layOut(blocks(wording, configuration, service, item, focus)),
    attributes: {
      service: attribute(service.id),
      incident: attribute(item.incident),
      kind: focus.telling,
      phase: item.standing.phase,
      action: attribute(focus.action),
    },
  };
}

function blocks(
  wording: Wording,
  configuration: Place,
  service: Service,
  item: OutboxItem,
  focus: Entry,
): readonly Block[] {
  const { headings } = wording;
  const { standing } = item;
  const warning = secondaryWarning(wording, service, item.entries, focus);
  const told = tell(wording, service, {});
  return [
    { lines: warning === null ? [] : [warning] },
    { lines: [wording.sentence(`${told.service}: ${entrySentence(wording, service, focus)}`)] },
    {
      heading: headings.happened(secondUtc(focus.atMs)),
      lines: bullets(happenedLines(wording, service, item, focus)),
    },
    {
      heading: headings.users,
      lines: bullets(usersLines(wording, service, standing, item.savedAtMs)),
    },
    {
      heading: headings.next,
      lines: bullets(
        outlooks(service, standing, focus).map((code) => wording.outlooks[code](told)),
      ),
    },
    {
      heading: headings.toDo,
      lines: taskLines(
        wording,
        configuration,
        service,
        tasks(service, standing, focus),
        openIncidentOf(item),
      ),
    },
    { lines: item.incident === null ? [] : [headings.incident(safeName(item.incident))] },
  ];
}

/** What the first sentence of the message has not said yet, then what was seen. */
function happenedLines(
  wording: Wording,
  service: Service,
  item: OutboxItem,
  focus: Entry,
): readonly string[] {
  const others = item.entries
    .filter((entry) => entry !== focus)
    .slice(0, MOST_ENTRIES)
    .map((entry) => entrySentence(wording, service, entry));
  return [...others, ...evidenceLines(wording, service, evidenceOf(item))];
}

/** All entries of an item come from one pass, so that one of them brings all that was seen. */
function evidenceOf({ entries }: OutboxItem): readonly Signal[] {
  return entries.find(({ evidence }) => evidence.length > 0)?.evidence ?? [];
}
