/** S7, S13: the plan of a failback, its times and its guards. */
import type { FailbackProgress, ServiceState } from '../../src/core/state.ts';
import { type Commit, did } from './commit.ts';
import { holdWitness, listed, primaryGuards } from './evidence.ts';

/** A pass decides by the time at which it began, and may take so long to look. */
const PASS_MS = 30_000;

export function judgeStages(commit: Commit): void {
  const { before } = commit;
  if (before?.failback == null || before.phase !== 'Returning') return;
  if (!goesOn(commit, before.failback)) return;
  judgeStep(commit, before, before.failback);
}

/** The next step begins, or the last one is over. */
function goesOn(commit: Commit, progress: FailbackProgress): boolean {
  const { after } = commit;
  // Begun anew in the same decision: another plan, under the configuration of now.
  if (did(commit, 'failbackStarted')) return false;
  if (did(commit, 'failbackDone')) return true;
  const same = after.failback?.startedAtMs === progress.startedAtMs;
  return same && after.failback !== null && after.failback.step > progress.step;
}

function judgeStep(commit: Commit, before: ServiceState, progress: FailbackProgress): void {
  const { ground, service, look, after } = commit;
  const where = `${service.id} step ${progress.step}`;
  if (progress.configHash !== service.configHash) {
    ground.violate('S13', `${where}: goes on under another configuration`);
  }
  const guards = primaryGuards(look, service);
  if (guards === 'bad') ground.violate('S7', `${where}: goes on although a guard is bad`);
  if (guards === 'unknown') ground.violate('S14', `${where}: goes on although a guard is unknown`);
  if (listed(look, service) === null) {
    ground.violate('S14', `${where}: goes on although the records could not be read`);
  }
  if (before.pause !== null && after.pause !== null)
    ground.violate('S20', `${where}: goes on while paused`);
  judgePlan(commit, progress, where);
  if (progress.steps[progress.step]?.kind === 'weights') judgeBake(commit, before, where);
  else judgeSwitchSeenOff(commit, before, where);
}

function judgePlan({ ground, after }: Commit, progress: FailbackProgress, where: string): void {
  if (after.failback === null) {
    if (progress.step + 1 < progress.steps.length)
      ground.violate('S7', `${where}: is the last one too early`);
    return;
  }
  const step = progress.steps[after.failback.step];
  const skipped = after.failback.step !== progress.step + 1;
  const wrong = step?.kind === 'weights' && after.records?.weights.primary !== step.primary;
  if (skipped || wrong) ground.violate('S7', `${where}: the next stage is not the planned one`);
}

/** By the truth: when the change was everywhere, and how long ago. By the passes' clocks: when they say it was. */
function judgeBake(commit: Commit, before: ServiceState, where: string): void {
  const { ground, truth, service, committed, look } = commit;
  const { records } = before;
  if (records?.progress.status !== 'insync') {
    ground.violate('S7', `${where}: ended before INSYNC`);
    return;
  }
  const neededMs = service.ttlSeconds * 1000 + service.failback.bakeMs;
  const claimedMs = look.startedAtMs + committed.skewMs - records.progress.atMs;
  if (claimedMs < neededMs)
    ground.violate('S7', `${where}: ended after ${claimedMs} of ${neededMs} ms`);
  const landing = truth.landings.findLast(({ generation }) => generation === records.generation);
  if (landing === undefined || truth.epoch !== landing.epoch) return;
  if (landing.insyncAtMs === null) {
    ground.violate('S7', `${where}: ended although Route 53 is not INSYNC`);
    return;
  }
  const stamped = stampedBy(commit, records.generation);
  const skewMs =
    stamped === undefined ? Number.POSITIVE_INFINITY : committed.skewMs - stamped.skewMs;
  const bakedMs = look.startedAtMs - landing.insyncAtMs;
  if (Math.abs(skewMs) < 60_000 && bakedMs < neededMs - Math.max(0, skewMs) - PASS_MS) {
    ground.violate('S7', `${where}: baked ${bakedMs} of ${neededMs} ms after INSYNC`);
  }
  if (skewMs < -1000) ground.reach('clock backwards over a stage boundary');
}

/** The first commit that says so is the one whose clock counts. */
function stampedBy({ truth }: Commit, generation: number) {
  for (const committed of truth.history.values()) {
    const { records } = committed.state;
    if (records?.generation === generation && records.progress.status === 'insync')
      return committed;
  }
  return undefined;
}

function judgeSwitchSeenOff(
  { ground, look, service }: Commit,
  before: ServiceState,
  where: string,
): void {
  if (holdWitness(look, service) !== 'off' || before.holdSwitch.position !== 'off') {
    ground.violate('S7', `${where}: goes on before the switch was seen off`);
  }
}
