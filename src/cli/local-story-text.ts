/** The story of a local outage on a terminal, told while it happens. */
import type { Entry } from '../core/entry.ts';
import type { Service } from '../core/service.ts';
import { summarize, type Visit } from '../drill/visits.ts';
import type { StoryEnd, Teller } from '../local/story/story.ts';
import { durationText } from '../messages/duration.ts';
import { renderEntry } from '../messages/entry.ts';
import { wordingFor } from '../messages/wording.ts';
import type { TimelineItem } from '../ports.ts';
import { toldLine } from './told-line.ts';

/** Times are counted from `startMs`. */
export function storyTeller(startMs: number, print: (line: string) => void): Teller {
  const line = toldLine(startMs, print);
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
  const lines: string[] = [];
  const line = toldLine(startMs, (text) => lines.push(text));
  for (const { atMs, entry } of timeline) {
    line(atMs, ' ', renderEntry(wording, service, entry as Entry));
  }
  return lines;
}
