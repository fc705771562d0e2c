/** What one decision is made from, and the draft of the next state that passes from rule to rule. */
import type { Command, CommandAnswer } from './command.ts';
import type { Action, Entry, Signal, Telling } from './entry.ts';
import type { Judgement } from './judge.ts';
import type { Observation } from './observation.ts';
import { judgeRecords, type RecordsVerdict } from './records.ts';
import type { Service } from './service.ts';
import type { AutomaticAct, ServiceState } from './state.ts';

/** Why new automatic acts are not allowed in this pass although the service itself would act. */
export type Restraint = 'rateBrake';

export interface Situation {
  readonly service: Service;
  readonly observation: Observation;
  readonly judgement: Judgement;
  readonly records: RecordsVerdict;
  readonly command: Command | null;
  readonly restraint: Restraint | null;
  readonly nowMs: number;
}

export interface Draft {
  readonly state: ServiceState;
  readonly entries: readonly Entry[];
  /** The automatic act that begins with this decision, if any. */
  readonly act: AutomaticAct | null;
  readonly answer: CommandAnswer | null;
}

/** One rule of a decision. It returns the draft it was given when it has nothing to say. */
export type Rule = (situation: Situation, draft: Draft) => Draft;

/** What was seen stays the same, but a rule may have changed what is intended: by adopting records, for one. */
export function withRecordsOf(situation: Situation, state: ServiceState): Situation {
  return { ...situation, records: judgeRecords(state, situation.observation.records) };
}

export function withState(draft: Draft, changes: Partial<ServiceState>): Draft {
  return { ...draft, state: { ...draft.state, ...changes } };
}

export interface Note {
  readonly action: Action;
  readonly because: string;
  readonly telling: Telling;
  readonly facts?: Entry['facts'];
  readonly evidence?: readonly Signal[];
}

export function withEntry(situation: Situation, draft: Draft, note: Note): Draft {
  const entry: Entry = {
    atMs: situation.nowMs,
    action: note.action,
    because: note.because,
    facts: note.facts ?? {},
    evidence: note.evidence ?? [],
    telling: note.telling,
  };
  return { ...draft, entries: [...draft.entries, entry] };
}

/** Everything that was seen of both sides, as evidence for an entry that moves or holds traffic. */
export function evidenceOf({ judgement }: Situation): readonly Signal[] {
  return [...judgement.primary.signals, ...judgement.secondary.signals];
}
