/** S15: automatic acts within the rate brake, by the hunter's own count. */
import type { Commit } from './commit.ts';

const GRACE_MS = 60_000;

export function judgeActs(commit: Commit): void {
  const { ground, truth, before, after, committed, look } = commit;
  const act = after.acts.at(-1);
  const known = before?.acts.at(-1);
  if (act === undefined || (act.atMs === known?.atMs && act.towards === known.towards)) return;
  if (before === undefined || truth.epoch > 0) return;
  const { acts: most, windowMs } = committed.invocation.configuration.rateBrake;
  const recent = ground.truth.acts.filter(({ atMs }) => ground.nowMs - atMs < windowMs - GRACE_MS);
  const { service } = truth;
  // What other passes committed while this one was under way it could not know of.
  const visible = recent.filter(({ atMs }) => atMs < look.startedAtMs);
  const counted = [...visible, { service, towards: act.towards, atMs: ground.nowMs }];
  ground.truth.acts.push({ service, towards: act.towards, atMs: ground.nowMs });
  if (ground.swarm.skew.extremeMs > 0) return;
  const count = grouped(counted);
  if (count > most) ground.violate('S15', `${service.id}: automatic act ${count} of ${most}`);
}

/** Services of one primary Region and direction count as one; each repeat of one service counts. */
function grouped(
  acts: readonly { service: { id: string; primary: { region: string } }; towards: string }[],
): number {
  const groups = Map.groupBy(
    acts,
    ({ service, towards }) => `${service.primary.region} ${towards}`,
  );
  let sum = 0;
  for (const group of groups.values()) {
    const repeats = [...Map.groupBy(group, ({ service }) => service.id).values()];
    sum += Math.max(...repeats.map(({ length }) => length));
  }
  return sum;
}
