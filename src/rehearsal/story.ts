/** A recording as a time-line that a person can follow: what broke, what Route 53 did, what Switchback did. */
import type { Entry } from '../core/entry.ts';
import type { Service } from '../core/service.ts';
import { SIDES } from '../core/service.ts';
import { logicalIds } from '../infrastructure/logical-ids.ts';
import { entrySentence } from '../messages/entry.ts';
import type { Wording } from '../messages/wording.ts';
import type { JournalEntry } from '../world/journal.ts';
import type { Recording } from './run.ts';
import type { Happening, Scenario } from './scenario.ts';

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
    ...scenario.happenings
      .filter((one) => one.service === null || one.service === service.id)
      .map(({ atMs, happening }) => ({ atMs, ...describe(happening, service) })),
    ...recording.journal
      .filter(({ atMs }) => atMs >= recording.startMs)
      .flatMap((event) => trueLine(event, service, recording.startMs)),
    ...answerLines(recording, service),
    ...entryLines(wording, recording, service),
  ];
  return lines.toSorted((a, b) => a.atMs - b.atMs);
}

function entryLines(
  wording: Wording,
  { timelines, startMs }: Recording,
  service: Service,
): readonly StoryLine[] {
  return (timelines.get(service.id) ?? [])
    .filter(({ atMs }) => atMs >= startMs)
    .map(({ atMs, entry }) => ({
      atMs: atMs - startMs,
      teller: 'switchback',
      text: entrySentence(wording, service, entry as Entry),
    }));
}

function answerLines({ answered, startMs }: Recording, service: Service): readonly StoryLine[] {
  return answered
    .filter(
      ({ command, answer }) => command.service === service.id && answer?.outcome === 'refused',
    )
    .map(({ atMs, command, answer }) => ({
      atMs: atMs - startMs,
      teller: 'switchback',
      text: `${command.kind} refused: ${answer?.because}`,
    }));
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
    return `every name server sees the hold switch ${event.position}`;
  }
  return undefined;
}

function describe(happening: Happening, service: Service): Pick<StoryLine, 'teller' | 'text'> {
  switch (happening.kind) {
    case 'command':
      return {
        teller: 'person',
        text: `${happening.who}: ${happening.command} (${happening.reason})`,
      };
    case 'outage':
      return { teller: 'world', text: outageText(happening) };
    default:
      return { teller: 'world', text: sideText(happening, service) };
  }
}

function outageText({ of, how }: Extract<Happening, { kind: 'outage' }>): string {
  const name = OUTAGE_NAMES[of];
  return how === null ? `${name} works again` : `${name} stops working (${how})`;
}

const OUTAGE_NAMES: Readonly<Record<Extract<Happening, { kind: 'outage' }>['of'], string>> = {
  route53Control: "Route 53's control plane",
  cloudWatchUsEast1: 'CloudWatch in us-east-1',
  healthCheckMetrics: 'the flow of health check metrics',
  cloudWatchHome: 'CloudWatch in the home Region',
  stateStore: 'DynamoDB',
  notifier: 'SNS',
  nameServers: 'asking the name servers',
  probes: "Switchback's own probing",
};

function sideText(
  happening: Exclude<Happening, { kind: 'command' | 'outage' }>,
  service: Service,
): string {
  const side = `${happening.side} (${service[happening.side].region})`;
  switch (happening.kind) {
    case 'break':
      return `${side} ${breakageText(happening.how)}`;
    case 'mend':
      return `${side} answers its health check again`;
    case 'usersFail':
      return happening.on ? `${side} fails users' requests` : `${side} serves users again`;
    case 'readiness':
      return `${side} is ${happening.ready ? 'ready' : 'not ready'} by its readiness checks`;
  }
}

function breakageText(how: Extract<Happening, { kind: 'break' }>['how']): string {
  if (how.kind === 'status') return `answers ${how.status}`;
  return how.kind === 'refused' ? 'refuses connections' : 'stops answering';
}
