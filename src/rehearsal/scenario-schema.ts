/** The shape of a scenario file. */
import * as z from 'zod';
import { DURATION_PATTERN } from '../config/duration.ts';
import { OUTAGES } from '../world/faults.ts';

const duration = z
  .string('a duration such as 90s, 5m or 1h')
  .regex(DURATION_PATTERN, 'a duration such as 90s, 5m or 1h');
const side = z.enum(['primary', 'secondary'], 'primary or secondary');
const text = z.string('text').min(1, 'text').max(600, 'at most 600 characters');

const COMMANDS = [
  'failover',
  'failback',
  'approve',
  'abort',
  'pause',
  'resume',
  'acknowledge',
] as const;

/** Exactly one of these says what happens; `scenario-rules.ts` makes sure of it. */
export const HAPPENING_KEYS = [
  'break',
  'mend',
  'usersFail',
  'usersFine',
  'notReady',
  'ready',
  'outage',
  'restore',
  'command',
] as const;

const happening = z.strictObject(
  {
    at: duration,
    service: text.optional(),
    break: side.optional(),
    how: z
      .union([
        z.enum(['refused', 'no connection']),
        z.string().regex(/^status [1-5]\d\d$/),
        z.enum(['error', 'silence', 'answer lost']),
      ])
      .optional(),
    mend: side.optional(),
    usersFail: side.optional(),
    usersFine: side.optional(),
    notReady: side.optional(),
    ready: side.optional(),
    outage: z.enum(OUTAGES, `one of: ${OUTAGES.join(', ')}`).optional(),
    restore: z.enum(OUTAGES, `one of: ${OUTAGES.join(', ')}`).optional(),
    command: z.enum(COMMANDS, `one of: ${COMMANDS.join(', ')}`).optional(),
    who: text.optional(),
    reason: text.optional(),
    for: duration.optional(),
  },
  'a happening: at, and one of break, mend, usersFail, usersFine, notReady, ready, outage, restore, command',
);

const expectations = z.strictObject(
  {
    timeline: z.array(text, 'a list such as [incidentOpened, "holdBegun: primaryFailed"]'),
    never: z.array(text, 'a list of actions').optional(),
    phase: z.enum(['OnPrimary', 'OnSecondary', 'Returning'], 'OnPrimary, OnSecondary or Returning'),
    users: side.optional(),
    messagesAtMost: z.int('a whole number').min(0, 'a whole number').optional(),
    objectives: z.literal('met', 'met').optional(),
  },
  'expectations: timeline, never, phase, users, messagesAtMost, objectives',
);

export const scenarioSchema = z.strictObject(
  {
    name: text,
    about: text,
    length: duration,
    services: z
      .union(
        [
          z.enum(['all', 'first']),
          z.strictObject({
            copies: z.int('a whole number').min(1, '1 to 1000').max(1000, '1 to 1000'),
          }),
        ],
        'all, first, or { copies: N } of the first one',
      )
      .optional(),
    happens: z.array(happening, 'a list of happenings').max(1000, 'at most 1000 happenings'),
    expect: expectations,
  },
  'a scenario: name, about, length, happens, expect',
);

export type ScenarioInput = z.infer<typeof scenarioSchema>;
export type HappeningInput = z.infer<typeof happening>;
