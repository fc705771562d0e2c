/** What a person can do, as codes that every language has a sentence for. */
import type { Entry } from '../core/entry.ts';
import type { Service } from '../core/service.ts';
import type { Phase, Standing } from '../core/state.ts';
import { type ByReason, byReason } from './because.ts';

export type Task =
  | 'nothing'
  | 'lookAtPrimary'
  | 'lookAtSecondary'
  | 'lookAtBoth'
  | 'lookAtGuards'
  | 'lookAtOwnProbe'
  | 'lookAtNotifier'
  | 'makeSecondaryReady'
  | 'seeAlarms'
  | 'seeRecords'
  | 'seeChanges'
  | 'seeHoldAlarm'
  | 'failover'
  | 'failbackLater'
  | 'failback'
  | 'failbackInOneStep'
  | 'failbackAnew'
  | 'approve'
  | 'abort'
  | 'resume'
  | 'acknowledge'
  | 'adoptRecords'
  | 'automatic';

type Tasks = readonly (Task | 'usual')[];
type Row = Tasks | Readonly<Record<Phase, Tasks>>;

const USUAL: Tasks = ['usual'];
const NOTHING: Tasks = ['nothing'];
const RECORDS: Tasks = ['seeRecords', 'adoptRecords'];
const SEE_AND_ABORT: Tasks = ['lookAtGuards', 'abort'];

const SECONDARY_UNHEALTHY: Row = {
  OnPrimary: ['lookAtSecondary'],
  OnSecondary: ['lookAtSecondary', 'failbackInOneStep'],
  Returning: ['lookAtSecondary', 'failbackInOneStep'],
};

const CONDITIONS: ByReason<Row>['conditionBegan'] = {
  primaryUnhealthy: ['lookAtPrimary', 'usual'],
  secondaryUnhealthy: SECONDARY_UNHEALTHY,
  primaryUnknown: ['lookAtOwnProbe', 'seeAlarms'],
  secondaryUnknown: ['lookAtOwnProbe', 'seeAlarms'],
  drift: RECORDS,
  frozen: RECORDS,
  recordsNotWritten: ['seeRecords', 'seeChanges'],
  switchDisagrees: ['seeHoldAlarm'],
  crossing: ['seeRecords', 'seeHoldAlarm'],
};

const TABLE: ByReason<Row> = {
  armed: { otherwise: NOTHING },
  disarmed: { otherwise: NOTHING },
  incidentOpened: { otherwise: USUAL, primaryFailed: ['lookAtPrimary', 'usual'] },
  flapped: { otherwise: ['lookAtPrimary'] },
  notHeld: {
    secondaryUnhealthy: ['lookAtBoth', 'seeAlarms'],
    secondaryUnknown: ['lookAtBoth', 'seeAlarms'],
    frozen: RECORDS,
    drift: RECORDS,
    notArmed: ['lookAtPrimary', 'failover'],
    paused: ['resume', 'failover'],
    rateBrake: ['lookAtPrimary', 'failover'],
  },
  wouldHold: { otherwise: ['lookAtPrimary', 'automatic'] },
  holdBegun: {
    otherwise: ['lookAtPrimary', 'failbackLater'],
    planned: ['failbackLater'],
    relapse: ['lookAtGuards', 'usual'],
    abort: ['failbackLater'],
  },
  held: { otherwise: USUAL },
  lateHold: { otherwise: USUAL },
  switchReleased: {
    weightsCarry: USUAL,
    neverShown: ['seeHoldAlarm', 'usual'],
    secondaryUnhealthy: ['lookAtSecondary', 'failbackInOneStep'],
  },
  failbackPossible: { otherwise: ['failback'] },
  failbackStarted: { otherwise: USUAL },
  stageBegun: { otherwise: USUAL },
  stageWaiting: {
    configChanged: ['failbackAnew', 'abort'],
    drift: RECORDS,
    frozen: RECORDS,
    guardsUnknown: SEE_AND_ABORT,
    secondaryUnhealthy: ['lookAtSecondary', 'failbackInOneStep'],
    approval: ['approve', 'abort'],
    guardBad: SEE_AND_ABORT,
    paused: ['resume', 'abort'],
  },
  stageResumed: { otherwise: USUAL },
  failbackDone: { otherwise: NOTHING },
  relapsed: { otherwise: ['lookAtGuards', 'usual'] },
  aborted: { otherwise: USUAL },
  moveWaits: {
    secondaryUnhealthy: ['lookAtSecondary', 'seeAlarms'],
    secondaryUnknown: ['lookAtSecondary', 'seeAlarms'],
    frozen: RECORDS,
    drift: RECORDS,
    observe: ['automatic'],
    paused: ['resume'],
    rateBrake: ['lookAtPrimary', 'seeAlarms'],
  },
  incidentClosed: { otherwise: NOTHING },
  conditionBegan: CONDITIONS,
  conditionEnded: { otherwise: USUAL },
  recordsAdopted: { otherwise: ['seeRecords', 'usual'] },
  changeRepeated: { otherwise: USUAL },
  paused: { otherwise: ['resume'] },
  pauseReminder: { otherwise: ['resume'] },
  pauseEnded: { otherwise: USUAL },
  acknowledged: { otherwise: USUAL },
  commandRefused: { otherwise: USUAL },
  outboxCollapsed: { otherwise: ['lookAtNotifier', 'usual'] },
};

/** What to do after the entry that matters most; a secondary that is not ready comes before the rest. */
export function tasks(
  service: Service,
  standing: Standing,
  focus: Pick<Entry, 'action' | 'because' | 'facts'>,
): readonly Task[] {
  const row = byReason<Row>(TABLE, focus) ?? USUAL;
  const chosen = Array.isArray(row)
    ? (row as Tasks)
    : (row as Record<Phase, Tasks>)[standing.phase];
  const all = chosen.flatMap((code) => (code === 'usual' ? usualTasks(service, standing) : [code]));
  const first: Task[] = focus.facts.secondaryReadiness === undefined ? [] : ['makeSecondaryReady'];
  return [...new Set([...first, ...all])];
}

/** What a person can do where traffic is meant to be, when nothing else is wrong. */
export function usualTasks(service: Service, { phase }: Standing): readonly Task[] {
  if (phase === 'OnPrimary') return ['nothing'];
  if (phase === 'Returning') return ['abort'];
  return service.failback.start === 'person' ? ['failbackLater'] : ['failbackLater', 'acknowledge'];
}
