/** The English words. */
import type { Phase, Standing } from '../../core/state.ts';
import { OTHER_SUBJECT, SUBJECTS } from '../subjects.ts';
import type { Wording } from '../wording.ts';
import { ENGLISH_ANSWERS } from './answers.ts';
import { ENGLISH_ENTRIES } from './entries.ts';
import { ENGLISH_OUTLOOKS, ENGLISH_TASKS } from './next.ts';
import { ENGLISH_REFUSALS } from './refusals.ts';

const MEANT: Readonly<Record<Phase, string>> = {
  OnPrimary: 'on the primary',
  OnSecondary: 'on the secondary',
  Returning: 'on their way back to the primary',
};

function meantPlace({ phase, weights }: Standing): string {
  if (weights === null) return MEANT[phase];
  const shares = `${weights.primary} % primary, ${weights.secondary} % secondary by record weights`;
  return `${MEANT[phase]} (${shares})`;
}

export const ENGLISH: Wording = {
  units: { second: 's', minute: 'min', hour: 'h', day: 'd' },
  side: (side, region) => `${side} (${region})`,
  notRecorded: 'not recorded',
  entries: ENGLISH_ENTRIES,
  otherEntry: (action, because) => `${action}, reason ${because} (written by another version)`,
  sentence: (text) => `${text}.`,
  topics: SUBJECTS,
  otherTopic: OTHER_SUBJECT,
  signals: {
    witness: (said) =>
      said.startsWith('unknown') ? `Route 53's verdict is ${said}` : `Route 53 says ${said}`,
    answer: (said) => `name servers answer ${said}`,
    probe: (said) => `our probe: ${said}`,
    alarm: (said) => `alarm: ${said}`,
    readiness: (said) => `readiness: ${said}`,
    guard: (said) => `guard: ${said}`,
    records: (said) => `records: ${said}`,
  },
  otherSignal: (source, said) => `${source}: ${said}`,
  saidCodes: { INSUFFICIENT_DATA: 'unknown (INSUFFICIENT_DATA)' },
  betweenSignals: '; ',
  evidence: (about, signals) => `${about}: ${signals}`,
  headings: {
    happened: (when) => `What happened (${when})`,
    why: 'Why',
    users: 'Users now',
    next: 'Next, by itself',
    toDo: 'To do',
    incident: (id) => `Incident: ${id}`,
  },
  secondaryWarnings: {
    notReady: ({ secondary, text }) =>
      `The ${secondary} is not ready. Not good: ${text('lacking')}.`,
    unknown: ({ secondary, text }) =>
      `It is unknown whether the ${secondary} is ready. Not known: ${text('lacking')}.`,
    unhealthy: ({ secondary }) => `The ${secondary} is unhealthy.`,
    healthUnknown: ({ secondary }) => `It is unknown whether the ${secondary} is healthy.`,
  },
  users: {
    primary: ({ primary }) => `on the ${primary}`,
    secondary: ({ secondary }) => `on the ${secondary}`,
    mixed: ({ primary, secondary }) => `on both sides, the ${primary} and the ${secondary}`,
    unknown: () => 'unknown: what was seen does not tell which side Route 53 answers with',
  },
  asSeenAt: (users, clock) => `${users}, as seen at ${clock} UTC`,
  notArmed: 'not armed yet: it acts once it has been seen healthy for long enough',
  observes: 'mode is observe: it only says what it would do',
  paused: ({ text, moment }) =>
    `paused by ${text('who')} until ${moment('untilMs')}: ${text('reason')}`,
  meant: (standing) => `meant to be ${meantPlace(standing)}; hold switch ${standing.holdSwitch}`,
  cached: ({ ttl }) => `resolvers may give an earlier answer for up to ${ttl} (TTL)`,
  outlooks: ENGLISH_OUTLOOKS,
  tasks: ENGLISH_TASKS,
  answers: ENGLISH_ANSWERS,
  refusals: ENGLISH_REFUSALS,
  refused: (why) => `Refused, nothing was changed: ${why}.`,
  lifts: (lift) => lift,
  otherAnswer: (outcome, because) => `${outcome}, reason ${because}.`,
  everyService: 'all services',
  roles: { primary: 'primary', secondary: 'secondary' },
  configured: 'the configured time',
  configuredStages: 'the configured stages',
  digest: {
    headline: (services) => `${services} services have news in the same pass.`,
    group: (count, region, what) => `${count} with primary in ${region}: ${what}`,
    services: (count) => `Services (${count})`,
    more: (count) => `and ${count} more`,
    secondaryFirst: (service, warning) => `${service}: ${warning}`,
    users: {
      primary: (count) => `${count} on the primary`,
      secondary: (count) => `${count} on the secondary`,
      mixed: (count) => `${count} on both sides`,
      unknown: (count) => `${count} unknown`,
    },
    counted: (count, sentence) => `${count} x ${sentence}`,
    forOne: (service, others) =>
      others === 0
        ? `For ${service}:`
        : `For ${service}, and with its name changed for the ${others} others like it:`,
  },
  freeze: {
    headline: ({ service }) => `${service} is frozen: its stored state cannot be read.`,
    why: ({ stackName, homeRegion }, why) =>
      `the item in the state table of the stack ${stackName} (${homeRegion}): ${why}`,
    users: 'unknown to Switchback while it cannot read the state',
    next: [
      () =>
        'Switchback does nothing for this service until the item can be read. It never replaces it by a default.',
      () =>
        'Route 53 itself goes on by its health checks and the records as they are. The hold switch stays where it is.',
    ],
    toDo: 'Correct the item, or restore it from point-in-time recovery. If the code is older than the item, deploy the newer one. See the records:',
  },
};
