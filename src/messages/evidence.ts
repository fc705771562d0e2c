/** What was seen, in few words: one line for each thing that it was seen of. */
import type { Signal } from '../core/entry.ts';
import type { Service } from '../core/service.ts';
import { ownValue } from './because.ts';
import { LONGEST_TEXT, neutralise } from './neutralise.ts';
import { safeName, sideName } from './told.ts';
import type { Wording } from './wording.ts';

/** More would bury the message; the time-line keeps everything. */
const MOST_LINES = 4;

/** `primary (ap-northeast-1): Route 53 says unhealthy; our probe: HTTP 503`, one line for each subject. */
export function evidenceLines(
  wording: Wording,
  service: Service,
  signals: readonly Signal[],
): readonly string[] {
  const bySubject = Map.groupBy(signals, ({ about }) => about);
  return [...bySubject]
    .slice(0, MOST_LINES)
    .map(([about, some]) =>
      wording.evidence(subjectName(wording, service, about), signalText(wording, some)),
    );
}

/** The signals of one subject, joined. */
export function signalText(wording: Wording, signals: readonly Signal[]): string {
  return signals.map((signal) => oneSignal(wording, signal)).join(wording.betweenSignals);
}

function oneSignal(wording: Wording, { source, said }: Signal): string {
  // Checkers end with a full stop; here a sentence goes on.
  const words =
    ownValue(wording.saidCodes, said) ?? neutralise(said, LONGEST_TEXT).replace(/\.$/, '');
  const sentence = ownValue(wording.signals, source);
  return sentence ? sentence(words) : wording.otherSignal(safeName(source), words);
}

function subjectName(wording: Wording, service: Service, about: string): string {
  return about === 'primary' || about === 'secondary'
    ? sideName(wording, service, about)
    : safeName(about);
}
