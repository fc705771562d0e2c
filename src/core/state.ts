/**
 * Everything that Switchback remembers of one service. It holds decisions, never observations, so that a quiet
 * day writes nothing. Times are epoch milliseconds.
 */
import type { CommandAnswer } from './command.ts';
import type { Entry } from './entry.ts';
import type { SwitchPosition } from './observation.ts';
import type { Routing } from './service.ts';
import { STOPWATCH_AT_ZERO, type Stopwatch } from './stopwatch.ts';

export const STATE_SCHEMA_VERSION = 1;

/** Where traffic is meant to be. */
export type Phase = 'OnPrimary' | 'OnSecondary' | 'Returning';

export interface Weights {
  readonly primary: number;
  readonly secondary: number;
}

export const AT_REST: Weights = { primary: 100, secondary: 0 };
export const HELD: Weights = { primary: 0, secondary: 100 };

export function sameWeights(a: Weights | null, b: Weights | null): boolean {
  return a === b || (a?.primary === b?.primary && a?.secondary === b?.secondary);
}

/** The records as they are meant to be, and how far the change has come. */
export interface RecordIntent {
  readonly weights: Weights;
  /** What the zone has until the change lands. */
  readonly before: Weights;
  /** Number of the change that brings them; 0 as deployed. */
  readonly generation: number;
  /** Version of the state that decided it; the fence names it. */
  readonly decidedAtVersion: number;
  readonly decidedAtMs: number;
  readonly progress:
    | { readonly status: 'wanted' }
    | { readonly status: 'submitted'; readonly changeId: string }
    | { readonly status: 'insync'; readonly atMs: number };
}

/** The hold switch as it is meant to be, and when DNS first showed it so. */
export interface SwitchIntent {
  readonly position: SwitchPosition;
  readonly decidedAtMs: number;
  readonly seenAtMs: number | null;
}

export type IncidentKind = 'failure' | 'planned';

export type HoldReason = 'primaryFailed' | 'planned' | 'relapse' | 'abort';

export interface Incident {
  readonly id: string;
  readonly kind: IncidentKind;
  readonly openedAtMs: number;
  /** Why there is no hold although the primary failed; `null` once it is held or while there was no need. */
  readonly notHeldBecause: string | null;
  readonly holdBegunAtMs: number | null;
  /** Why the last hold was begun. */
  readonly holdReason: HoldReason | null;
  /** When the hold was first known to work, by records or by switch. */
  readonly heldAtMs: number | null;
  /** Users whom a failure had moved were seen back on the primary before the hold worked. */
  readonly returnedAtMs: number | null;
  readonly flaps: number;
  readonly failbackPossibleToldAtMs: number | null;
  /** After a relapse or an abort nothing goes back by itself until a person has acknowledged. */
  readonly needsPerson: boolean;
}

export type FailbackStep =
  | { readonly kind: 'switchOff'; readonly bakes: boolean }
  | { readonly kind: 'weights'; readonly primary: number };

export interface FailbackProgress {
  readonly steps: readonly FailbackStep[];
  readonly step: number;
  readonly configHash: string;
  readonly startedAtMs: number;
  readonly startedBy: string;
  /** A person has let the step after the current one begin. */
  readonly approved: boolean;
  /** Why the current step does not go on, once told. */
  readonly waitingFor: string | null;
}

/** A hold that was asked for and waits until the secondary is healthy. */
export type DelayedHold = 'abort' | 'relapse';

export interface Armed {
  /** Of the checks and targets it was armed for. */
  readonly fingerprint: string;
  readonly firstSeenMs: number;
  readonly good: Stopwatch;
  readonly atMs: number | null;
}

export interface Pause {
  readonly untilMs: number;
  readonly owner: string;
  readonly reason: string;
  readonly remindedAtMs: number;
}

/** Something that is wrong for a while: told when it lasts, and told when it ends. */
export type ConditionName =
  | 'primaryUnhealthy'
  | 'secondaryUnhealthy'
  | 'primaryUnknown'
  | 'secondaryUnknown'
  | 'drift'
  | 'frozen'
  | 'recordsNotWritten'
  | 'switchDisagrees'
  | 'crossing';

export interface Condition {
  readonly sinceMs: number;
  readonly told: boolean;
}

/** An automatic act, for the rate brake. */
export interface AutomaticAct {
  readonly atMs: number;
  readonly towards: 'primary' | 'secondary';
}

export interface OutboxItem {
  /** People have been told; only the time-line could not be written. */
  readonly sent?: true;
  /** State version that decided it: together with the service, the key of its message. */
  readonly version: number;
  readonly savedAtMs: number;
  readonly incident: string | null;
  readonly entries: readonly Entry[];
  readonly standing: Standing;
}

/** How things stood when the entries were made, for the message that tells of them. */
export interface Standing {
  readonly phase: Phase;
  readonly weights: Weights | null;
  readonly holdSwitch: SwitchPosition;
  readonly users: 'primary' | 'secondary' | 'mixed' | 'unknown';
}

export interface AnsweredCommand {
  readonly id: string;
  /** Of what was asked, so that the same id with another wish is noticed. */
  readonly digest: string;
  readonly answer: CommandAnswer;
}

export interface ServiceState {
  readonly schemaVersion: typeof STATE_SCHEMA_VERSION;
  readonly service: string;
  readonly version: number;
  readonly phase: Phase;
  /** `null` for `routing: failover`, whose records never change. */
  readonly records: RecordIntent | null;
  readonly holdSwitch: SwitchIntent;
  readonly incident: Incident | null;
  readonly failback: FailbackProgress | null;
  readonly delayedHold: DelayedHold | null;
  readonly armed: Armed;
  /** How long the primary has been healthy, counted in an open incident. */
  readonly primaryStable: Stopwatch;
  readonly conditions: Readonly<Partial<Record<ConditionName, Condition>>>;
  readonly pause: Pause | null;
  readonly cooldownUntilMs: number | null;
  readonly acts: readonly AutomaticAct[];
  readonly commands: readonly AnsweredCommand[];
  readonly outbox: readonly OutboxItem[];
}

/** The state of a service that has never been looked at. Version 0 stands for "no item yet". */
export function newState(
  service: string,
  routing: Routing,
  fingerprint: string,
  nowMs: number,
): ServiceState {
  return {
    schemaVersion: STATE_SCHEMA_VERSION,
    service,
    version: 0,
    phase: 'OnPrimary',
    records: routing === 'weighted' ? recordsAsDeployed(nowMs) : null,
    holdSwitch: { position: 'off', decidedAtMs: nowMs, seenAtMs: null },
    incident: null,
    failback: null,
    delayedHold: null,
    armed: { fingerprint, firstSeenMs: nowMs, good: STOPWATCH_AT_ZERO, atMs: null },
    primaryStable: STOPWATCH_AT_ZERO,
    conditions: {},
    pause: null,
    cooldownUntilMs: null,
    acts: [],
    commands: [],
    outbox: [],
  };
}

function recordsAsDeployed(nowMs: number): RecordIntent {
  return {
    weights: AT_REST,
    before: AT_REST,
    generation: 0,
    decidedAtVersion: 0,
    decidedAtMs: nowMs,
    progress: { status: 'insync', atMs: nowMs },
  };
}
