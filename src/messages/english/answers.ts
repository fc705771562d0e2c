/** What a person gets back from a command that was taken, in English. */
import type { AnswerSentences } from '../wording.ts';

export const ENGLISH_ANSWERS: AnswerSentences = {
  done: {
    recordsAtRest: ({ primary }) =>
      `Done: the records were already set back to the ${primary}; they were adopted and the incident is closed.`,
    paused: ({ moment }) =>
      `Done: automatic action is paused until ${moment('untilMs')}. Finishing what was begun goes on.`,
    resumed: () => 'Done: the pause has ended.',
    acknowledged: () =>
      'Done: cooldown and relapse are lifted, and records changed by others adopted.',
  },
  waiting: {
    holdBegun: ({ secondary }) =>
      `Begun: users are being moved to the ${secondary} and held there. It takes about a minute until all name servers agree, then the TTL.`,
    moveWaits: ({ secondary }) =>
      `Stopped: no further stage begins. The move to the ${secondary} waits until it is healthy.`,
    failbackStarted: ({ primary, stages }) =>
      `Begun: failback to the ${primary}. Stages of this service: ${stages}.`,
    failbackAnew: ({ primary }) => `Begun anew: failback to the ${primary}.`,
    approved: () => 'Approved: the next stage begins with the next pass.',
  },
  nothingToDo: {
    notReturning: () => 'Nothing to do: no failback is under way.',
    notPaused: () => 'Nothing to do: the service is not paused.',
    nothingToAcknowledge: () =>
      'Nothing to do: there is no cooldown, no relapse and no record changed by others.',
  },
};
