/** S4, S15: times that are counted from something: a check's first minutes, and the cooldown after an act. */
import { type Commit, did } from './commit.ts';

const NEW_CHECK_MS = 5 * 60_000;
const SEEN_GOOD_MS = 5 * 60_000;
/** Clocks of several passes count them together. */
const GRACE_MS = 60_000;

export function judgeTimes(commit: Commit): void {
  judgeArmed(commit);
  judgeCooldown(commit);
  judgeInsync(commit);
}

function judgeArmed({ ground, service, before, after: { armed } }: Commit): void {
  if (armed.atMs === null || before?.armed.atMs === armed.atMs) return;
  const ageMs = armed.atMs - armed.firstSeenMs;
  if (ground.swarm.skew.extremeMs > 0) return;
  if (ageMs < NEW_CHECK_MS + SEEN_GOOD_MS - GRACE_MS) {
    ground.violate('S4', `${service.id}: armed ${ageMs} ms after its checks were first seen`);
  }
}

/** It begins with an automatic act, and only acknowledging ends it early. */
function judgeCooldown(commit: Commit): void {
  const { ground, service, before, after } = commit;
  if (before === undefined || before.cooldownUntilMs === after.cooldownUntilMs) return;
  if (did(commit, 'holdBegun') || did(commit, 'acknowledged')) return;
  ground.violate('S15', `${service.id}: the cooldown changed although nothing was done`);
}

/** Everything that waits for INSYNC leans on it: the switch that is let go, and the TTL of a stage. */
function judgeInsync({ ground, truth, service, before, after }: Commit): void {
  const { records } = after;
  if (records?.progress.status !== 'insync' || service.mode === 'observe') return;
  // What the stack made is there before the first pass.
  if (before === undefined) return;
  const was = before.records;
  const isSame = was?.decidedAtVersion === records.decidedAtVersion;
  if (isSame && was?.progress.status === 'insync') return;
  const landing = truth.landings.findLast(({ generation }) => generation === records.generation);
  if (landing !== undefined && landing.insyncAtMs !== null) return;
  ground.violate(
    'S7',
    `${service.id}: generation ${records.generation} counts as INSYNC and is not`,
  );
}
