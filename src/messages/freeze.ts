/** The message about a service whose stored state cannot be read. */
import type { Service } from '../core/service.ts';
import { recordsLine } from './command-line.ts';
import { bullets, layOut } from './layout.ts';
import { attribute, NOTHING, type Notification } from './message.ts';
import { LONGEST_TEXT, neutralise } from './neutralise.ts';
import { freezeSubject } from './subjects.ts';
import type { Place } from './task-lines.ts';
import { tell } from './told.ts';
import type { Wording } from './wording.ts';

/** A page: nothing is done for the service until a person has mended the item. `key` is the caller's. */
export function renderFreeze(
  wording: Wording,
  configuration: Place,
  service: Service,
  why: string,
  key: string,
): Notification {
  const { freeze, headings } = wording;
  const told = tell(wording, service, {});
  return {
    key,
    subject: freezeSubject(told.service),
    text: layOut([
      { lines: [freeze.headline(told)] },
      {
        heading: headings.why,
        lines: bullets([freeze.why(configuration, neutralise(why, LONGEST_TEXT))]),
      },
      { heading: headings.users, lines: bullets([freeze.users]) },
      { heading: headings.next, lines: bullets(freeze.next.map((sentence) => sentence(told))) },
      { heading: headings.toDo, lines: [...bullets([freeze.toDo]), recordsLine(service)] },
    ]),
    attributes: {
      service: attribute(service.id),
      incident: NOTHING,
      kind: 'page',
      phase: 'unknown',
      action: 'frozen',
    },
  };
}
