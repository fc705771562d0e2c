/**
 * What Route 53 answers to one question at one moment, as a distribution with its reasons. The whole distribution
 * is worked out, so that no chance is needed: filtering unhealthy branches first gives the same shares as AWS's
 * own picking, testing and picking again.
 */
import { choose } from './choose.ts';
import type { HealthStatus } from './health-check.ts';
import type { Reason } from './reason.ts';
import {
  ANSWER_RULES,
  type AnswerRules,
  aliasedGroup,
  isRecordHealthy,
  type Surroundings,
} from './record-health.ts';
import type { RecordType, ResourceRecordSet } from './record-set.ts';
import type { RecordGroup, ZoneRecords } from './zone-records.ts';

/** One record set that may be answered. The same one can stand in several outcomes, reached by several ways. */
export interface Outcome {
  /** 0..1 of the questions; all outcomes of an answer sum to 1. */
  readonly share: number;
  /** The leaf: a set with values, or an alias to an AWS resource. A CNAME for a question of another type. */
  readonly set: ResourceRecordSet;
  /** How long a resolver keeps it. */
  readonly ttlSeconds: number;
  /** One reason a level, the question's own name first. */
  readonly because: readonly Reason[];
}

/** `nodata`: the name exists without this type. `nxdomain`: the name does not exist. */
export type Answer =
  | { readonly kind: 'answer'; readonly outcomes: readonly Outcome[] }
  | { readonly kind: 'nodata' }
  | { readonly kind: 'nxdomain' };

/**
 * The answer to a question, given the status of every health check. Wildcards are not modelled. Throws
 * `UnanswerableError` for routing policies outside the model and for aliases that lead nowhere.
 */
export function answer(
  zone: ZoneRecords,
  name: string,
  type: RecordType,
  status: (healthCheckId: string) => HealthStatus,
  rules: Partial<AnswerRules> = {},
): Answer {
  const group = zone.group(name, type) ?? zone.group(name, 'CNAME');
  if (!group) return { kind: zone.exists(name) ? 'nodata' : 'nxdomain' };
  const around: Surroundings = { zone, status, rules: { ...ANSWER_RULES, ...rules } };
  return { kind: 'answer', outcomes: outcomesOf(group, around, { share: 1, because: [] }) };
}

/** How a group was reached from the question. */
interface Way {
  readonly share: number;
  readonly because: readonly Reason[];
}

/** `way.because` holds one reason an alias followed, so its length is the depth. */
function outcomesOf(group: RecordGroup, around: Surroundings, way: Way): readonly Outcome[] {
  const depth = way.because.length;
  return choose(group, (set) => isRecordHealthy(set, around, depth)).flatMap((choice) => {
    const onward = {
      share: way.share * choice.share,
      because: [...way.because, choice.because],
    };
    return resolve(choice.set, around, onward);
  });
}

function resolve(set: ResourceRecordSet, around: Surroundings, way: Way): readonly Outcome[] {
  const depth = way.because.length;
  const target = set.AliasTarget && aliasedGroup(set, set.AliasTarget, around.zone, depth);
  if (target) return outcomesOf(target, around, way);
  return [{ ...way, set, ttlSeconds: set.TTL ?? around.rules.resourceTtlSeconds }];
}
