/** What happens next by itself, and what a person can do, in English. */
import type { Outlook } from '../outlook.ts';
import type { Task } from '../tasks.ts';
import type { Sentence } from '../told.ts';

export const ENGLISH_OUTLOOKS: Readonly<Record<Outlook, Sentence>> = {
  watchesOnly: () =>
    'Observe mode: Switchback begins nothing. Route 53 itself moves users by its health checks, there and back.',
  holdsWhenPrimaryFails: ({ primary, secondary }) =>
    `When the ${primary} is unhealthy, Route 53 answers with the ${secondary} if that is healthy. Switchback then holds users there, once armed and unless paused.`,
  holdsWhenSecondaryHealthy: ({ secondary }) =>
    `If the primary still fails when the ${secondary} is seen healthy, Route 53 answers with the secondary and Switchback holds users there, unless paused.`,
  holdsWhenArmed: ({ arming }) =>
    `Switchback holds users once the service is armed: the primary seen healthy for ${arming} on end.`,
  holdsWhenPauseEnds: () =>
    'If the primary still fails when the pause ends, Switchback holds users then.',
  holdsWhenBrakeAllows: () =>
    'If the primary still fails when earlier acts have left the window of the rate brake, Switchback holds users then.',
  returnsUnheld: ({ primary }) =>
    `When the ${primary} is healthy again, Route 53 gives users back to it by itself.`,
  failsOpenToPrimary: ({ primary }) =>
    `While neither side is healthy, Route 53 answers as if both were: with the ${primary}.`,
  closesWhenStable: ({ primary, stableFor }) =>
    `The incident closes when the ${primary} has been healthy for ${stableFor}.`,
  armsWhenSeenHealthy: ({ newCheck, arming }) =>
    `Switchback acts for this service again when, after the first ${newCheck}, it has been seen healthy for ${arming} on end. Until then Route 53 moves users by itself, there and back.`,
  staysUntilPerson: ({ primary }) =>
    `Users stay on the secondary, also when the ${primary} is healthy again, until a person starts the failback.`,
  failbackByItself: ({ primary, stableFor, cooldown }) =>
    `After a failure the failback starts by itself when the ${primary} is ready and has been healthy for ${stableFor}, and the cooldown (${cooldown}) is over or acknowledged. After a planned failover, a relapse or an abort it waits for a person.`,
  lastResortPrimary: () =>
    'If the secondary is unhealthy while the primary is healthy, Route 53 answers with the primary.',
  lastResortSwitch: () =>
    'If the secondary is unhealthy, Route 53 answers with the primary, healthy or not.',
  lastResortSecondary: () =>
    'Even if the secondary is unhealthy, Route 53 goes on answering with it (lastResort: secondary).',
  switchGoesOff: () => 'The hold switch takes 2 to 4 min to go off in DNS.',
  recordsTriedAgain: () =>
    'Switchback tries again every minute. Until then Route 53 answers by the records as they are.',
  stagesGoOn: ({ stages, bake, ttl }) =>
    `Each stage (${stages} to the primary) must stay good for ${bake} after the change is everywhere and the TTL (${ttl}) has passed; then the next one begins.`,
  stagesNeedApproval: ({ stages, bake, ttl }) =>
    `Each stage (${stages} to the primary) must stay good for ${bake} after the change is everywhere and the TTL (${ttl}) has passed; the next one then waits for approval.`,
  switchOffThenBakes: ({ bake, ttl }) =>
    `When DNS shows the hold switch off, users are on the primary again; it must stay good for ${bake} after the TTL (${ttl}), then the incident closes.`,
  badGuardTakesBack: () =>
    'If the primary or a guard turns bad, the failback stops and users go back to the secondary, if that is healthy and neither a pause nor the rate brake forbids it.',
  stageStays: () => 'The failback stays at this stage until a person acts.',
  stageGoesOnWhenKnown: () => 'The failback goes on when the primary and all guards are seen good.',
  stageGoesOnWhenSecondaryHealthy: () =>
    'The failback goes on when the secondary is healthy again.',
  stageGoesOnWhenPauseEnds: () =>
    'Users stay at this stage until the pause ends, also if the primary turns bad. Route 53 itself still moves users away from an unhealthy side.',
  stageGoesOnWhenApproved: () => 'The next stage begins when a person approves it.',
  moveWhenSecondaryHealthy: ({ secondary }) =>
    `No further stage begins. Users are taken to the ${secondary} as soon as it is seen healthy.`,
  moveWhenLifted: ({ secondary }) =>
    `No further stage begins. Users are taken to the ${secondary} as soon as that is over.`,
  writesNothing: () =>
    "Switchback changes no records until a person's command adopts them as they are. Route 53 goes on answering by them.",
  noMoveOnUnknown: () =>
    'Switchback moves nobody on what is unknown. Route 53 itself goes on by its health checks.',
  switchRepeated: () => 'Switchback publishes the wanted position every minute.',
  crossingLeft: () =>
    'Switchback leaves this by itself as soon as the records or the switch can be changed.',
  pausedNothingNew: () =>
    'Until the pause ends Switchback begins nothing by itself. Route 53 still moves users by its health checks, there and back.',
};

export const ENGLISH_TASKS: Readonly<Record<Task, Sentence>> = {
  nothing: () => 'Nothing.',
  lookAtPrimary: ({ primary }) => `Find out what is wrong with the ${primary}.`,
  lookAtSecondary: ({ secondary }) => `Find out what is wrong with the ${secondary}.`,
  lookAtBoth: () => 'Bring back either side: Route 53 answers with the first one that is healthy.',
  lookAtGuards: ({ primary }) =>
    `Look at the ${primary}, its readiness checks and the guard alarms of the failback.`,
  lookAtOwnProbe: () =>
    "Compare Route 53's verdict, the alarm and our probe above: either one is missing, or they contradict each other.",
  lookAtNotifier: () =>
    'Find out why messages could not be sent: the SNS topic, its key and its policy.',
  makeSecondaryReady: ({ secondary }) => `Make the ${secondary} ready: see the first line.`,
  seeAlarms: () => 'See the alarms on both sides:',
  seeRecords: () => 'See the records (a missing record set must be put back by hand):',
  seeChanges: () => 'See who changed records:',
  seeHoldAlarm: () => "See the hold switch's alarm:",
  failover: () => 'To hold users on the secondary all the same:',
  failbackLater: ({ primary, stableFor }) =>
    `When the ${primary} has been healthy for ${stableFor}, give users back to it:`,
  failback: ({ primary, stages }) => `To give users back to the ${primary} (${stages}):`,
  failbackInOneStep: ({ primary, stableFor }) =>
    `If the ${primary} has been healthy for ${stableFor}, give all users to it in one step:`,
  failbackAnew: () => 'To begin the failback anew with the configuration as it is now:',
  approve: () => 'To let the next stage begin:',
  abort: () => 'To stop the failback and take users back to the secondary:',
  resume: () => 'To end the pause:',
  acknowledge: () => 'To lift the cooldown or a relapse, so that the failback may start by itself:',
  adoptRecords: () => 'If the records are right as they are, adopt them:',
  automatic: () => 'To let Switchback act, set mode: auto in services.yml and deploy.',
};
