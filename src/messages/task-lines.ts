/** Tasks as lines of a message: what to do, and below it the command as one line of its own. */
import type { CommandKind } from '../core/command.ts';
import type { Configuration, Service } from '../core/service.ts';
import { alarmsLine, changesLine, holdAlarmLine, invokeLine, recordsLine } from './command-line.ts';
import type { Task } from './tasks.ts';
import { tell } from './told.ts';
import type { Wording } from './wording.ts';

export type Place = Pick<Configuration, 'stackName' | 'homeRegion'>;

const COMMANDS: Readonly<Partial<Record<Task, CommandKind>>> = {
  failover: 'failover',
  failbackLater: 'failback',
  failback: 'failback',
  failbackInOneStep: 'failback',
  failbackAnew: 'failback',
  approve: 'approve',
  abort: 'abort',
  resume: 'resume',
  acknowledge: 'acknowledge',
  adoptRecords: 'acknowledge',
};

const LOOKS: Readonly<Partial<Record<Task, (place: Place, service: Service) => string>>> = {
  seeAlarms: alarmsLine,
  seeHoldAlarm: holdAlarmLine,
  seeRecords: (_, service) => recordsLine(service),
  seeChanges: changesLine,
};

/** Words first, the command on the next line, so that it can be copied whole. Commands are for that incident. */
export function taskLines(
  wording: Wording,
  place: Place,
  service: Service,
  tasks: readonly Task[],
  incident: string | null,
): readonly string[] {
  const told = tell(wording, service, {});
  return tasks.flatMap((task) => {
    const command = commandOf(place, service, task, incident);
    return [`- ${wording.tasks[task](told)}`, ...(command === undefined ? [] : [command])];
  });
}

function commandOf(
  place: Place,
  service: Service,
  task: Task,
  incident: string | null,
): string | undefined {
  const kind = COMMANDS[task];
  return kind === undefined
    ? LOOKS[task]?.(place, service)
    : invokeLine(place, kind, service.id, incident);
}
