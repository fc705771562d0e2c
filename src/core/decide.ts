/**
 * The decision for one service: what is meant to be from now on, and why. Pure: the same state, observation, command
 * and time give the same decision, and it never depends on which event woke the pass.
 */
import { arm } from './arming.ts';
import { followChange } from './change.ts';
import type { Command, CommandAnswer } from './command.ts';
import { obey } from './commands.ts';
import { followConditions } from './conditions.ts';
import type { Entry } from './entry.ts';
import { followHold, followSwitch, releaseSwitch } from './hold.ts';
import { goodnessOf, judge } from './judge.ts';
import { ACTS_KEPT } from './limits.ts';
import type { Observation } from './observation.ts';
import { onPrimary } from './on-primary.ts';
import { onSecondary } from './on-secondary.ts';
import { collapse } from './outbox.ts';
import { followPause } from './pause.ts';
import { judgeRecords } from './records.ts';
import { returning } from './returning.ts';
import type { Service } from './service.ts';
import {
  type Draft,
  type Restraint,
  type Rule,
  type Situation,
  withRecordsOf,
  withState,
} from './situation.ts';
import type { AutomaticAct, OutboxItem, ServiceState, Standing } from './state.ts';
import { advance } from './stopwatch.ts';

export interface DecideInput {
  readonly service: Service;
  readonly state: ServiceState;
  readonly observation: Observation;
  readonly command: Command | null;
  readonly restraint: Restraint | null;
  readonly nowMs: number;
}

export interface Decision {
  /** The very state that was given when nothing changes; otherwise the next version of it. */
  readonly state: ServiceState;
  readonly entries: readonly Entry[];
  /** The automatic act that begins with this decision, if any. */
  readonly act: AutomaticAct | null;
  readonly answer: CommandAnswer | null;
  readonly standing: Standing;
}

/** In this order: what became of earlier decisions and what is wrong, what a person asks, what happens by itself. */
const RULES: readonly Rule[] = [
  followChange,
  followSwitch,
  arm,
  followPrimary,
  followConditions,
  obey,
  followHold,
  followPause,
  onPrimary,
  onSecondary,
  returning,
  releaseSwitch,
];

export function decide(input: DecideInput): Decision {
  const situation: Situation = {
    service: input.service,
    observation: input.observation,
    judgement: judge(input.observation),
    records: judgeRecords(input.state, input.observation.records),
    command: input.command,
    restraint: input.restraint,
    nowMs: input.nowMs,
  };
  const start: Draft = { state: input.state, entries: [], act: null, answer: null };
  const draft = RULES.reduce(
    (soFar, rule) => rule(withRecordsOf(situation, soFar.state), soFar),
    start,
  );
  const state = nextVersion(situation, input.state, draft);
  return { ...draft, state, standing: standing(situation, state) };
}

/** Counts how long the primary has been healthy, in an open incident only. */
function followPrimary({ judgement, nowMs }: Situation, draft: Draft): Draft {
  if (draft.state.incident === null) return draft;
  const before = draft.state.primaryStable;
  const primaryStable = advance(before, goodnessOf(judgement.primary.health), nowMs);
  return primaryStable === before ? draft : withState(draft, { primaryStable });
}

function nextVersion(situation: Situation, before: ServiceState, draft: Draft): ServiceState {
  const isStored = before.version > 0;
  if (isStored && draft.state === before && draft.entries.length === 0) return before;
  const version = before.version + 1;
  const acts = [...draft.state.acts, ...(draft.act === null ? [] : [draft.act])].slice(-ACTS_KEPT);
  return { ...draft.state, version, acts, outbox: nextOutbox(situation, before, draft, version) };
}

function nextOutbox(
  situation: Situation,
  before: ServiceState,
  draft: Draft,
  version: number,
): readonly OutboxItem[] {
  if (draft.entries.length === 0) return draft.state.outbox;
  const item: OutboxItem = {
    version,
    savedAtMs: situation.nowMs,
    incident: draft.state.incident?.id ?? before.incident?.id ?? null,
    entries: draft.entries,
    standing: standing(situation, draft.state),
  };
  return collapse([...draft.state.outbox, item]);
}

function standing({ judgement }: Situation, state: ServiceState): Standing {
  return {
    phase: state.phase,
    weights: state.records?.weights ?? null,
    holdSwitch: state.holdSwitch.position,
    users: judgement.users,
  };
}
