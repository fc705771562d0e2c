/** Whether a record counts as healthy: its own check, and its alias target's health where that is asked for. */
import type { HealthStatus } from './health-check.ts';
import type { AliasTarget, ResourceRecordSet } from './record-set.ts';
import { UnanswerableError } from './unanswerable.ts';
import { type RecordGroup, routingPolicy, type ZoneRecords } from './zone-records.ts';

/** Facts that the zone does not hold, and points on which AWS is silent. */
export interface AnswerRules {
  /** Whether the load balancer (or other resource) behind an alias is healthy. */
  resourceHealth(target: AliasTarget): HealthStatus;
  /** TTL of an alias to a resource. AWS states 60 for load balancers and nothing for others. */
  readonly resourceTtlSeconds: number;
  /** Whether a healthy weight-0 member alone keeps an alias to its group healthy. Unsourced: it would be answered. */
  readonly standbyKeepsTargetHealthy: boolean;
  /** Whether a simple alias inside a tree passes on its target's health. Unsourced: the general rule, applied. */
  readonly simpleAliasPassesTargetHealth: boolean;
}

/** The recommended reading of what AWS leaves open. */
export const ANSWER_RULES: AnswerRules = {
  resourceHealth: () => 'healthy',
  resourceTtlSeconds: 60,
  standbyKeepsTargetHealthy: true,
  simpleAliasPassesTargetHealth: true,
};

/** One question's surroundings: the zone, the checks at this moment, the rules. */
export interface Surroundings {
  readonly zone: ZoneRecords;
  readonly status: (healthCheckId: string) => HealthStatus;
  readonly rules: AnswerRules;
}

/** Aliases followed before a loop is concluded. Route 53 refuses loops; real trees are a handful deep. */
const MAX_ALIAS_DEPTH = 32;

/**
 * A record with neither a check nor an evaluated alias is always healthy; one with both must pass both (Developer
 * Guide, "How health checks work in complex Amazon Route 53 configurations"). `depth` counts aliases followed.
 */
export function isRecordHealthy(
  set: ResourceRecordSet,
  around: Surroundings,
  depth: number,
): boolean {
  if (set.HealthCheckId !== undefined && around.status(set.HealthCheckId) !== 'healthy')
    return false;
  if (!set.AliasTarget?.EvaluateTargetHealth) return true;
  if (routingPolicy(set) === 'simple' && !around.rules.simpleAliasPassesTargetHealth) return true;
  const group = aliasedGroup(set, set.AliasTarget, around.zone, depth);
  return group
    ? isGroupHealthy(group, around, depth + 1)
    : around.rules.resourceHealth(set.AliasTarget) === 'healthy';
}

/** At least one member is healthy; a member without a check keeps the group healthy for ever. */
function isGroupHealthy(group: RecordGroup, around: Surroundings, depth: number): boolean {
  return countedMembers(group, around.rules).some((set) => isRecordHealthy(set, around, depth));
}

function countedMembers(group: RecordGroup, rules: AnswerRules): readonly ResourceRecordSet[] {
  if (rules.standbyKeepsTargetHealthy) return group.sets;
  const heavy = group.sets.filter((set) => set.Weight !== 0);
  return heavy.length > 0 ? heavy : group.sets;
}

/**
 * The group in the same zone that an alias points at; `undefined` when it points at an AWS resource. Throws
 * `UnanswerableError` when the target is in the zone but not there, or when the aliases run in a circle.
 */
export function aliasedGroup(
  set: ResourceRecordSet,
  target: AliasTarget,
  zone: ZoneRecords,
  depth: number,
): RecordGroup | undefined {
  if (depth >= MAX_ALIAS_DEPTH) throw new UnanswerableError(set.Name, set.Type, 'alias loop');
  const group = zone.group(target.DNSName, set.Type);
  if (!group && zone.contains(target.DNSName)) {
    throw new UnanswerableError(set.Name, set.Type, 'alias target missing');
  }
  return group;
}
