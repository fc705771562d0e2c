/** What happens next without anybody, as codes that every language has a sentence for. */
import type { Entry } from '../core/entry.ts';
import type { Service } from '../core/service.ts';
import type { Standing } from '../core/state.ts';
import { type ByReason, byReason } from './because.ts';

export type Outlook =
  | 'watchesOnly'
  | 'holdsWhenPrimaryFails'
  | 'holdsWhenSecondaryHealthy'
  | 'holdsWhenArmed'
  | 'holdsWhenPauseEnds'
  | 'holdsWhenBrakeAllows'
  | 'returnsUnheld'
  | 'failsOpenToPrimary'
  | 'closesWhenStable'
  | 'armsWhenSeenHealthy'
  | 'staysUntilPerson'
  | 'failbackByItself'
  | 'lastResortPrimary'
  | 'lastResortSwitch'
  | 'lastResortSecondary'
  | 'switchGoesOff'
  | 'recordsTriedAgain'
  | 'stagesGoOn'
  | 'stagesNeedApproval'
  | 'switchOffThenBakes'
  | 'badGuardTakesBack'
  | 'stageStays'
  | 'stageGoesOnWhenKnown'
  | 'stageGoesOnWhenSecondaryHealthy'
  | 'stageGoesOnWhenPauseEnds'
  | 'stageGoesOnWhenApproved'
  | 'moveWhenSecondaryHealthy'
  | 'moveWhenLifted'
  | 'writesNothing'
  | 'noMoveOnUnknown'
  | 'switchRepeated'
  | 'crossingLeft'
  | 'pausedNothingNew';

type Row = readonly (Outlook | 'usual')[];

const USUAL: Row = ['usual'];
const WAITS_FOR_PERSON: Row = ['writesNothing'];

const CONDITIONS: ByReason<Row>['conditionBegan'] = {
  otherwise: USUAL,
  primaryUnknown: ['noMoveOnUnknown', 'usual'],
  secondaryUnknown: ['noMoveOnUnknown', 'usual'],
  drift: WAITS_FOR_PERSON,
  frozen: WAITS_FOR_PERSON,
  recordsNotWritten: ['recordsTriedAgain', 'usual'],
  switchDisagrees: ['switchRepeated', 'usual'],
  crossing: ['crossingLeft', 'usual'],
};

const TABLE: ByReason<Row> = {
  armed: { otherwise: USUAL },
  disarmed: { otherwise: ['armsWhenSeenHealthy'] },
  incidentOpened: { otherwise: USUAL },
  flapped: { otherwise: ['closesWhenStable', 'usual'] },
  notHeld: {
    secondaryUnhealthy: ['failsOpenToPrimary', 'holdsWhenSecondaryHealthy', 'returnsUnheld'],
    secondaryUnknown: ['holdsWhenSecondaryHealthy', 'returnsUnheld'],
    frozen: ['writesNothing'],
    drift: ['writesNothing'],
    notArmed: ['holdsWhenArmed', 'returnsUnheld'],
    paused: ['holdsWhenPauseEnds', 'returnsUnheld'],
    rateBrake: ['holdsWhenBrakeAllows', 'returnsUnheld'],
  },
  wouldHold: { otherwise: ['watchesOnly', 'returnsUnheld'] },
  holdBegun: { otherwise: USUAL },
  held: { otherwise: USUAL },
  lateHold: { otherwise: USUAL },
  switchReleased: { otherwise: ['switchGoesOff', 'usual'] },
  failbackPossible: { otherwise: USUAL },
  failbackStarted: { otherwise: USUAL },
  stageBegun: { otherwise: USUAL },
  stageWaiting: {
    configChanged: ['stageStays', 'badGuardTakesBack'],
    drift: ['stageStays', 'writesNothing'],
    frozen: ['stageStays', 'writesNothing'],
    guardsUnknown: ['stageGoesOnWhenKnown', 'badGuardTakesBack'],
    secondaryUnhealthy: ['stageGoesOnWhenSecondaryHealthy'],
    approval: ['stageGoesOnWhenApproved', 'badGuardTakesBack'],
    guardBad: ['stageStays', 'moveWhenLifted'],
    paused: ['stageGoesOnWhenPauseEnds'],
  },
  stageResumed: { otherwise: USUAL },
  failbackDone: { otherwise: USUAL },
  relapsed: { otherwise: USUAL },
  aborted: { otherwise: USUAL },
  moveWaits: {
    otherwise: ['moveWhenLifted'],
    secondaryUnhealthy: ['moveWhenSecondaryHealthy'],
    secondaryUnknown: ['moveWhenSecondaryHealthy'],
    frozen: ['moveWhenLifted', 'writesNothing'],
    drift: ['moveWhenLifted', 'writesNothing'],
  },
  incidentClosed: { otherwise: USUAL },
  conditionBegan: CONDITIONS,
  conditionEnded: { otherwise: USUAL },
  recordsAdopted: { otherwise: USUAL },
  changeRepeated: { otherwise: USUAL },
  paused: { otherwise: ['pausedNothingNew'] },
  pauseReminder: { otherwise: ['pausedNothingNew'] },
  pauseEnded: { otherwise: USUAL },
  acknowledged: { otherwise: USUAL },
  commandRefused: { otherwise: USUAL },
  outboxCollapsed: { otherwise: USUAL },
};

/** What happens by itself after the entry that matters most. */
export function outlooks(
  service: Service,
  standing: Standing,
  focus: Pick<Entry, 'action' | 'because'>,
): readonly Outlook[] {
  const row = byReason(TABLE, focus) ?? USUAL;
  const all = row.flatMap((code) => (code === 'usual' ? usualOutlooks(service, standing) : [code]));
  return [...new Set(all)];
}

/** What happens by itself where traffic is meant to be. */
export function usualOutlooks(service: Service, { phase }: Standing): readonly Outlook[] {
  if (service.mode === 'observe') return ['watchesOnly'];
  if (phase === 'OnPrimary') return ['holdsWhenPrimaryFails'];
  if (phase === 'OnSecondary') {
    const failback = service.failback.start === 'person' ? 'staysUntilPerson' : 'failbackByItself';
    return [failback, lastResort(service)];
  }
  if (service.routing === 'failover') return ['switchOffThenBakes', 'badGuardTakesBack'];
  const asks = service.failback.approval === 'each-stage';
  return [asks ? 'stagesNeedApproval' : 'stagesGoOn', 'badGuardTakesBack'];
}

function lastResort(service: Service): Outlook {
  if (service.routing === 'failover') return 'lastResortSwitch';
  return service.lastResort === 'primary' ? 'lastResortPrimary' : 'lastResortSecondary';
}
