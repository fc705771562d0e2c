/** Subjects: in one language, since SNS takes ASCII only, and short enough for a telephone. */
import type { Entry } from '../core/entry.ts';
import { type ByReason, byReason } from './because.ts';
import { subjectLine } from './neutralise.ts';

/** What comes after the service's name. */
export const SUBJECTS: ByReason<string> = {
  armed: { otherwise: 'armed' },
  disarmed: { otherwise: 'not armed until seen healthy' },
  incidentOpened: {
    primaryFailed: 'primary down',
    planned: 'planned failover',
    movedByHand: 'users moved to secondary by hand',
  },
  flapped: { otherwise: 'primary failed and came back, not held' },
  notHeld: {
    secondaryUnhealthy: 'primary and secondary down',
    secondaryUnknown: 'primary down, secondary unknown, not held',
    frozen: 'primary down, not held: frozen',
    drift: 'primary down, not held: drift',
    notArmed: 'primary down, not held: not armed',
    paused: 'primary down, not held: paused',
    rateBrake: 'primary down, not held: rate brake',
  },
  wouldHold: { otherwise: 'primary down, only observed' },
  holdBegun: {
    primaryFailed: 'primary down, holding users on secondary',
    planned: 'planned failover, holding users on secondary',
    relapse: 'relapse, taking users back to secondary',
    abort: 'failback aborted, taking users back to secondary',
  },
  held: { otherwise: 'users held on secondary' },
  lateHold: { otherwise: 'users held on secondary, after a return' },
  switchReleased: {
    weightsCarry: 'held by weights alone',
    neverShown: 'hold switch never showed, held by weights alone',
    secondaryUnhealthy: 'secondary down, hold switch let go',
  },
  failbackPossible: { otherwise: 'failback possible' },
  failbackStarted: { otherwise: 'failback started' },
  stageBegun: { otherwise: 'failback stage begun' },
  stageWaiting: {
    configChanged: 'failback waits: configuration changed',
    drift: 'failback waits: drift',
    frozen: 'failback waits: frozen',
    guardsUnknown: 'failback waits: guards unknown',
    secondaryUnhealthy: 'failback waits: secondary down',
    approval: 'failback waits for approval',
    guardBad: 'guard bad in failback, not taken back',
    paused: 'failback waits: paused',
  },
  stageResumed: { otherwise: 'failback goes on' },
  failbackDone: { otherwise: 'failback done' },
  relapsed: { otherwise: 'relapse, failback stopped' },
  aborted: { otherwise: 'failback aborted' },
  moveWaits: {
    otherwise: 'move to secondary waits',
    secondaryUnhealthy: 'failback stopped, but secondary down',
    secondaryUnknown: 'failback stopped, but secondary unknown',
  },
  incidentClosed: { otherwise: 'incident closed' },
  conditionBegan: {
    primaryUnhealthy: 'primary down',
    secondaryUnhealthy: 'secondary down',
    primaryUnknown: 'primary unknown',
    secondaryUnknown: 'secondary unknown',
    drift: 'drift, records changed by somebody else',
    frozen: 'frozen, records changed under another state',
    recordsNotWritten: 'records not written yet',
    switchDisagrees: 'hold switch not as meant',
    crossing: 'hold switch and weights cross',
  },
  conditionEnded: {
    primaryUnhealthy: 'primary no longer down',
    secondaryUnhealthy: 'secondary no longer down',
    primaryUnknown: 'primary known again',
    secondaryUnknown: 'secondary known again',
    drift: 'no more drift',
    frozen: 'no longer frozen',
    recordsNotWritten: 'records written',
    switchDisagrees: 'hold switch as meant',
    crossing: 'hold switch and weights no longer cross',
  },
  recordsAdopted: { otherwise: 'records adopted' },
  changeRepeated: { otherwise: 'record change made again' },
  paused: { otherwise: 'paused' },
  pauseReminder: { otherwise: 'still paused' },
  pauseEnded: { otherwise: 'pause ended' },
  acknowledged: { otherwise: 'acknowledged' },
  commandRefused: { otherwise: 'command refused' },
  outboxCollapsed: { otherwise: 'messages were held up' },
};

export const OTHER_SUBJECT = 'something happened that this version has no words for';
const FROZEN_SUBJECT = 'frozen, stored state cannot be read';

export function subjectOf(service: string, focus: Entry): string {
  return named(service, byReason(SUBJECTS, focus) ?? OTHER_SUBJECT);
}

export function freezeSubject(service: string): string {
  return named(service, FROZEN_SUBJECT);
}

/** `focuses`: what each of the services' news is about. */
export function digestSubject(focuses: readonly Entry[]): string {
  const [what, ...others] = new Set(focuses.map((one) => byReason(SUBJECTS, one) ?? OTHER_SUBJECT));
  const same = what !== undefined && others.length === 0;
  return named(`${focuses.length} services`, same ? what : 'several things happened');
}

function named(whom: string, what: string): string {
  return subjectLine(`[Switchback] ${whom}: ${what}`);
}
