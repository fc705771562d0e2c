/** Which members of a group Route 53 answers with, given their health: one level of a tree. */
import type { Reason, Rule } from './reason.ts';
import type { ResourceRecordSet } from './record-set.ts';
import { UnanswerableError } from './unanswerable.ts';
import type { RecordGroup } from './zone-records.ts';

/** A member that may be picked, its share (0..1, all choices sum to 1) and why. */
export interface Choice {
  readonly set: ResourceRecordSet;
  readonly share: number;
  readonly because: Reason;
}

/** A group's members by health. */
interface Members {
  readonly all: RecordGroup['sets'];
  readonly healthy: readonly ResourceRecordSet[];
  readonly unhealthy: readonly ResourceRecordSet[];
}

/**
 * The distribution over a group's members. Every policy has a last resort: there is always a choice (Developer
 * Guide, "How Amazon Route 53 chooses records when health checking is configured"). Throws `UnanswerableError`.
 */
export function choose(
  group: RecordGroup,
  isHealthy: (set: ResourceRecordSet) => boolean,
): readonly Choice[] {
  switch (group.routing) {
    case 'simple':
      return chooseSimple(group.sets[0]);
    case 'failover':
      return chooseFailover(byHealth(group.sets, isHealthy));
    case 'weighted':
      return chooseWeighted(byHealth(group.sets, isHealthy));
    case 'unmodelled':
      throw new UnanswerableError(
        group.sets[0].Name,
        group.sets[0].Type,
        'unmodelled routing policy',
      );
  }
}

function byHealth(
  all: RecordGroup['sets'],
  isHealthy: (set: ResourceRecordSet) => boolean,
): Members {
  const healthy: ResourceRecordSet[] = [];
  const unhealthy: ResourceRecordSet[] = [];
  for (const set of all) (isHealthy(set) ? healthy : unhealthy).push(set);
  return { all, healthy, unhealthy };
}

/** Health is not asked: a lone record is always answered (Developer Guide, "Values specific for simple records"). */
function chooseSimple(set: ResourceRecordSet): readonly Choice[] {
  const because: Reason = { rule: 'only record: answered whatever its health', set, unhealthy: [] };
  return [{ set, share: 1, because }];
}

function chooseFailover(members: Members): readonly Choice[] {
  const primary = members.healthy.find((set) => set.Failover === 'PRIMARY');
  if (primary) return only(primary, { rule: 'primary is healthy' }, members);
  const [secondary] = members.healthy;
  if (secondary)
    return only(secondary, { rule: 'secondary stands in: no healthy primary' }, members);
  // Route 53 then takes the primary; a pair that is only half there answers with the half there is.
  const lastResort = members.all.find((set) => set.Failover === 'PRIMARY') ?? members.all[0];
  return only(lastResort, { rule: 'last resort: neither side is healthy' }, members);
}

function only(set: ResourceRecordSet, rule: Rule, members: Members): readonly Choice[] {
  return [{ set, share: 1, because: { ...rule, set, unhealthy: members.unhealthy } }];
}

/** The four pools of "Weighted routing" and health checks: weight 0 means standby, not never. */
function chooseWeighted(members: Members): readonly Choice[] {
  const heavyAndHealthy = members.healthy.filter(hasWeight);
  if (heavyAndHealthy.length > 0)
    return byWeight('healthy and has weight', heavyAndHealthy, members);
  if (members.healthy.length > 0) {
    return equally('standby: no healthy record has weight', members.healthy, members);
  }
  const heavy = members.all.filter(hasWeight);
  return heavy.length > 0
    ? byWeight('last resort: nothing is healthy', heavy, members)
    : equally('last resort: nothing is healthy, nothing has weight', members.all, members);
}

function byWeight(
  rule: 'healthy and has weight' | 'last resort: nothing is healthy',
  pool: readonly ResourceRecordSet[],
  { unhealthy }: Members,
): readonly Choice[] {
  const totalWeight = pool.reduce((sum, set) => sum + weightOf(set), 0);
  return pool.map((set) => {
    const weight = weightOf(set);
    return {
      set,
      share: weight / totalWeight,
      because: { rule, weight, totalWeight, set, unhealthy },
    };
  });
}

function equally(
  rule:
    | 'standby: no healthy record has weight'
    | 'last resort: nothing is healthy, nothing has weight',
  pool: readonly ResourceRecordSet[],
  { unhealthy }: Members,
): readonly Choice[] {
  const among = pool.length;
  return pool.map((set) => ({ set, share: 1 / among, because: { rule, among, set, unhealthy } }));
}

function hasWeight(set: ResourceRecordSet): boolean {
  return weightOf(set) > 0;
}

function weightOf(set: ResourceRecordSet): number {
  return set.Weight ?? 0;
}
