/** What was done or found, in English: one line each, without a full stop. */
import type { HoldObstacle, StageObstacle } from '../because.ts';
import { framed, type Phrases, reasons } from '../framed.ts';
import type { EntrySentences } from '../wording.ts';
import { ENGLISH_REFUSALS } from './refusals.ts';

/** Why Switchback does not act: completes "because …". */
const HOLD_OBSTACLES: Phrases<HoldObstacle> = {
  secondaryUnhealthy: ({ secondary }) => `the ${secondary} is unhealthy`,
  secondaryUnknown: ({ secondary }) => `it is unknown whether the ${secondary} is healthy`,
  frozen: () => 'another state than this one has changed the records',
  drift: () => 'the records are not as Switchback left them',
  notArmed: () => 'the service has not been seen healthy for long enough to be armed',
  observe: () => 'the service is in observe mode',
  paused: () => 'automatic action is paused',
  rateBrake: () => 'the rate brake allows no further automatic act now',
};

const { observe: _observe, ...HOLD_OBSTACLES_WHEN_ACTING } = HOLD_OBSTACLES;
const { notArmed: _notArmed, ...HOLD_OBSTACLES_ONCE_ARMED } = HOLD_OBSTACLES;

/** Why the failback does not go on: completes "because …". */
const STAGE_OBSTACLES: Phrases<StageObstacle> = {
  configChanged: () => 'the configuration of the service has changed since the failback started',
  drift: () => 'the records are not as Switchback left them',
  frozen: () => 'another state than this one has changed the records',
  guardsUnknown: ({ primary }) =>
    `it is unknown whether the ${primary}, its readiness and the guards are good`,
  secondaryUnhealthy: ({ secondary }) => `the ${secondary} is unhealthy`,
  approval: () => 'the next stage needs the approval of a person',
  guardBad: ({ primary }) =>
    `the ${primary}, its readiness or a guard is bad, and a pause, observe mode or the rate brake keeps Switchback from taking users back`,
  paused: () => 'automatic action is paused',
};

export const ENGLISH_ENTRIES: EntrySentences = {
  armed: {
    seenHealthy: ({ primary }) =>
      `armed: the ${primary} has been healthy for long enough that Switchback acts for this service`,
  },
  disarmed: {
    checkOrTargetChanged: () =>
      'disarmed: a check or target of the service has changed, so that it must be seen healthy first',
  },
  incidentOpened: {
    primaryFailed: ({ primary }) => `incident opened: Route 53 takes the ${primary} for unhealthy`,
    planned: ({ text }) =>
      `incident opened: planned failover by ${text('who')}, reason: ${text('reason')}`,
    movedByHand: () =>
      'incident opened: the records were found changed by hand, with users moved to the secondary',
  },
  flapped: {
    overBeforeSeen: ({ primary }) =>
      `flap: the alarm shows that the ${primary} failed, but Route 53 says healthy again; it was over before a hold could begin`,
    ...framed(
      HOLD_OBSTACLES,
      (why, { primary }) =>
        `flap: the ${primary} is healthy again; there was no hold, because ${why}`,
    ),
  },
  notHeld: framed(
    HOLD_OBSTACLES_WHEN_ACTING,
    (why) => `users are not held on the secondary, because ${why}`,
  ),
  wouldHold: {
    observe: ({ secondary }) =>
      `would have begun to hold users on the ${secondary}; nothing was done, because the service is in observe mode`,
  },
  holdBegun: {
    primaryFailed: ({ primary, secondary }) =>
      `hold begun: users are to stay on the ${secondary}, because the ${primary} failed`,
    planned: ({ secondary }) => `hold begun: planned failover to the ${secondary}`,
    relapse: ({ primary, secondary }) =>
      `hold begun: users go back to the ${secondary}, because the ${primary} or a guard was bad during the failback`,
    abort: ({ secondary }) =>
      `hold begun: users go back to the ${secondary}, because a person aborted the failback`,
  },
  held: {
    weights: ({ duration }) => `held by record weights, after ${duration('tookMs')}`,
    switch: ({ duration }) => `held by the hold switch, after ${duration('tookMs')}`,
  },
  lateHold: {
    weights: ({ primary, duration }) =>
      `late hold: held by record weights after ${duration('tookMs')}; users had been back on the ${primary} before`,
    switch: ({ primary, duration }) =>
      `late hold: held by the hold switch after ${duration('tookMs')}; users had been back on the ${primary} before`,
  },
  switchReleased: {
    weightsCarry: ({ duration }) =>
      `hold switch let go after ${duration('onForMs')}: the record weights hold alone`,
    neverShown: ({ duration }) =>
      `hold switch let go after ${duration('onForMs')}: DNS never showed it on; only the record weights hold`,
    secondaryUnhealthy: ({ secondary }) =>
      `hold switch let go: the ${secondary} is unhealthy, and the switch would keep Route 53 from a healthy primary`,
  },
  failbackPossible: {
    primaryStable: ({ primary, stableFor }) =>
      `failback possible: the ${primary} has been healthy for ${stableFor} and nothing stands against it`,
  },
  failbackStarted: {
    whenStable: ({ primary, text }) =>
      `failback to the ${primary} started by itself, steps: ${text('stages')}`,
    command: ({ primary, text }) =>
      `failback to the ${primary} started by ${text('who')}, steps: ${text('stages')}`,
  },
  stageBegun: {
    weights: ({ text, primary }) =>
      `stage begun: ${text('primary')} % of answers for the ${primary}`,
    switchOff: () => 'step begun: hold switch off',
  },
  stageWaiting: framed(STAGE_OBSTACLES, (why) => `the failback waits at its stage, because ${why}`),
  stageResumed: framed(
    STAGE_OBSTACLES,
    (why) => `the failback goes on; it had waited because ${why}`,
  ),
  failbackDone: {
    allStagesGood: ({ primary, duration }) =>
      `failback done: users are meant to be on the ${primary} again; the incident lasted ${duration('lastedMs')}`,
  },
  relapsed: {
    guardBad: ({ primary }) =>
      `relapse: the ${primary}, its readiness or a guard turned bad during the failback, which is stopped`,
  },
  aborted: { command: () => 'failback aborted by a person; no further stage begins' },
  moveWaits: framed(
    HOLD_OBSTACLES_ONCE_ARMED,
    (why, { secondary }) => `the move to the ${secondary} waits, because ${why}`,
  ),
  incidentClosed: {
    primaryStableAgain: ({ primary, stableFor, duration }) =>
      `incident closed after ${duration('lastedMs')}: the ${primary} has been healthy for ${stableFor} and nothing was held`,
    returnedByHand: ({ primary, duration }) =>
      `incident closed after ${duration('lastedMs')}: the records were set back to the ${primary} by hand`,
  },
  conditionBegan: {
    primaryUnhealthy: ({ primary }) => `${primary} is unhealthy`,
    secondaryUnhealthy: ({ secondary }) => `${secondary} is unhealthy`,
    primaryUnknown: ({ primary }) => `it is unknown whether the ${primary} is healthy`,
    secondaryUnknown: ({ secondary }) => `it is unknown whether the ${secondary} is healthy`,
    drift: ({ text }) => `drift: the records are not as Switchback left them (${text('detail')})`,
    frozen: ({ text }) =>
      `frozen: the zone has generation ${text('seenGeneration')} of the records, which this state did not make`,
    recordsNotWritten: () => 'wanted record weights have not reached all name servers',
    switchDisagrees: () => 'DNS does not show the hold switch as it is meant to be',
    crossing: () =>
      'hold switch on and users on record weights at the same time: an unhealthy secondary would be answered although the primary is healthy',
  },
  conditionEnded: {
    primaryUnhealthy: ({ primary, duration }) =>
      `${primary} is no longer unhealthy, after ${duration('lastedMs')}`,
    secondaryUnhealthy: ({ secondary, duration }) =>
      `${secondary} is no longer unhealthy, after ${duration('lastedMs')}`,
    primaryUnknown: ({ primary, duration }) =>
      `the health of the ${primary} is known again, after ${duration('lastedMs')}`,
    secondaryUnknown: ({ secondary, duration }) =>
      `the health of the ${secondary} is known again, after ${duration('lastedMs')}`,
    drift: ({ duration }) =>
      `no more drift: the records are as they are meant to be, after ${duration('lastedMs')}`,
    frozen: ({ duration }) =>
      `no longer frozen: the records are those of this state, after ${duration('lastedMs')}`,
    recordsNotWritten: ({ duration }) =>
      `the wanted record weights are on all name servers, after ${duration('lastedMs')}`,
    switchDisagrees: ({ duration }) =>
      `DNS no longer contradicts the hold switch, after ${duration('lastedMs')}`,
    crossing: ({ duration }) =>
      `hold switch and record weights no longer cross, after ${duration('lastedMs')}`,
  },
  recordsAdopted: {
    drift: ({ text }) =>
      `records adopted as read: weights primary/secondary ${text('weights')}, changed by somebody else`,
    frozen: ({ text }) =>
      `records adopted as read: weights primary/secondary ${text('weights')}, changed under another state`,
  },
  changeRepeated: {
    superseded: ({ text }) =>
      `record change made again as generation ${text('generation')}: an older change had landed in its place`,
    changeIdLost: ({ text }) =>
      `record change made again as generation ${text('generation')}: Route 53 cannot say how far the first one is`,
  },
  paused: {
    command: ({ text, moment }) =>
      `automatic action paused by ${text('who')} until ${moment('untilMs')}, reason: ${text('reason')}`,
  },
  pauseReminder: {
    stillPaused: ({ text, moment }) =>
      `automatic action is still paused until ${moment('untilMs')}, by ${text('who')}, reason: ${text('reason')}`,
  },
  pauseEnded: {
    timeIsUp: ({ text }) => `the pause by ${text('who')} is over, its time is up`,
    command: ({ text }) => `pause ended by ${text('who')}`,
  },
  acknowledged: {
    command: ({ text }) => `acknowledged by ${text('who')}: cooldown and relapse are lifted`,
  },
  commandRefused: framed(
    reasons(ENGLISH_REFUSALS),
    (why, { text }) => `refused ${text('command')} by ${text('who')}, because ${why}`,
  ),
  outboxCollapsed: {
    notifierAway: ({ text }) =>
      `${text('count')} entries could not be told in time; the time-line has all that could be written`,
  },
};
