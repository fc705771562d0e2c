/** What a person gets back from a command. */
import type { Command, CommandAnswer } from '../core/command.ts';
import type { Service } from '../core/service.ts';
import type { Standing } from '../core/state.ts';
import { ownValue } from './because.ts';
import { bullets, layOut } from './layout.ts';
import { type Outlook, usualOutlooks } from './outlook.ts';
import { type Place, taskLines } from './task-lines.ts';
import { type Task, usualTasks } from './tasks.ts';
import { type Sentence, safeName, type Told, tell, tellOfAny } from './told.ts';
import { usersSentence } from './users-now.ts';
import type { Wording } from './wording.ts';

/**
 * Where users are, what became of the command, what happens next and what to do. Without a service (all of them, or
 * an unknown one) or a standing, only what became of the command.
 */
export function renderAnswer(
  wording: Wording,
  configuration: Place,
  service: Service | undefined,
  command: Pick<Command, 'service'>,
  answer: CommandAnswer,
  standing: Standing | null,
): string {
  if (service === undefined) {
    const whom = command.service === '*' ? wording.everyService : command.service;
    const told = tellOfAny(wording, whom, answer.facts);
    const [first, ...more] = outcomeLines(wording, told, answer);
    return [`${told.service}: ${first}`, ...more].join('\n');
  }
  const told = tell(wording, service, answer.facts);
  const outcome = { lines: outcomeLines(wording, told, answer) };
  if (standing === null) return layOut([outcome]);
  const { headings } = wording;
  const next = answerOutlooks(service, standing, answer).map((code) =>
    wording.outlooks[code](told),
  );
  return layOut([
    {
      heading: headings.users,
      lines: bullets([
        `${told.service}: ${usersSentence(wording, service, standing)}`,
        wording.meant(standing),
      ]),
    },
    outcome,
    { heading: headings.next, lines: bullets(next) },
    {
      heading: headings.toDo,
      // A person is at the keyboard and sees what is so now.
      lines: taskLines(
        wording,
        configuration,
        service,
        answerTasks(service, standing, answer),
        null,
      ),
    },
  ]);
}

function answerOutlooks(
  service: Service,
  standing: Standing,
  { outcome, because }: CommandAnswer,
): readonly Outlook[] {
  if (outcome === 'done' && because === 'paused') return ['pausedNothingNew'];
  if (outcome === 'waiting' && because === 'moveWaits') return ['moveWhenSecondaryHealthy'];
  return usualOutlooks(service, standing);
}

/** Commands that lift a refusal; everything else leaves people with what can be done where traffic is. */
const LIFTING: Readonly<Record<string, Task>> = {
  paused: 'resume',
  secondaryNotReady: 'makeSecondaryReady',
  secondaryNotAnswering: 'seeRecords',
  recordsUnknown: 'seeRecords',
  recordsIrregular: 'seeRecords',
  primaryUnhealthy: 'seeAlarms',
  primaryUnknown: 'seeAlarms',
  secondaryUnhealthy: 'seeAlarms',
  secondaryUnknown: 'seeAlarms',
};

function answerTasks(
  service: Service,
  standing: Standing,
  { outcome, because }: CommandAnswer,
): readonly Task[] {
  if (outcome === 'done' && because === 'paused') return ['resume'];
  const lifting = outcome === 'refused' ? ownValue(LIFTING, because) : undefined;
  return lifting === undefined ? usualTasks(service, standing) : [lifting];
}

function outcomeLines(wording: Wording, told: Told, answer: CommandAnswer): readonly string[] {
  const { outcome, because } = answer;
  if (outcome === 'refused') {
    const words = ownValue(wording.refusals, because);
    return words
      ? [wording.refused(words.why(told)), wording.lifts(words.lift(told))]
      : [wording.otherAnswer(outcome, safeName(because))];
  }
  const sentence = ownValue<Sentence>(wording.answers[outcome], because);
  return [sentence ? sentence(told) : wording.otherAnswer(outcome, safeName(because))];
}
