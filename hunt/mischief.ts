/** What people and tools do around Switchback: edits by hand, redeploys, restores, corruption, another version. */
import type { Service } from '../src/core/service.ts';
import { AT_REST, type ServiceState, type Weights } from '../src/core/state.ts';
import type { Change } from '../src/ports.ts';
import type { ResourceRecordSet } from '../src/route53/record-set.ts';
import type { Chance } from '../src/world/random.ts';
import { type Ground, MINUTE_MS } from './ground.ts';
import type { Invocations } from './invocations.ts';
import type { Operators } from './operators.ts';
import { gapMs, pick } from './streams.ts';
import { lengthMs } from './swarm.ts';
import { recurring } from './weather.ts';
import { carrying, highestFence } from './zone-reading.ts';

const WEIGHTS: readonly Weights[] = [
  { primary: 7, secondary: 250 },
  { primary: 100, secondary: 0 },
  { primary: 0, secondary: 100 },
  { primary: 50, secondary: 50 },
];
const SNAPSHOT_MS = 45 * MINUTE_MS;

export class Mischief {
  readonly #ground: Ground;
  readonly #invocations: Invocations;
  readonly #operators: Operators;
  readonly #snapshots = new Map<string, ServiceState[]>();

  constructor(ground: Ground, invocations: Invocations, operators: Operators) {
    this.#ground = ground;
    this.#invocations = invocations;
    this.#operators = operators;
    const { gapsMs } = ground.swarm;
    recurring(ground, 'hand edits', gapsMs.handEdits, () => this.#editRecords());
    recurring(ground, 'redeploys', gapsMs.redeploys, () => this.#redeploy());
    recurring(ground, 'restores', gapsMs.restores, () => this.#restore());
    recurring(ground, 'corruptions', gapsMs.corruptions, () => this.#corrupt());
    recurring(ground, 'new code', gapsMs.newCode, () => this.#newCode());
    if (gapsMs.restores !== null) this.#snapshot();
  }

  /** Items that cannot be read, or are of newer code, are put right by a person. */
  mend(): void {
    this.#invocations.newCode = false;
    this.#invocations.bundle = 'first';
    for (const { id } of this.#ground.services) this.#mendItem(id);
  }

  #snapshot(): void {
    this.#ground.after(SNAPSHOT_MS, () => {
      for (const [id, { state }] of this.#ground.truth.services) {
        if (state !== undefined)
          this.#snapshots.set(id, [...(this.#snapshots.get(id) ?? []), state]);
      }
      if (!this.#ground.calm) this.#snapshot();
    });
  }

  #editRecords(): void {
    const chance = this.#ground.streams.of('hand edits');
    const service = pick(chance, this.#ground.services);
    const sets = carrying(service, this.#ground.world.records(service.zone.id));
    const share = chance.share();
    if (share < 0.15) this.#junkFence(service, chance);
    else if (share < 0.3) this.#deleteRecord(service, sets, chance);
    else if (share < 0.5 || service.routing === 'failover') {
      const slower = sets.map((set) => ({ ...set, TTL: 120 }));
      this.#edit(service, 'TTL by hand', slower, false);
    } else {
      this.#weigh(service, pick(chance, WEIGHTS), 'weights by hand');
      if (this.#ground.streams.of('no weights').share() < 0.15) this.#forgetWeights(service);
      this.#adoptSoon(service);
    }
  }

  /** Route 53 takes records without any weight and answers with both sides alike; somebody sees it, sooner or later. */
  #forgetWeights(service: Service): void {
    const chance = this.#ground.streams.of('no weights');
    this.#weigh(service, { primary: 0, secondary: 0 }, 'weights by hand');
    this.#ground.after(lengthMs(chance, 15 * MINUTE_MS), () => {
      this.#weigh(service, pick(chance, WEIGHTS), 'weights by hand');
    });
  }

  /** Half of those who set weights by hand say so to Switchback, many before they are everywhere. */
  #adoptSoon({ id }: Service): void {
    const chance = this.#ground.streams.of('adopting');
    if (chance.share() < 0.5) return;
    this.#ground.after(lengthMs(chance, 2 * MINUTE_MS), () => {
      void this.#operators.adopt(id);
    });
  }

  #weigh(service: Service, weights: Weights, what: string): void {
    const sets = carrying(service, this.#ground.world.records(service.zone.id));
    const weighed = sets.map((set) => ({
      ...set,
      Weight: weights[set.SetIdentifier as 'primary'],
    }));
    this.#edit(service, `${what} ${weights.primary}/${weights.secondary}`, weighed, true);
  }

  #edit(service: Service, what: string, sets: readonly ResourceRecordSet[], moves: boolean): void {
    const changes = sets.map((set): Change => ({ action: 'UPSERT', set }));
    this.#ground.inject('hand edit', `${service.id} ${what}`);
    this.#ground.world.editRecords(service.zone.id, changes);
    if (moves) this.#ground.truth.handEdited(service.id);
  }

  /** The next generation is taken by somebody else. */
  #junkFence(service: Service, chance: Chance): void {
    const { world } = this.#ground;
    const next = (highestFence(service, world.records(service.zone.id))?.generation ?? 0) + 1;
    const taken = next + chance.whole({ min: 0, max: 3 });
    const generation = String(taken).padStart(6, '0');
    this.#ground.inject('hand edit', `${service.id} fence ${generation}`);
    const set: ResourceRecordSet = {
      Name: `g${generation}._switchback.${service.names[0]}`,
      Type: 'TXT',
      TTL: 60,
      ResourceRecords: [{ Value: '"somebody"' }],
    };
    world.editRecords(service.zone.id, [{ action: 'CREATE', set }]);
    this.#ground.truth.handEdited(service.id);
    this.#ground.truth.of(service.id).strangers.add(taken);
  }

  #deleteRecord(service: Service, sets: readonly ResourceRecordSet[], chance: Chance): void {
    const set = pick(chance, sets);
    this.#ground.inject('hand edit', `${service.id} deletes ${set.Name} ${set.SetIdentifier}`);
    const { world, truth } = this.#ground;
    world.editRecords(service.zone.id, [{ action: 'DELETE', set }]);
    truth.handEdited(service.id);
    this.#ground.after(lengthMs(chance, 10 * MINUTE_MS), () => {
      const left = carrying(service, world.records(service.zone.id));
      world.editRecords(service.zone.id, [{ action: 'UPSERT', set: fitted(set, left) }]);
      truth.handEdited(service.id);
    });
  }

  /** Another bundle, for some minutes beside the one before; some deployments write the weights back. */
  #redeploy(): void {
    const ground = this.#ground;
    const chance = ground.streams.of('redeploys');
    const next = this.#invocations.bundle === 'first' ? 'second' : 'first';
    ground.inject('redeploy', `the ${next} bundle`);
    this.#invocations.bundle = 'both';
    ground.after(gapMs(chance, 2 * MINUTE_MS), () => {
      this.#invocations.bundle = next;
    });
    if (chance.share() > 0.4) return;
    for (const service of ground.services) {
      if (service.routing === 'weighted') this.#weigh(service, AT_REST, 'the template writes');
    }
  }

  #restore(): void {
    const ground = this.#ground;
    const chance = ground.streams.of('restores');
    const { id } = pick(chance, ground.services);
    const snapshots = this.#snapshots.get(id);
    if (chance.share() < 0.25) this.#overwrite(id, undefined, 'item deleted');
    else if (snapshots !== undefined) this.#overwrite(id, pick(chance, snapshots), 'item restored');
  }

  #overwrite(id: string, state: ServiceState | undefined, what: string): void {
    this.#ground.inject(what, id);
    this.#ground.world.editState(id, state);
    this.#ground.truth.overwritten(id, state);
  }

  #corrupt(): void {
    const ground = this.#ground;
    const chance = ground.streams.of('corruptions');
    const { id } = pick(chance, ground.services);
    const { state } = ground.truth.of(id);
    if (state === undefined) return;
    ground.inject('item corrupted', id);
    ground.world.editState(id, { ...state, ...pick(chance, CORRUPT) });
    ground.truth.overwritten(id, undefined);
    ground.after(lengthMs(chance, 15 * MINUTE_MS), () => this.#mendItem(id));
  }

  #mendItem(id: string): void {
    const truth = this.#ground.truth.of(id);
    const isNewer = truth.json?.includes('"schemaVersion":2') ?? false;
    if (truth.lastGood === undefined || (truth.state !== undefined && !isNewer)) return;
    if (truth.json === undefined) return;
    this.#overwrite(id, truth.lastGood, 'item mended');
  }

  /** Some runs are of code that writes the next schema; the others must leave its items alone. */
  #newCode(): void {
    const ground = this.#ground;
    const chance = ground.streams.of('new code runs');
    ground.inject('new code beside old');
    ground.reach('old and new code together');
    this.#invocations.newCode = true;
    ground.after(lengthMs(chance, 20 * MINUTE_MS), () => {
      this.#invocations.newCode = false;
      for (const { id } of ground.services) this.#mendItem(id);
    });
  }
}

/**
 * Whoever makes a record set again makes it fit: the TTL of its other side, the weight of its side's other names, and
 * never no weight at all.
 */
function fitted(set: ResourceRecordSet, left: readonly ResourceRecordSet[]): ResourceRecordSet {
  const otherSide = left.find(({ Name, Type }) => Name === set.Name && Type === set.Type);
  const otherName = left.find(({ SetIdentifier }) => SetIdentifier === set.SetIdentifier);
  const weight = otherName?.Weight ?? set.Weight;
  const isAlone = otherName === undefined && weight === 0 && otherSide?.Weight === 0;
  return {
    ...set,
    ...(otherSide?.TTL !== undefined && { TTL: otherSide.TTL }),
    ...(weight !== undefined && { Weight: isAlone ? 100 : weight }),
  };
}

const CORRUPT: readonly object[] = [
  { phase: 7 },
  { phase: 'Elsewhere' },
  { version: '12' },
  { version: -1 },
  { service: 'another' },
  { holdSwitch: null },
  { outbox: 'none' },
  { phase: 'Returning', failback: null },
  { acts: [{ atMs: 'yesterday' }] },
];
