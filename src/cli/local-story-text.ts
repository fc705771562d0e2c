/** The story of a local outage on a terminal, told while it happens. */
import type { Entry } from '../core/entry.ts';
import type { Service } from '../core/service.ts';
import { summarize, type Visit } from '../drill/visits.ts';
import type { StoryEnd, Teller } from '../local/story/story.ts';
import { clockText, durationText } from '../messages/duration.ts';
import { renderEntry } from '../messages/entry.ts';
import { wordingFor } from '../messages/wording.ts';
import type { TimelineItem } from '../ports.ts';
import { wrapped } from './wrapped.ts';

const COLUMNS = 98;
const INDENT = 13;

/** Times are counted from `startMs`. */
export function storyTeller(startMs: number, print: (line: string) => void): Teller {
  const line = (atMs: number, mark: string, text: string) => {
    const [first = '', ...more] = wrapped(text, COLUMNS - INDENT);
    print(`  ${clockText(atMs - startMs).padEnd(8)} ${mark} ${first}`);
    for (const rest of more) print(`${' '.repeat(INDENT)}${rest}`);
  };
  return {
    did: (atMs, what) => line(atMs, '@', what),
    saw: (atMs, expected, seen, tookMs) =>
      line(
        atMs,
        '✓',
        `${expected}${tookMs < 1_000 ? '' : ` after ${durationText(tookMs)}`}: ${seen}`,
      ),
    missed: (atMs, expected, lastSeen) =>
      line(atMs, '✗', `NOT OBSERVED: ${expected}; seen: ${lastSeen}`),
  };
}

/** What clients of the service got. */
export function clientLines({ askingAnew, keepingConnection }: StoryEnd): readonly string[] {
  return [
    'What two clients got, with a request every 2 s of the account:',
    `  connects anew, keeps DNS answers for their TTL   ${visitText(askingAnew)}`,
    `  keeps its connection until it breaks             ${visitText(keepingConnection)}`,
  ];
}

function visitText(visits: readonly Visit[]): string {
  const { visits: count, lost, longestGapMs } = summarize(visits);
  return `${lost} of ${count} requests lost, longest gap ${durationText(longestGapMs)}`;
}

/** The time-line as it is stored. */
export function recordLines(
  service: Service,
  timeline: readonly TimelineItem[],
  startMs: number,
): readonly string[] {
  const wording = wordingFor(service.language);
  return timeline.flatMap(({ atMs, entry }) => {
    const text = renderEntry(wording, service, entry as Entry);
    const [first = '', ...more] = wrapped(text, COLUMNS - INDENT);
    return [
      `  ${clockText(atMs - startMs).padEnd(8)}   ${first}`,
      ...more.map((rest) => `${' '.repeat(INDENT)}${rest}`),
    ];
  });
}
