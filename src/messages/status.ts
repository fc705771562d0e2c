/** How a service stands now: what a tired person asks first. */
import type { Service } from '../core/service.ts';
import type { ConditionName, ServiceState, Standing } from '../core/state.ts';
import { byReason } from './because.ts';
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
    .map((name) => byReason(wording.topics, { action: 'conditionBegan', because: name }) ?? name);
  const { headings } = wording;
  return layOut([
    {
      lines: [
        `${told.service}: ${usersSentence(wording, service, standing)}`,
        wording.meant(standing),
        ...(state.incident === null ? [] : [headings.incident(state.incident.id)]),
      ],
    },
    { lines: bullets([...wrong, ...restraints(wording, service, state)]) },
    {
      heading: headings.next,
      lines: bullets(usualOutlooks(service, standing).map((code) => wording.outlooks[code](told))),
    },
    {
      heading: headings.toDo,
      lines: taskLines(
        wording,
        place,
        service,
        usualTasks(service, standing),
        state.incident?.id ?? null,
      ),
    },
  ]);
}

/** What keeps Switchback from acting by itself. */
function restraints(wording: Wording, service: Service, { armed, pause }: ServiceState): string[] {
  const lines = armed.atMs === null ? [wording.notArmed] : [];
  if (service.mode === 'observe') lines.push(wording.observes);
  if (pause === null) return lines;
  return [...lines, wording.paused(tell(wording, service, { who: pause.owner, ...pause }))];
}
