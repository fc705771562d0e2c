/** A stored item becomes a state, or it is said why it cannot. A bad item is never replaced by a default. */
import * as z from 'zod/mini';
import type { Entry } from './entry.ts';
import type { AnsweredCommand, OutboxItem, ServiceState } from './state.ts';
import { STATE_SCHEMA_VERSION } from './state.ts';

export type ParsedState =
  | { readonly ok: true; readonly state: ServiceState }
  | { readonly ok: false; readonly why: string };

/** What counts on from a number as large as a double can hold would store a state that nobody can read again. */
const LARGEST = 1e15 - 1;
const count = z.int().check(z.nonnegative(), z.maximum(LARGEST));
const time = z.int().check(z.nonnegative(), z.maximum(LARGEST));
const maybeTime = z.nullable(time);
const text = z.string();
const facts = z.record(z.string(), z.union([z.string(), z.number()]));
const weights = z.strictObject({
  primary: z.int().check(z.minimum(0), z.maximum(255)),
  secondary: z.int().check(z.minimum(0), z.maximum(255)),
});
const position = z.enum(['on', 'off']);
const phase = z.enum(['OnPrimary', 'OnSecondary', 'Returning']);
const stopwatch = z.strictObject({ accumulatedMs: count, runningSinceMs: maybeTime });

const records = z.strictObject({
  weights,
  before: weights,
  generation: count,
  decidedAtVersion: count,
  decidedAtMs: time,
  progress: z.discriminatedUnion('status', [
    z.strictObject({ status: z.literal('wanted') }),
    z.strictObject({ status: z.literal('submitted'), changeId: text }),
    z.strictObject({ status: z.literal('insync'), atMs: time }),
  ]),
});

const incident = z.strictObject({
  id: text,
  kind: z.enum(['failure', 'planned']),
  openedAtMs: time,
  notHeldBecause: z.nullable(text),
  holdBegunAtMs: maybeTime,
  holdReason: z.nullable(z.enum(['primaryFailed', 'planned', 'relapse', 'abort'])),
  heldAtMs: maybeTime,
  returnedAtMs: maybeTime,
  flaps: count,
  failbackPossibleToldAtMs: maybeTime,
  needsPerson: z.boolean(),
});

const failback = z.strictObject({
  steps: z.array(
    z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('switchOff'), bakes: z.boolean() }),
      z.strictObject({
        kind: z.literal('weights'),
        primary: z.int().check(z.minimum(1), z.maximum(100)),
      }),
    ]),
  ),
  step: count,
  configHash: text,
  startedAtMs: time,
  startedBy: text,
  approved: z.boolean(),
  waitingFor: z.nullable(text),
});

const condition = z.strictObject({ sinceMs: time, told: z.boolean() });

const entry = z.strictObject({
  atMs: time,
  action: text,
  because: text,
  facts,
  evidence: z.array(z.strictObject({ source: text, about: text, said: text })),
  telling: z.enum(['page', 'inform', 'record']),
});

const outboxItem = z.strictObject({
  sent: z.optional(z.literal(true)),
  version: count,
  savedAtMs: time,
  incident: z.nullable(text),
  entries: z.array(entry),
  standing: z.strictObject({
    phase,
    weights: z.nullable(weights),
    holdSwitch: position,
    users: z.enum(['primary', 'secondary', 'mixed', 'unknown']),
  }),
});

const answeredCommand = z.strictObject({
  id: text,
  digest: text,
  answer: z.strictObject({
    outcome: z.enum(['done', 'waiting', 'refused', 'nothingToDo']),
    because: text,
    facts,
  }),
});

const state = z.strictObject({
  schemaVersion: z.literal(STATE_SCHEMA_VERSION),
  service: text,
  version: z.int().check(z.minimum(1), z.maximum(LARGEST)),
  phase,
  records: z.nullable(records),
  holdSwitch: z.strictObject({ position, decidedAtMs: time, seenAtMs: maybeTime }),
  incident: z.nullable(incident),
  failback: z.nullable(failback),
  delayedHold: z.nullable(z.enum(['abort', 'relapse'])),
  armed: z.strictObject({ fingerprint: text, firstSeenMs: time, good: stopwatch, atMs: maybeTime }),
  primaryStable: stopwatch,
  conditions: z.strictObject({
    primaryUnhealthy: z.optional(condition),
    secondaryUnhealthy: z.optional(condition),
    primaryUnknown: z.optional(condition),
    secondaryUnknown: z.optional(condition),
    drift: z.optional(condition),
    frozen: z.optional(condition),
    recordsNotWritten: z.optional(condition),
    switchDisagrees: z.optional(condition),
    crossing: z.optional(condition),
  }),
  pause: z.nullable(
    z.strictObject({ untilMs: time, owner: text, reason: text, remindedAtMs: time }),
  ),
  cooldownUntilMs: maybeTime,
  acts: z.array(z.strictObject({ atMs: time, towards: z.enum(['primary', 'secondary']) })),
  commands: z.array(answeredCommand),
  outbox: z.array(outboxItem),
});

/** A frozen item says the same whenever it is parsed; a simulated table gives out the same one again and again. */
const PARSED = new WeakMap<object, ParsedState>();

export function parseState(service: string, item: unknown): ParsedState {
  if (typeof item !== 'object' || item === null || !Object.isFrozen(item))
    return parse(service, item);
  const kept = PARSED.get(item);
  if (kept?.ok && kept.state.service === service) return kept;
  const parsed = parse(service, item);
  PARSED.set(item, parsed);
  return parsed;
}

function parse(service: string, item: unknown): ParsedState {
  const newer = newerSchema(item);
  if (newer !== undefined) {
    return {
      ok: false,
      why: `schemaVersion is ${newer}, newer than this code knows (${STATE_SCHEMA_VERSION})`,
    };
  }
  const parsed = state.safeParse(item);
  if (!parsed.success) return { ok: false, why: firstFault(parsed.error) };
  // Actions and sources inside stored entries are only ever shown, so an unknown word there must not freeze a service.
  const stored = parsed.data as z.infer<typeof state> &
    Pick<ServiceState, 'conditions'> & {
      readonly outbox: readonly OutboxItem[];
      readonly commands: readonly AnsweredCommand[];
    };
  return stored.service === service
    ? consistent(stored)
    : { ok: false, why: `service is ${JSON.stringify(stored.service)}, expected ${service}` };
}

function newerSchema(item: unknown): number | undefined {
  const version = (item as { schemaVersion?: unknown } | null)?.schemaVersion;
  return typeof version === 'number' && version > STATE_SCHEMA_VERSION ? version : undefined;
}

function firstFault(error: z.core.$ZodError): string {
  const issue = error.issues[0];
  return issue === undefined
    ? 'not a state'
    : `${issue.path.join('.') || 'item'}: ${issue.message}`;
}

/** Parts that may only stand together. */
function consistent(stored: ServiceState): ParsedState {
  const { phase: where, failback: progress, incident: open } = stored;
  if ((where === 'Returning') !== (progress !== null)) {
    return { ok: false, why: `phase ${where} ${progress ? 'has' : 'lacks'} a failback` };
  }
  if (where !== 'OnPrimary' && open === null) {
    return { ok: false, why: `phase ${where} without an incident` };
  }
  return { ok: true, state: stored };
}

/** An entry as it is kept in a time-line; `undefined` where somebody has broken it. */
export function parseEntry(stored: unknown): Entry | undefined {
  return entry.safeParse(stored).data as Entry | undefined;
}
