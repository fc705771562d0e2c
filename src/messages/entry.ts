/** One line of the time-line. */
import type { Entry } from '../core/entry.ts';
import type { Service, Side } from '../core/service.ts';
import { byReason } from './because.ts';
import { signalText } from './evidence.ts';
import { type Sentence, safeName, tell } from './told.ts';
import type { Wording } from './wording.ts';

/** What happened and why, without the evidence and without a full stop. */
export function entrySentence(wording: Wording, service: Service, entry: Entry): string {
  const sentence = byReason<Sentence>(wording.entries, entry);
  return sentence
    ? sentence(tell(wording, service, entry.facts))
    : wording.otherEntry(safeName(entry.action), safeName(entry.because));
}

/** One line that says what happened, why, and what was seen of the side it is about; without its time. */
export function renderEntry(wording: Wording, service: Service, entry: Entry): string {
  const sentence = entrySentence(wording, service, entry);
  const side = sideConcerned(entry);
  const evidence = signalText(
    wording,
    entry.evidence.filter(({ about }) => about === side),
  );
  return evidence === '' ? sentence : `${sentence}: ${evidence}`;
}

/** Both sides' evidence would make a line too long to read; the time-line keeps it all the same. */
function sideConcerned({ action, because }: Entry): Side | null {
  if (action === 'conditionEnded' || action === 'commandRefused') return null;
  if (because.startsWith('secondary')) return 'secondary';
  const failed = action === 'relapsed' || action === 'flapped' || action === 'incidentOpened';
  return because.startsWith('primary') || failed ? 'primary' : null;
}
