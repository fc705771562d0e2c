/** A drill on a terminal: what happens while it happens, and at its end what was measured. */
import type { Service } from '../core/service.ts';
import type { DrillResult } from '../drill/drill.ts';
import type { DrillTeller } from '../drill/teller.ts';
import type { DrillVerdict } from '../drill/verdict.ts';
import { durationText } from '../messages/duration.ts';
import { entrySentence } from '../messages/entry.ts';
import { wordingFor } from '../messages/wording.ts';
import { toldLine } from './told-line.ts';
import { filled } from './wrapped.ts';

const LABEL_COLUMNS = 52;
const MINUTE_MS = 60_000;
/** From a command until its change is everywhere and the next pass has seen it. */
const SETTLE_MS = 2 * MINUTE_MS;

export function drillIntroduction(service: Service, stayMs: number): readonly string[] {
  const { failback, ttlSeconds } = service;
  const stages = failback.stages.length * (failback.bakeMs + ttlSeconds * 1000 + SETTLE_MS);
  const wholeMs = Math.max(stayMs, failback.stableForMs, 5 * MINUTE_MS) + SETTLE_MS + stages;
  return [
    `A drill of ${service.id}: its users go to the secondary (${service.secondary.region}) and come back, stage by stage.`,
    `It takes about ${durationText(wholeMs)}. Ctrl-C ends the watching only: the service then stays where it is.`,
    '',
  ];
}

/** Times are counted from `startMs`. */
export function drillTeller(
  service: Service,
  startMs: number,
  print: (line: string) => void,
): DrillTeller {
  const wording = wordingFor(service.language);
  const line = toldLine(startMs, print);
  return {
    asked: (atMs, what) => line(atMs, '@', what),
    saw: (atMs, expected, seen) => line(atMs, '✓', `${expected}: ${seen}`),
    missed: (atMs, expected, lastSeen) =>
      line(atMs, '✗', `NOT OBSERVED: ${expected}; seen: ${lastSeen}`),
    wrote: (atMs, entry) => {
      line(atMs, '>', entrySentence(wording, service, entry));
      if (entry.action === 'stageWaiting' && entry.because === 'approval') {
        line(atMs, ' ', `in another terminal: npx switchback failback ${service.id} --approve`);
      }
    },
    blind: (atMs, why) => line(atMs, '?', `nothing could be seen this time: ${why}`),
  };
}

export function drillReport(
  service: Service,
  result: DrillResult,
  verdict: DrillVerdict,
): readonly string[] {
  if (result.outcome === 'refused') return [result.why ?? ''];
  return [
    '',
    ...measuredLines(result, verdict),
    '',
    ...endLines(service, result, verdict),
    ...(result.incident === null
      ? []
      : [`Its record: npx switchback incidents ${service.id} --incident ${result.incident}`]),
  ];
}

function measuredLines(
  { steps, stages }: DrillResult,
  { visits, findings }: DrillVerdict,
): readonly string[] {
  const rows: (readonly [label: string, value: string])[] = [
    ...steps.map(({ expected, afterMs }) => [expected, `after ${durationText(afterMs)}`] as const),
    ...stages.map(
      ({ meant, primary, of }) =>
        [
          `answers that were the primary's, meant ${meant} %`,
          `${((100 * primary) / of).toFixed(1)} % of ${of}`,
        ] as const,
    ),
    [
      'requests lost, one at each look',
      visits.visits === 0
        ? 'not measured: DNS does not tell whose answer it is'
        : `${visits.lost} of ${visits.visits}, longest gap ${durationText(visits.longestGapMs)}`,
    ],
    ...findings.map(
      ({ expected, observed, met }) =>
        [expected, `${observed} (${met ? 'met' : 'MISSED'})`] as const,
    ),
  ];
  return [
    'What was measured, each from its command on:',
    ...rows.map(([label, value]) => `  ${filled(label, LABEL_COLUMNS)} ${value}`),
  ];
}

function endLines(
  service: Service,
  { outcome, why, phase }: DrillResult,
  { passed }: DrillVerdict,
): readonly string[] {
  if (outcome === 'done') {
    return passed
      ? ['The drill passed: users went over, stayed, and came back.']
      : ['Users went over and came back, but not as they should: see MISSED above.'];
  }
  const [said, next] =
    outcome === 'stopped'
      ? ['The watching ended before the drill did', whatNow(service)]
      : [`The drill did NOT pass: ${why}`, whatNow(service)];
  return [`${said}. Users are meant to be ${PLACES[phase ?? 'unknown']}.`, ...next];
}

const PLACES = {
  OnPrimary: 'on the primary',
  OnSecondary: 'on the secondary, held there',
  Returning: 'on their way back to the primary',
  unknown: 'where they were: that was not seen',
} as const;

/** For a drill that has ended before its end. */
export function whatNow({ id }: Pick<Service, 'id'>): readonly string[] {
  return [
    'Nothing moves by itself now but what was begun, and what Switchback always does.',
    `  where it stands           npx switchback status ${id}`,
    `  give users back           npx switchback failback ${id} --reason WHY`,
    `  stop a failback           npx switchback failback ${id} --abort`,
  ];
}
