/** A recording as a time-line that a person can follow: what broke, what Route 53 did, what Switchback did. */
import type { Entry } from '../core/entry.ts';
import type { Service } from '../core/service.ts';
import { SIDES } from '../core/service.ts';
import { logicalIds } from '../infrastructure/logical-ids.ts';
import { renderAnswer } from '../messages/answer.ts';
import { entrySentence } from '../messages/entry.ts';
import type { Wording } from '../messages/wording.ts';
import type { JournalEntry } from '../world/journal.ts';
import { tellHappening } from './happening-text.ts';
import type { Recording } from './run.ts';
import type { Scenario, TimedHappening } from './scenario.ts';

export type Teller = 'world' | 'route53' | 'switchback' | 'person';

export interface StoryLine {
  /** From the start of the scenario. */
  readonly atMs: number;
  readonly teller: Teller;
  readonly text: string;
}

export function tellStory(
  wording: Wording,
  scenario: Scenario,
  recording: Recording,
  service: Service,
): readonly StoryLine[] {
  const lines = [
    ...happeningLines(scenario.happenings, service),
    ...recording.journal
      .filter(({ atMs }) => atMs >= recording.startMs)
      .flatMap((event) => trueLine(event, service, recording.startMs)),
    ...answerLines(wording, recording, service),
    ...entryLines(wording, recording, service),
  ];
  return lines.toSorted((a, b) => a.atMs - b.atMs);
}

/** What becomes of the same thing at the same moment is one line. */
function happeningLines(
  happenings: readonly TimedHappening[],
  service: Service,
): readonly StoryLine[] {
  const told = happenings
    .filter((one) => one.service === null || one.service === service.id)
    .map(({ atMs, happening }) => {
      const teller: Teller = happening.kind === 'command' ? 'person' : 'world';
      return { atMs, teller, ...tellHappening(happening, service) };
    });
  const together = Map.groupBy(told, ({ atMs, subject }) => `${atMs} ${subject}`);
  return [...together.values()].flatMap((group) =>
    group.slice(0, 1).map(({ atMs, teller, subject }) => ({
      atMs,
      teller,
      text: `${subject} ${group.map(({ predicate }) => predicate).join(' and ')}`,
    })),
  );
}

function entryLines(
  wording: Wording,
  { timelines, startMs }: Recording,
  service: Service,
): readonly StoryLine[] {
  const items = (timelines.get(service.id) ?? []).filter(({ atMs }) => atMs >= startMs);
  const entries = items.map(({ entry }) => entry as Entry);
  return entries
    .filter((entry) => !isToldByIncident(entry, entries))
    .map((entry) => ({
      atMs: entry.atMs - startMs,
      teller: 'switchback',
      text: entrySentence(wording, service, entry),
    }));
}

/** An incident that opens says already that the primary is unhealthy. */
function isToldByIncident({ atMs, action, because }: Entry, entries: readonly Entry[]): boolean {
  if (action !== 'conditionBegan' || because !== 'primaryUnhealthy') return false;
  return entries.some((other) => other.atMs === atMs && other.action === 'incidentOpened');
}

/** Commands whose answer leaves nothing in the time-line. */
function answerLines(
  wording: Wording,
  { answered, configuration, startMs }: Recording,
  service: Service,
): readonly StoryLine[] {
  return answered.flatMap(({ atMs, command, answer }) => {
    if (command.service !== service.id) return [];
    const line = { atMs: atMs - startMs, teller: 'switchback' as const };
    if (answer === null) return [{ ...line, text: `${command.kind} could not be carried out` }];
    if (answer.outcome !== 'nothingToDo') return [];
    return [
      { ...line, text: renderAnswer(wording, configuration, service, command, answer, null) },
    ];
  });
}

function trueLine(event: JournalEntry, service: Service, startMs: number): readonly StoryLine[] {
  const text = trueText(event, service);
  return text === undefined ? [] : [{ atMs: event.atMs - startMs, teller: 'route53', text }];
}

function trueText(event: JournalEntry, service: Service): string | undefined {
  if (event.kind === 'checkFlipped') {
    const side = SIDES.find((one) => logicalIds(service)[one].health === event.checkId);
    return side && `health checkers now say: ${side} ${event.status}`;
  }
  if (event.kind === 'holdSeenByDns' && event.service === service.id) {
    return `all name servers now see the hold switch ${event.position}`;
  }
  return undefined;
}
