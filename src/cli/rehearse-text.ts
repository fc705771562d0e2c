/** A rehearsal on a terminal: one time-line per service, users with and without Switchback beside it, and a summary. */
import type { Service } from '../core/service.ts';
import { durationText } from '../messages/duration.ts';
import { wordingFor } from '../messages/wording.ts';
import { type Measures, measure } from '../rehearsal/measures.ts';
import type { Rehearsal } from '../rehearsal/rehearse.ts';
import type { Recording } from '../rehearsal/run.ts';
import { type StoryLine, tellStory } from '../rehearsal/story.ts';
import type { UserSample } from '../rehearsal/users.ts';
import { wrapped } from './wrapped.ts';

const TEXT_COLUMNS = 58;
const TELLERS = { world: ' ', route53: '·', switchback: '>', person: '@' } as const;
const SERVICES_SUMMED = 4;

/** `told` is the service whose time-line is printed; the summary has all of them, or the first few of many. */
export function rehearseText(rehearsal: Rehearsal, told: Service): string {
  const { services } = rehearsal.withSwitchback.configuration;
  const summed = services.length > SERVICES_SUMMED ? [told] : services;
  const others = services.length - summed.length;
  return [
    heading(rehearsal),
    '',
    ...serviceStory(rehearsal, told),
    '',
    ...summary(rehearsal, summed),
    ...(others > 0 ? [`… and ${others} more like it.`, '', ...effortLines(rehearsal)] : []),
    '',
    ...verdict(rehearsal),
  ].join('\n');
}

function heading({ scenario, seed, withSwitchback }: Rehearsal): string {
  const count = withSwitchback.configuration.services.length;
  return [
    `Rehearsal: ${scenario.name}`,
    ...wrapped(scenario.about, 98),
    `${count === 1 ? '1 service' : `${count} services`}, ${durationText(scenario.lengthMs)} of simulated time, seed ${seed}.`,
    'Built from the resources that a deployment would make. No AWS account is touched.',
  ].join('\n');
}

function serviceStory(rehearsal: Rehearsal, service: Service): readonly string[] {
  const { scenario, withSwitchback, without } = rehearsal;
  const lines = tellStory(wordingFor(service.language), scenario, withSwitchback, service);
  return [
    `${service.names.join(', ')}: ${service.primary.region} → ${service.secondary.region}`,
    `  ${'time'.padEnd(7)}${'what happens'.padEnd(TEXT_COLUMNS + 4)}users on primary / lost`,
    `  ${''.padEnd(7)}${'· Route 53   > Switchback   @ a person'.padEnd(TEXT_COLUMNS + 4)}Switchback    without`,
    ...lines.flatMap((line) => storyLine(line, service, withSwitchback, without)),
  ];
}

function storyLine(
  line: StoryLine,
  service: Service,
  withSwitchback: Recording,
  without: Recording,
): readonly string[] {
  const [first = '', ...more] = wrapped(line.text, TEXT_COLUMNS);
  const users = [withSwitchback, without]
    .map((recording) => userText(sampleAt(recording, service.id, line.atMs)))
    .join('  ');
  return [
    `  ${clockText(line.atMs).padEnd(7)}${TELLERS[line.teller]} ${first.padEnd(TEXT_COLUMNS + 2)}${users}`,
    ...more.map((text) => `  ${''.padEnd(7)}  ${text}`),
  ];
}

function sampleAt({ users, startMs }: Recording, id: string, atMs: number): UserSample | undefined {
  const samples = users.get(id)?.samples ?? [];
  return samples.find((sample) => sample.atMs - startMs >= atMs) ?? samples.at(-1);
}

function userText(sample: UserSample | undefined): string {
  if (sample === undefined) return ''.padStart(12);
  return `${percent(sample.onPrimary)} / ${percent(sample.lost)}`.padStart(12);
}

function percent(share: number): string {
  return `${Math.round(share * 100)}%`.padStart(4);
}

function summary({ withSwitchback, without }: Rehearsal, services: readonly Service[]): string[] {
  return services.flatMap(({ id }) => {
    const [held, plain] = [measure(withSwitchback, id), measure(without, id)];
    const row = (what: string, value: (measures: Measures) => string) =>
      `  ${what.padEnd(34)}${value(held).padEnd(26)}${value(plain)}`;
    return [
      `${`${id}, from the start`.padEnd(36)}${'with Switchback'.padEnd(26)}without`,
      row('Route 53 sees the failure', ({ detectedMs }) => since(detectedMs)),
      row('users on the secondary (99 %)', ({ movedMs }) => since(movedMs)),
      row('first message to people', ({ toldMs }) => since(toldMs)),
      row('held against automatic return', ({ heldMs }) => since(heldMs)),
      row('users on the primary again (99 %)', ({ returnedMs }) => since(returnedMs)),
      row(
        'requests lost',
        ({ lostShare, lostMs }) => `${(lostShare * 100).toFixed(1)} % (${durationText(lostMs)})`,
      ),
    ];
  });
}

function since(ms: number | null): string {
  return ms === null ? 'never' : `after ${durationText(ms)}`;
}

function verdict({ findings }: Rehearsal): readonly string[] {
  const missed = findings.filter(({ met }) => !met);
  const headline = `${findings.length - missed.length} of ${findings.length} expectations observed.`;
  return [
    headline,
    ...missed.map(
      ({ expected, observed }) => `  NOT OBSERVED  ${expected}\n                ${observed}`,
    ),
  ];
}

function effortLines({ withSwitchback }: Rehearsal): readonly string[] {
  const { effort, inbox } = withSwitchback;
  return [
    `${effort.passes} passes, ${inbox.length} messages, and calls:`,
    ...[...effort.calls]
      .filter(([, count]) => count > 0)
      .toSorted()
      .map(([api, count]) => `  ${api.padEnd(42)}${String(count).padStart(7)}`),
  ];
}

/** `9:05`: minutes and seconds since the start. */
function clockText(sinceStartMs: number): string {
  const seconds = Math.floor(sinceStartMs / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
