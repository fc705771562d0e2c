/** Why a command was refused, completing "because …", and what lifts that, as a sentence. */
import type { Refusal } from '../because.ts';
import type { RefusalWords } from '../wording.ts';

export const ENGLISH_REFUSALS: Readonly<Record<Refusal, RefusalWords>> = {
  alreadyOnSecondary: {
    why: ({ secondary }) => `users are already meant to be on the ${secondary}`,
    lift: () => 'Nothing needs to be done for them to stay there.',
  },
  returningUseAbort: {
    why: () => 'a failback is under way',
    lift: ({ secondary }) => `To take users back to the ${secondary}, abort the failback.`,
  },
  secondaryUnhealthy: {
    why: ({ secondary }) => `the ${secondary} is unhealthy`,
    lift: ({ secondary }) => `Possible as soon as the ${secondary} is healthy.`,
  },
  secondaryUnknown: {
    why: ({ secondary }) => `it is unknown whether the ${secondary} is healthy`,
    lift: ({ secondary }) => `Possible as soon as the ${secondary} is seen healthy.`,
  },
  secondaryNotReady: {
    why: ({ secondary, text }) =>
      `the ${secondary} is not ready, or not known to be; not good: ${text('lacking')}`,
    lift: () => 'Possible as soon as all of its readiness checks are good.',
  },
  secondaryNotAnswering: {
    why: ({ secondary }) => `Route 53 does not answer with the ${secondary}, although it should`,
    lift: () => 'Look at the records and their health checks, then ask again.',
  },
  notHeld: {
    why: ({ primary }) => `users are already meant to be on the ${primary}`,
    lift: () => 'Nothing is held, so there is nothing to give back.',
  },
  alreadyReturning: {
    why: () => 'a failback is under way already',
    lift: () => 'It goes on by itself; it can be aborted.',
  },
  recordsUnknown: {
    why: ({ text }) => `the records could not be read (${text('detail')})`,
    lift: () => 'Ask again when they can be read.',
  },
  recordsIrregular: {
    why: ({ text }) => `the records cannot be adopted as they are (${text('detail')})`,
    lift: () => 'Mend them in Route 53 first; then the same command adopts them.',
  },
  holdNotSettled: {
    why: () => 'a change of the records or of the hold switch is still under way',
    lift: () =>
      'Ask again in a few minutes. If it lasts, see whether somebody has pinned the hold check.',
  },
  primaryUnhealthy: {
    why: ({ primary }) => `the ${primary} is unhealthy`,
    lift: ({ primary, stableFor }) =>
      `Possible when the ${primary} has been healthy for ${stableFor}.`,
  },
  primaryUnknown: {
    why: ({ primary }) => `it is unknown whether the ${primary} is healthy`,
    lift: ({ primary, stableFor }) =>
      `Possible when the ${primary} has been seen healthy for ${stableFor}.`,
  },
  notStableYet: {
    why: ({ primary, stableFor }) => `the ${primary} has not been healthy for ${stableFor} yet`,
    lift: ({ duration }) => `Possible in ${duration('remainingMs')} if it stays healthy.`,
  },
  primaryNotReady: {
    why: ({ primary, text }) =>
      `the ${primary} is not ready, or not known to be; not good: ${text('lacking')}`,
    lift: () => 'Possible as soon as its readiness checks and the guards are good.',
  },
  nothingToApprove: {
    why: () => 'no stage waits for approval',
    lift: () => 'Approve when a message says that a stage waits for it.',
  },
  idUsedForAnother: {
    why: () => 'this command id was used before for something else',
    lift: () => 'Ask again with another id, or without one.',
  },
  otherIncident: {
    why: ({ text }) => `it was meant for the incident ${text('incident')}, which is not open`,
    lift: () => 'Ask for the status: it prints the commands that fit what is so now.',
  },
  observe: {
    why: () => 'the service is in observe mode, in which nothing new is done',
    lift: () => 'Set mode: auto in services.yml and deploy.',
  },
  paused: {
    why: ({ text, moment }) => `${text('who')} has paused the service until ${moment('untilMs')}`,
    lift: () => 'Possible when the pause has ended; resume ends it at once.',
  },
  rateBrake: {
    why: () => 'the rate brake allows no further act now',
    lift: () => 'Ask again when earlier acts have left its window.',
  },
};
