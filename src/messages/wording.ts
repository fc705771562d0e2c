/** All the words of one language. Another language is one more table of this type. */
import type { CommandAnswer } from '../core/command.ts';
import type { Action, Signal } from '../core/entry.ts';
import type { Configuration, Language } from '../core/service.ts';
import type { Standing } from '../core/state.ts';
import type { AnswerBecause, Because, ByReason, Refusal } from './because.ts';
import { ENGLISH } from './english/english.ts';
import { JAPANESE } from './japanese/japanese.ts';
import type { Outlook } from './outlook.ts';
import type { Task } from './tasks.ts';
import type { FactWording, Sentence } from './told.ts';

/** One true sentence for every action and reason, without a full stop: a line of the time-line. */
export type EntrySentences = {
  readonly [A in Action]: Readonly<Record<Because[A], Sentence>>;
};

/** One sentence for every outcome and reason of a command that was accepted. */
export type AnswerSentences = {
  readonly [O in Exclude<CommandAnswer['outcome'], 'refused'>]: Readonly<
    Record<AnswerBecause[O], Sentence>
  >;
};

/** Why a command was refused, and what would lift the refusal. */
export interface RefusalWords {
  readonly why: Sentence;
  readonly lift: Sentence;
}

export interface Headings {
  readonly happened: (when: string) => string;
  readonly why: string;
  readonly users: string;
  readonly next: string;
  readonly toDo: string;
  readonly incident: (id: string) => string;
}

export interface DigestWords {
  readonly headline: (services: number) => string;
  readonly group: (count: number, region: string, what: string) => string;
  readonly services: (count: number) => string;
  readonly more: (count: number) => string;
  readonly secondaryFirst: (service: string, warning: string) => string;
  readonly users: Readonly<Record<Standing['users'], (count: number) => string>>;
  readonly counted: (count: number, sentence: string) => string;
  /** Before the tasks of one service that stands for others. */
  readonly forOne: (service: string, others: number) => string;
}

export interface FreezeWords {
  readonly headline: Sentence;
  readonly why: (home: Pick<Configuration, 'stackName' | 'homeRegion'>, why: string) => string;
  readonly users: string;
  readonly next: readonly Sentence[];
  readonly toDo: string;
}

export interface Wording extends FactWording {
  readonly entries: EntrySentences;
  /** For codes of another version. */
  readonly otherEntry: (action: string, because: string) => string;
  /** Makes a sentence of a line of the time-line. */
  readonly sentence: (line: string) => string;
  /** What a message is about, in a few words: for lists. */
  readonly topics: ByReason<string>;
  readonly otherTopic: string;
  /** What keeps Switchback from acting by itself, for the status. */
  readonly notArmed: string;
  readonly observes: string;
  readonly paused: Sentence;
  readonly signals: Readonly<Record<Signal['source'], (said: string) => string>>;
  readonly otherSignal: (source: string, said: string) => string;
  /** What alarms and readings say, where it is a code. */
  readonly saidCodes: Readonly<Record<string, string>>;
  readonly betweenSignals: string;
  readonly evidence: (about: string, signals: string) => string;
  readonly headings: Headings;
  /** Stands before everything else in a message. */
  readonly secondaryWarnings: Readonly<
    Record<'notReady' | 'unknown' | 'unhealthy' | 'healthUnknown', Sentence>
  >;
  readonly users: Readonly<Record<Standing['users'], Sentence>>;
  readonly asSeenAt: (users: string, clock: string) => string;
  readonly meant: (standing: Standing) => string;
  readonly cached: Sentence;
  readonly outlooks: Readonly<Record<Outlook, Sentence>>;
  readonly tasks: Readonly<Record<Task, Sentence>>;
  readonly answers: AnswerSentences;
  readonly refusals: Readonly<Record<Refusal, RefusalWords>>;
  readonly refused: (why: string) => string;
  readonly lifts: (lift: string) => string;
  readonly otherAnswer: (outcome: string, because: string) => string;
  readonly everyService: string;
  readonly digest: DigestWords;
  readonly freeze: FreezeWords;
}

const WORDINGS: Readonly<Record<Language, Wording>> = { en: ENGLISH, ja: JAPANESE };

/** The words of a language. */
export function wordingFor(language: Language): Wording {
  return WORDINGS[language];
}
