/** A rehearsal on a terminal: the time-line of one service with its users beside it, figures, and what was expected. */
import type { Service } from '../core/service.ts';
import { clockText, durationText } from '../messages/duration.ts';
import { wordingFor } from '../messages/wording.ts';
import type { Rehearsal } from '../rehearsal/rehearse.ts';
import type { Recording } from '../rehearsal/run.ts';
import { type StoryLine, tellStory } from '../rehearsal/story.ts';
import type { UserSample } from '../rehearsal/users.ts';
import { summaryLines } from './rehearse-summary.ts';
import { filled, wrapped } from './wrapped.ts';

const COLUMNS = 98;
const TIME_COLUMNS = 8;
const TEXT_COLUMNS = 61;
const USER_COLUMNS = 13;
const TELLERS = { world: ' ', route53: '·', switchback: '>', person: '@' } as const;
/** From so many services on, what a pass costs is worth seeing. */
const MANY_SERVICES = 5;

/** `told` is the service whose time-line is printed. */
export function rehearseText(rehearsal: Rehearsal, told: Service): string {
  const many = rehearsal.withSwitchback.configuration.services.length >= MANY_SERVICES;
  return [
    ...heading(rehearsal),
    '',
    ...serviceStory(rehearsal, told),
    '',
    ...summaryLines(rehearsal, told),
    ...(many ? ['', ...effortLines(rehearsal)] : []),
    '',
    ...verdict(rehearsal),
  ].join('\n');
}

function heading({ scenario, seed, withSwitchback }: Rehearsal): readonly string[] {
  const services = counted(withSwitchback.configuration.services.length, 'service');
  return [
    `Rehearsal: ${scenario.name}`,
    ...wrapped(scenario.about, COLUMNS),
    `${services}, ${durationText(scenario.lengthMs)} of simulated time, seed ${seed}.`,
    'Built from the resources that a deployment would make. No AWS account is touched.',
  ];
}

function serviceStory(rehearsal: Rehearsal, service: Service): readonly string[] {
  const { scenario, withSwitchback, without } = rehearsal;
  const lines = tellStory(wordingFor(service.language), scenario, withSwitchback, service);
  return [
    ...wrapped(
      `${service.names.join(', ')}: primary ${service.primary.region}, secondary ${service.secondary.region}`,
      COLUMNS,
    ),
    storyRow('', ' ', '', 'users on primary / lost'.padStart(2 * USER_COLUMNS)),
    storyRow(
      'time',
      ' ',
      '· Route 53   > Switchback   @ a person',
      ['Switchback', 'without'].map((word) => word.padStart(USER_COLUMNS)).join(''),
    ),
    ...lines.flatMap((line) => storyLine(line, service, withSwitchback, without)),
  ];
}

function storyLine(
  { atMs, teller, text }: StoryLine,
  service: Service,
  withSwitchback: Recording,
  without: Recording,
): readonly string[] {
  const [first = '', ...more] = wrapped(text, TEXT_COLUMNS);
  const users = [withSwitchback, without]
    .map((recording) => userText(sampleAt(recording, service.id, atMs)))
    .join('');
  return [
    storyRow(clockText(atMs), TELLERS[teller], first, users),
    ...more.map((rest) => storyRow('', ' ', rest, '')),
  ];
}

function storyRow(time: string, teller: string, text: string, users: string): string {
  const start = `  ${time.padEnd(TIME_COLUMNS)}${teller} `;
  return `${start}${filled(text, TEXT_COLUMNS + 1)}${users}`.trimEnd();
}

function sampleAt({ users, startMs }: Recording, id: string, atMs: number): UserSample | undefined {
  const samples = users.get(id)?.samples ?? [];
  return samples.find((sample) => sample.atMs - startMs >= atMs) ?? samples.at(-1);
}

function userText(sample: UserSample | undefined): string {
  const text = sample ? `${percent(sample.onPrimary)} / ${percent(sample.lost)}` : '';
  return text.padStart(USER_COLUMNS);
}

function percent(share: number): string {
  return `${Math.round(share * 100)}%`.padStart(4);
}

function verdict({ findings }: Rehearsal): readonly string[] {
  const missed = findings.filter(({ met }) => !met);
  if (missed.length === 0) return [`All ${findings.length} expectations of the scenario are met.`];
  return [
    `${missed.length} of ${findings.length} expectations of the scenario are NOT met:`,
    ...missed.flatMap(({ expected, observed }) => [
      ...indented(`expected  ${expected}`),
      ...indented(`observed  ${observed}`),
    ]),
  ];
}

function indented(text: string): readonly string[] {
  return wrapped(text, 86).map((line, at) => `${at === 0 ? '  ' : '            '}${line}`);
}

function effortLines({ withSwitchback }: Rehearsal): readonly string[] {
  const { effort, inbox } = withSwitchback;
  return [
    `${counted(effort.passes, 'pass', 'passes')}, ${counted(inbox.length, 'message')}, and these calls:`,
    ...[...effort.calls]
      .filter(([, count]) => count > 0)
      .toSorted()
      .map(([api, count]) => `  ${api.padEnd(42)}${String(count).padStart(7)}`),
  ];
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
