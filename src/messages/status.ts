/** How a service stands now: what a tired person asks first. */
import type { Service } from '../core/service.ts';
import type { ConditionName, ServiceState, Standing } from '../core/state.ts';
import { bullets, layOut } from './layout.ts';
import { usualOutlooks } from './outlook.ts';
import { type Place, taskLines } from './task-lines.ts';
import { usualTasks } from './tasks.ts';
import { tell } from './told.ts';
import { usersSentence } from './users-now.ts';
import type { Wording } from './wording.ts';

/** Where users are, what is wrong, what happens next and what to do. */
export function renderStatus(
  wording: Wording,
  place: Place,
  service: Service,
  state: ServiceState,
  standing: Standing,
): string {
  const told = tell(wording, service, {});
  const wrong = (Object.keys(state.conditions) as ConditionName[])
    .filter((name) => state.conditions[name]?.told)
    .map((name) => wording.entries.conditionBegan[name](told));
  const { headings } = wording;
  return layOut([
    {
      lines: [
        `${told.service}: ${usersSentence(wording, service, standing)}`,
        wording.meant(standing),
        ...(state.incident === null ? [] : [headings.incident(state.incident.id)]),
      ],
    },
    { lines: bullets(wrong) },
    {
      heading: headings.next,
      lines: bullets(usualOutlooks(service, standing).map((code) => wording.outlooks[code](told))),
    },
    {
      heading: headings.toDo,
      lines: taskLines(wording, place, service, usualTasks(service, standing)),
    },
  ]);
}
