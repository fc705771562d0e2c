/**
 * Every reason that core gives for every action, closed, so that a sentence that is missing is a type error.
 * A code from a newer version is still possible at run time; who looks one up here provides for that.
 */
import type { CommandAnswer } from '../core/command.ts';
import type { Action } from '../core/entry.ts';
import type { Restraint } from '../core/situation.ts';
import type { ConditionName, FailbackStep, HoldReason } from '../core/state.ts';

/** What can stand against any automatic act. */
export type ActObstacle = 'observe' | 'paused' | Restraint;

/** What can stand against a hold. */
export type HoldObstacle =
  | 'secondaryUnhealthy'
  | 'secondaryUnknown'
  | 'frozen'
  | 'drift'
  | 'notArmed'
  | ActObstacle;

/** Why a stage of the failback does not go on. */
export type StageObstacle =
  | 'configChanged'
  | 'drift'
  | 'frozen'
  | 'guardBad'
  | 'guardsUnknown'
  | 'secondaryUnhealthy'
  | 'approval'
  | 'paused';

/** Why a person's command was refused. */
export type Refusal =
  | 'alreadyOnSecondary'
  | 'returningUseAbort'
  | 'secondaryUnhealthy'
  | 'secondaryUnknown'
  | 'secondaryNotReady'
  | 'secondaryNotAnswering'
  | 'notHeld'
  | 'alreadyReturning'
  | 'recordsUnknown'
  | 'recordsIrregular'
  | 'holdNotSettled'
  | 'primaryUnhealthy'
  | 'primaryUnknown'
  | 'notStableYet'
  | 'primaryNotReady'
  | 'nothingToApprove'
  | 'idUsedForAnother'
  | 'otherIncident'
  | ActObstacle;

/** The reasons that each action can have. */
export interface Because extends Record<Action, string> {
  readonly armed: 'seenHealthy';
  readonly disarmed: 'checkOrTargetChanged';
  readonly incidentOpened: 'primaryFailed' | 'planned' | 'movedByHand';
  readonly flapped: 'overBeforeSeen' | HoldObstacle;
  readonly notHeld: Exclude<HoldObstacle, 'observe'>;
  readonly wouldHold: 'observe';
  readonly holdBegun: HoldReason;
  readonly held: 'weights' | 'switch';
  readonly lateHold: 'weights' | 'switch';
  readonly switchReleased: 'weightsCarry' | 'neverShown' | 'secondaryUnhealthy';
  readonly failbackPossible: 'primaryStable';
  readonly failbackStarted: 'whenStable' | 'command';
  readonly stageBegun: FailbackStep['kind'];
  readonly stageWaiting: StageObstacle;
  readonly stageResumed: StageObstacle;
  readonly failbackDone: 'allStagesGood';
  readonly relapsed: 'guardBad';
  readonly aborted: 'command';
  readonly moveWaits: Exclude<HoldObstacle, 'notArmed'>;
  readonly incidentClosed: 'primaryStableAgain' | 'returnedByHand';
  readonly conditionBegan: ConditionName;
  readonly conditionEnded: ConditionName;
  readonly recordsAdopted: 'drift' | 'frozen';
  readonly changeRepeated: 'superseded' | 'changeIdLost';
  readonly paused: 'command';
  readonly pauseReminder: 'stillPaused';
  readonly pauseEnded: 'timeIsUp' | 'command';
  readonly acknowledged: 'command';
  readonly commandRefused: Refusal;
  readonly outboxCollapsed: 'notifierAway';
}

/** The reasons that each outcome of a command can have. */
export interface AnswerBecause extends Record<CommandAnswer['outcome'], string> {
  readonly done: 'recordsAtRest' | 'paused' | 'resumed' | 'acknowledged';
  readonly waiting: 'holdBegun' | 'moveWaits' | 'failbackStarted' | 'failbackAnew' | 'approved';
  readonly nothingToDo: 'notReturning' | 'notPaused' | 'nothingToAcknowledge';
  readonly refused: Refusal;
}

/** Something for every action, either for each of its reasons or with one for all that are not named. */
export type ByReason<T> = {
  readonly [A in Action]:
    | Readonly<Record<Because[A], T>>
    | ({ readonly otherwise: T } & Readonly<Partial<Record<Because[A], T>>>);
};

/** Looks a code up among a table's own keys only, since codes may come from another version. */
export function ownValue<T>(table: Readonly<Record<string, T>>, code: string): T | undefined {
  return Object.hasOwn(table, code) ? table[code] : undefined;
}

/** What a table holds for an action and its reason; `undefined` for codes it does not know. */
export function byReason<T>(
  table: ByReason<T>,
  { action, because }: { readonly action: string; readonly because: string },
): T | undefined {
  const row = ownValue<Readonly<Record<string, T>>>(table, action);
  return row && (ownValue(row, because) ?? ownValue(row, 'otherwise'));
}
