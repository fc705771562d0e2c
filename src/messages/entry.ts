/** One line of the time-line. */
import type { Entry } from '../core/entry.ts';
import type { Service } from '../core/service.ts';
import { byReason } from './because.ts';
import { evidenceLines, signalText } from './evidence.ts';
import { type Sentence, safeName, tell } from './told.ts';
import type { Wording } from './wording.ts';

/** What happened and why, without the evidence and without a full stop. */
export function entrySentence(wording: Wording, service: Service, entry: Entry): string {
  const sentence = byReason<Sentence>(wording.entries, entry);
  return sentence
    ? sentence(tell(wording, service, entry.facts))
    : wording.otherEntry(safeName(entry.action), safeName(entry.because));
}

/** One line that says what happened, why, and on what evidence; without its time. */
export function renderEntry(wording: Wording, service: Service, entry: Entry): string {
  const sentence = entrySentence(wording, service, entry);
  const evidence = evidenceText(wording, service, entry);
  return evidence === '' ? sentence : `${sentence}: ${evidence}`;
}

/** A line about one side brings that side's evidence only. */
function evidenceText(wording: Wording, service: Service, entry: Entry): string {
  const about = CONCERNS.get(entry.because);
  if (about === undefined || entry.action !== 'conditionBegan') {
    return evidenceLines(wording, service, entry.evidence).join(' | ');
  }
  return signalText(
    wording,
    entry.evidence.filter((signal) => signal.about === about),
  );
}

const CONCERNS: ReadonlyMap<string, string> = new Map([
  ['primaryUnhealthy', 'primary'],
  ['primaryUnknown', 'primary'],
  ['secondaryUnhealthy', 'secondary'],
  ['secondaryUnknown', 'secondary'],
]);
