/** What happens to one service, as rehearsal and local cloud are both told it. */
import type { Happening, Scenario, TimedHappening } from '../../../src/rehearsal/scenario.ts';

const MINUTE_MS = 60_000;

const REFUSED = { kind: 'refused' } as const;

function at(minutes: number, happening: Happening): TimedHappening {
  return { atMs: minutes * MINUTE_MS, service: null, happening };
}

function person(command: 'failback' | 'abort'): Happening {
  return { kind: 'command', command, who: 'operator', reason: 'all looks well', forMs: null };
}

/** `lengthMinutes` leaves time for everything that follows by itself. */
export function aStory(lengthMinutes: number, happenings: readonly TimedHappening[]): Scenario {
  return {
    name: 'a story',
    about: 'of one service',
    lengthMs: lengthMinutes * MINUTE_MS,
    services: 'all',
    happenings,
    expect: {
      timeline: [],
      never: [],
      phase: 'OnPrimary',
      users: null,
      messagesAtMost: null,
      objectivesMet: false,
    },
  };
}

const OUTAGE = [
  at(0, { kind: 'break', side: 'primary', how: REFUSED }),
  at(6, { kind: 'mend', side: 'primary' }),
];

/** As the first one below, with time for what comes later because passes die: each that does costs a minute. */
export const PATIENT_STORY = aStory(44, [...OUTAGE, at(22, person('failback'))]);

/** Each ends with users where it says; `null` where that is a matter of luck. */
export const SITE_STORIES = {
  'a failure, held, and a failback in stages': {
    users: 'primary',
    story: aStory(25, [...OUTAGE, at(13, person('failback'))]),
  },
  'an abort in the first stage': {
    users: 'secondary',
    story: aStory(24, [
      at(0, { kind: 'break', side: 'primary', how: { kind: 'noConnection' } }),
      at(6, { kind: 'mend', side: 'primary' }),
      at(13, person('failback')),
      at(15, person('abort')),
    ]),
  },
  'a relapse in the first stage': {
    users: 'secondary',
    story: aStory(24, [
      at(0, { kind: 'break', side: 'primary', how: { kind: 'status', status: 503 } }),
      at(6, { kind: 'mend', side: 'primary' }),
      at(13, person('failback')),
      at(15, { kind: 'break', side: 'primary', how: REFUSED }),
    ]),
  },
  'both sides down, the secondary well again first': {
    users: 'secondary',
    story: aStory(24, [
      at(0, { kind: 'break', side: 'secondary', how: REFUSED }),
      at(3, { kind: 'break', side: 'primary', how: REFUSED }),
      at(8, { kind: 'mend', side: 'secondary' }),
      at(15, { kind: 'mend', side: 'primary' }),
    ]),
  },
  'a failure while the secondary is not ready': {
    users: 'secondary',
    story: aStory(22, [
      at(0, { kind: 'readiness', side: 'secondary', ready: false }),
      at(3, { kind: 'break', side: 'primary', how: REFUSED }),
      at(9, { kind: 'mend', side: 'primary' }),
    ]),
  },
  'an outage so short that it may be over before it is held': {
    users: null,
    story: aStory(12, [
      at(0, { kind: 'break', side: 'primary', how: REFUSED }),
      at(0.6, { kind: 'mend', side: 'primary' }),
    ]),
  },
} as const;

export type SiteStory = keyof typeof SITE_STORIES;

const AWAY = { from: 0, to: 10 } as const;

/** The primary fails while something of AWS is away, and is well again before that comes back. */
function whileAway(
  of: 'route53Control' | 'cloudWatchUsEast1' | 'cloudWatchHome' | 'stateStore' | 'notifier',
  how: 'error' | 'silence',
): Scenario {
  return aStory(22, [
    at(AWAY.from, { kind: 'outage', of, how }),
    at(1, { kind: 'break', side: 'primary', how: REFUSED }),
    at(7, { kind: 'mend', side: 'primary' }),
    at(AWAY.to, { kind: 'outage', of, how: null }),
  ]);
}

export const ACCOUNT_STORIES = {
  "Route 53's control plane answers errors": whileAway('route53Control', 'error'),
  "Route 53's control plane answers nothing": whileAway('route53Control', 'silence'),
  'CloudWatch is away in us-east-1': whileAway('cloudWatchUsEast1', 'error'),
  'CloudWatch is away at home': whileAway('cloudWatchHome', 'error'),
  'DynamoDB answers nothing': whileAway('stateStore', 'silence'),
  'SNS refuses': whileAway('notifier', 'error'),
} as const;

export type AccountStory = keyof typeof ACCOUNT_STORIES;
