/** Things that are wrong for a while. Each is told once when it has lasted, and once when it is over. */
import type { Entry, Telling } from './entry.ts';
import { SWITCH_PATIENCE_MS } from './limits.ts';
import {
  type Draft,
  evidenceOf,
  type Rule,
  type Situation,
  withEntry,
  withState,
} from './situation.ts';
import {
  type Condition,
  type ConditionName,
  HELD,
  type ServiceState,
  sameWeights,
} from './state.ts';

interface ConditionRule {
  /** How long it must last before anybody hears of it. */
  readonly afterMs: number;
  readonly began: Telling;
  readonly ended: Telling;
  readonly holds: (situation: Situation, state: ServiceState) => boolean;
  /** When it began, where the state knows that by itself: then nothing is saved before it is due. */
  readonly sinceMs?: (state: ServiceState) => number;
  /** Once begun, what is unknown does not end it. */
  readonly lastsWhileUnknown?: (situation: Situation) => boolean;
}

const MINUTE_MS = 60_000;

const RULES: Readonly<Record<ConditionName, ConditionRule>> = {
  primaryUnhealthy: {
    afterMs: 0,
    began: 'record',
    ended: 'inform',
    holds: ({ judgement }) => judgement.primary.health === 'unhealthy',
    lastsWhileUnknown: ({ judgement }) => judgement.primary.health === 'unknown',
  },
  secondaryUnhealthy: {
    afterMs: 0,
    began: 'page',
    ended: 'inform',
    holds: ({ judgement }) => judgement.secondary.health === 'unhealthy',
    lastsWhileUnknown: ({ judgement }) => judgement.secondary.health === 'unknown',
  },
  primaryUnknown: {
    afterMs: 5 * MINUTE_MS,
    began: 'page',
    ended: 'inform',
    holds: ({ judgement }) => judgement.primary.health === 'unknown',
  },
  secondaryUnknown: {
    afterMs: 5 * MINUTE_MS,
    began: 'page',
    ended: 'inform',
    holds: ({ judgement }) => judgement.secondary.health === 'unknown',
  },
  drift: {
    afterMs: 0,
    began: 'page',
    ended: 'inform',
    holds: ({ records }) => records.kind === 'drift',
    lastsWhileUnknown: recordsAreUnread,
  },
  frozen: {
    afterMs: 0,
    began: 'page',
    ended: 'inform',
    holds: ({ records }) => records.kind === 'foreign',
    lastsWhileUnknown: recordsAreUnread,
  },
  recordsNotWritten: {
    afterMs: 5 * MINUTE_MS,
    began: 'page',
    ended: 'inform',
    holds: (_, { records }) => records !== null && records.progress.status !== 'insync',
    sinceMs: ({ records }) => records?.decidedAtMs ?? 0,
  },
  switchDisagrees: {
    afterMs: SWITCH_PATIENCE_MS,
    began: 'page',
    ended: 'inform',
    holds: ({ observation: { holdWitness } }, { holdSwitch }) =>
      holdWitness.known && holdWitness.value !== holdSwitch.position,
    lastsWhileUnknown: ({ observation: { holdWitness } }) => !holdWitness.known,
    sinceMs: ({ holdSwitch }) => holdSwitch.decidedAtMs,
  },
  crossing: {
    afterMs: 10 * MINUTE_MS,
    began: 'page',
    ended: 'inform',
    holds: isCrossing,
    sinceMs: crossingSinceMs,
  },
};

function recordsAreUnread({ observation }: Situation): boolean {
  return !observation.records.known;
}

/** Switch on with other weights than 100/0, where nobody chose to rest so: a bad secondary would be answered. */
function isCrossing({ service }: Situation, { holdSwitch, records }: ServiceState): boolean {
  if (holdSwitch.position === 'off' || records === null) return false;
  const inZone = records.progress.status === 'wanted' ? records.before : records.weights;
  if (inZone.secondary === 0) return false;
  return !(service.lastResort === 'secondary' && sameWeights(inZone, HELD));
}

/** Since both have been so: the switch as decided, and the weights on every name server. */
function crossingSinceMs({ holdSwitch, records }: ServiceState): number {
  const weightsMs =
    records?.progress.status === 'insync' ? records.progress.atMs : (records?.decidedAtMs ?? 0);
  return Math.max(holdSwitch.decidedAtMs, weightsMs);
}

export const followConditions: Rule = (situation, draft) =>
  (Object.keys(RULES) as ConditionName[]).reduce(
    (soFar, name) => followCondition(situation, soFar, name),
    draft,
  );

function followCondition(situation: Situation, draft: Draft, name: ConditionName): Draft {
  const rule = RULES[name];
  const before = draft.state.conditions[name];
  if (!rule.holds(situation, draft.state)) {
    if (before === undefined || rule.lastsWhileUnknown?.(situation)) return draft;
    return endCondition(situation, draft, name, before);
  }
  const sinceMs = rule.sinceMs?.(draft.state) ?? situation.nowMs;
  const condition = before ?? { sinceMs, told: false };
  if (condition.told) return draft;
  const due = situation.nowMs - condition.sinceMs >= rule.afterMs;
  if (!due && (before !== undefined || rule.sinceMs !== undefined)) return draft;
  const begun = withCondition(draft, name, { ...condition, told: due });
  if (!due) return begun;
  return withEntry(situation, begun, {
    action: 'conditionBegan',
    because: name,
    telling: rule.began,
    facts: conditionFacts(name, situation),
    evidence: evidenceOf(situation),
  });
}

function endCondition(
  situation: Situation,
  draft: Draft,
  name: ConditionName,
  { told, sinceMs }: Condition,
): Draft {
  const { [name]: _, ...rest } = draft.state.conditions;
  const ended = withState(draft, { conditions: rest });
  if (!told) return ended;
  return withEntry(situation, ended, {
    action: 'conditionEnded',
    because: name,
    telling: RULES[name].ended,
    facts: { lastedMs: Math.max(0, situation.nowMs - sinceMs) },
  });
}

function withCondition(draft: Draft, name: ConditionName, condition: Condition): Draft {
  return withState(draft, { conditions: { ...draft.state.conditions, [name]: condition } });
}

function conditionFacts(name: ConditionName, { records }: Situation): Entry['facts'] {
  if (name === 'drift' && records.kind === 'drift') return { detail: records.detail };
  if (name === 'frozen' && records.kind === 'foreign') return { seenGeneration: records.seen };
  return {};
}
