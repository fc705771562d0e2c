/** S1, S2, S3, S5, S6, S8: a batch of Switchback's that has just landed, in Route 53's own records. */
import type { Service } from '../../src/core/service.ts';
import { sameWeights } from '../../src/core/state.ts';
import type { Change } from '../../src/ports.ts';
import { type ResourceRecordSet, recordSetKey } from '../../src/route53/record-set.ts';
import type { Ground } from '../ground.ts';
import type { Invocation, Look } from '../invocation.ts';
import type { Committed, Landing, ServiceTruth } from '../service-truth.ts';
import {
  carrying,
  fenceOf,
  highestFence,
  isOfService,
  primaryShare,
  weightsOf,
} from '../zone-reading.ts';
import { listed } from './evidence.ts';

export interface Around {
  readonly before: readonly ResourceRecordSet[];
  readonly after: readonly ResourceRecordSet[];
  readonly invocation: Invocation;
  /** What the pass that sent it had been told. */
  readonly look: Look;
}

interface Landed extends Around {
  readonly ground: Ground;
  readonly truth: ServiceTruth;
  readonly service: Service;
  readonly landing: Landing;
  /** What decided it, if it was ever committed. */
  readonly decided: Committed | undefined;
}

export function judgeLanding(
  ground: Ground,
  truth: ServiceTruth,
  landing: Landing,
  around: Around,
): void {
  const { service } = truth;
  const decided = truth.history.get(landing.version);
  const landed: Landed = { ...around, ground, truth, service, landing, decided };
  for (const judge of [judgeSets, judgeOrder, judgeIntent, judgeReach, judgeShare]) judge(landed);
  noteGoals(landed);
}

/** Before anything of it can have an effect. */
export function judgeSent(ground: Ground, changes: readonly Change[]): void {
  for (const { action, set } of changes) {
    const truth = [...ground.truth.services.values()].find(({ service }) =>
      isOfService(service, set.Name),
    );
    if (truth === undefined || action === 'DELETE') {
      ground.violate('S6', `${action} of ${set.Name}, which is nobody's to change`);
      continue;
    }
    const fence = fenceOf(truth.service, set);
    if (fence === null || truth.history.has(fence.version) || truth.epoch > 0) continue;
    ground.violate('S5', `${set.Name} was sent before version ${fence.version} was saved`);
  }
}

/** Against what the pass was shown: a record that somebody deletes just then comes back with the change (UPSERT). */
function judgeSets({ ground, service, before, after, look }: Landed): void {
  const keys = (sets: readonly ResourceRecordSet[]) =>
    carrying(service, sets).map(recordSetKey).sort().join();
  if (keys(after) !== keys(before) && keys(after) !== keys(listed(look, service) ?? []))
    ground.violate('S1', `${service.id}: a change took or made a record set`);
  const weights = carrying(service, after).flatMap(({ Weight }) => Weight ?? []);
  if (service.routing === 'weighted' && !weights.some((weight) => weight > 0)) {
    ground.violate('S1', `${service.id}: all weights are 0`);
  }
}

function judgeOrder({ ground, truth, service, landing, before }: Landed): void {
  const highest = highestFence(service, before)?.generation ?? 0;
  if (landing.generation <= highest && !truth.strangers.has(highest)) {
    ground.violate('S2', `${service.id}: generation ${landing.generation} landed after ${highest}`);
  }
  const last = truth.landings.findLast(({ epoch }) => epoch === landing.epoch);
  if (last !== undefined && last.version >= landing.version && !truth.restored) {
    ground.violate(
      'S2',
      `${service.id}: the decision of version ${landing.version} landed after that of ${last.version}`,
    );
  }
  const known = truth.state?.records?.generation ?? 0;
  if (!truth.restored && landing.generation > known) {
    ground.violate(
      'S2',
      `${service.id}: generation ${landing.generation} is beyond the state's ${known}`,
    );
  }
}

function judgeIntent({ ground, truth, service, landing, decided, after }: Landed): void {
  if (truth.landings.some(({ generation }) => generation === landing.generation)) {
    ground.violate('S5', `${service.id}: generation ${landing.generation} landed twice`);
  }
  // A request that was sent before the item was written over may still be on its way.
  if (truth.epoch > 0 && decided === undefined) return;
  const records = decided?.state.records;
  const isSaved =
    records != null &&
    records.decidedAtVersion === landing.version &&
    records.generation === landing.generation &&
    records.weights.primary === landing.weights?.primary &&
    records.weights.secondary === landing.weights.secondary;
  if (!isSaved) {
    ground.violate(
      'S5',
      `${service.id}: generation ${landing.generation} of version ${landing.version} was never saved so`,
    );
    return;
  }
  for (const set of carrying(service, after)) {
    const meant =
      set.SetIdentifier === 'primary' ? records.weights.primary : records.weights.secondary;
    if (set.Weight !== meant)
      ground.violate('S5', `${service.id}: ${set.SetIdentifier} has weight ${set.Weight}`);
  }
}

function judgeReach({ ground, service, landing, look }: Landed): void {
  if (look.changed.has(service.id))
    ground.violate('S6', `${service.id}: changed twice in one pass`);
  look.changed.add(service.id);
  const shown = new Map((listed(look, service) ?? []).map((set) => [recordSetKey(set), set]));
  let fences = 0;
  for (const { action, set } of landing.changes) {
    if (fenceOf(service, set) !== null) {
      fences += 1;
      if (action !== 'CREATE') ground.violate('S6', `${service.id}: the fence came by ${action}`);
      continue;
    }
    const known = shown.get(recordSetKey(set));
    if (action !== 'UPSERT' || known === undefined || !isSameButWeight(known, set)) {
      ground.violate('S6', `${service.id}: ${action} of ${set.Name} is not what was listed`);
    }
  }
  if (fences !== 1) ground.violate('S6', `${service.id}: a batch with ${fences} fences`);
}

function isSameButWeight(one: ResourceRecordSet, other: ResourceRecordSet): boolean {
  const rest = (set: ResourceRecordSet) =>
    JSON.stringify(
      Object.entries(set)
        .filter(([field]) => field !== 'Weight')
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  return rest(one) === rest(other);
}

/** On the answer, with every check as it is now: only a failback raises the primary's share. */
function judgeShare({ ground, service, landing, decided, before, after, truth }: Landed): void {
  const health = (id: string) => ground.world.healthOf(id);
  const raised =
    primaryShare(service, after, health) > primaryShare(service, before, health) + 1e-9;
  if (!raised || decided === undefined) return;
  if (adoptedOlder(service, decided, before)) ground.reach('adopted what was edited meanwhile');
  else if (decided.state.phase !== 'Returning') {
    ground.violate(
      'S3',
      `${service.id}: a change of ${decided.state.phase} gave traffic to the primary`,
    );
  }
  const hold = truth.landings.findLast(({ weights }) => weights?.primary === 0);
  if (hold !== undefined && hold.epoch === landing.epoch && hold.version > landing.version) {
    ground.violate(
      'S8',
      `${service.id}: version ${landing.version} raised the primary after the hold of ${hold.version}`,
    );
  }
}

/**
 * An adoption is of the records as they were shown. Whoever edits them between that and the change is written over, and
 * Route 53 has nothing to prevent it with: an edit by hand brings no fence.
 */
function adoptedOlder(
  service: Service,
  { state, look }: Committed,
  before: readonly ResourceRecordSet[],
): boolean {
  const saved = state.outbox.find(({ version }) => version === state.version);
  if (!saved?.entries.some(({ action }) => action === 'recordsAdopted')) return false;
  const shown = listed(look, service);
  return shown !== null && !sameWeights(weightsOf(service, shown), weightsOf(service, before));
}

function noteGoals({ ground, truth, landing, invocation }: Landed): void {
  if (truth.state !== undefined && landing.version < truth.state.version - 1) {
    ground.reach('change landed behind newer states');
  }
  if (ground.nowMs - invocation.startedAtMs > 60_000) ground.reach('change landed late');
}
