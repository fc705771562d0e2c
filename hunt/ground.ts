/** What all parts of one hunted seed share: the world, the hunter's own plans, the truth, and what is written down. */
import type { Configuration, Service } from '../src/core/service.ts';
import { buildStacks } from '../src/infrastructure/stacks.ts';
import { Agenda } from '../src/world/agenda.ts';
import type { Faults } from '../src/world/faults.ts';
import { createWorld, type World } from '../src/world/world.ts';
import { type Bundles, drawBundles } from './configurations.ts';
import type { InvariantId } from './invariants/sentences.ts';
import { Streams } from './streams.ts';
import { drawSwarm, type Swarm } from './swarm.ts';
import { Trail } from './trail.ts';
import { Truth } from './truth.ts';
import { swarmWithout } from './without.ts';

/** 2026-11-24T00:00:00Z. */
export const START_MS = 1_795_478_400_000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;

export interface Violation {
  readonly seed: number;
  readonly invariant: InvariantId;
  readonly atMs: number;
  readonly seen: string;
}

export class Ground {
  readonly seed: number;
  readonly startMs = START_MS;
  readonly streams: Streams;
  readonly swarm: Swarm;
  readonly bundles: Bundles;
  readonly world: World;
  /** What the hunter itself is going to do. */
  readonly agenda = new Agenda(START_MS);
  readonly truth: Truth;
  readonly trail: Trail;
  /** Faults injected, by kind. */
  readonly injected = new Map<string, number>();
  readonly goals = new Map<string, number>();
  readonly violations: Violation[] = [];
  /** Faults of whole services in force. */
  readonly serviceFaults = new Map<keyof Faults, unknown>();
  /** Requests on their way although nobody waits for them. */
  late = 0;
  /** Faults are over. */
  calm = false;
  /** Something may have become runnable that a turn of the event loop lets run. */
  stirred = false;
  #later: (() => void)[] = [];

  /** `without`: kinds of fault that this day is not to have. */
  constructor(seed: number, withTrail: boolean, without: ReadonlySet<string>) {
    this.seed = seed;
    this.streams = new Streams(seed);
    this.swarm = swarmWithout(drawSwarm(this.streams), without);
    this.bundles = drawBundles(this.streams);
    this.world = createWorld({ seed, startMs: START_MS });
    this.trail = new Trail(() => this.world.nowMs, START_MS, withTrail);
    this.truth = new Truth(this);
    const { first } = this.bundles;
    const zones = new Map(first.services.map(({ zone }) => [zone.id, zone]));
    this.world.deploy({
      stacks: buildStacks(first),
      homeRegion: first.homeRegion,
      zones: [...zones.values()],
    });
  }

  get nowMs(): number {
    return this.world.nowMs;
  }

  get configuration(): Configuration {
    return this.bundles.first;
  }

  get services(): readonly Service[] {
    return this.bundles.first.services;
  }

  /** Plans something of the hunter's. Faults that have not begun when they are over never begin. */
  after(ms: number, act: () => void): void {
    this.agenda.at(this.nowMs + ms, act);
  }

  /** To do once everything that can run has run. */
  afterwards(act: () => void): void {
    this.#later.push(act);
  }

  takeAfterwards(): readonly (() => void)[] {
    const later = this.#later;
    if (later.length > 0) this.#later = [];
    return later;
  }

  /** A promise that is kept then. */
  async until(atMs: number): Promise<void> {
    await new Promise<void>((resolve) => {
      this.agenda.at(atMs, () => {
        this.stirred = true;
        resolve();
      });
    });
  }

  setFault<Name extends keyof Faults>(name: Name, fault: Faults[Name] | undefined): void {
    if (fault === undefined) this.serviceFaults.delete(name);
    else this.serviceFaults.set(name, fault);
    this.world.setFault(name, fault);
    this.trail.note('service', `${name} ${JSON.stringify(fault ?? 'works')}`);
  }

  count(kind: string): void {
    this.injected.set(kind, (this.injected.get(kind) ?? 0) + 1);
  }

  inject(kind: string, detail = ''): void {
    this.count(kind);
    this.trail.note('fault', `${kind} ${detail}`);
  }

  reach(goal: string): void {
    this.goals.set(goal, (this.goals.get(goal) ?? 0) + 1);
    this.trail.note('goal', goal);
  }

  violate(invariant: InvariantId, seen: string): void {
    this.trail.note('VIOLATED', `${invariant} ${seen}`);
    if (this.violations.some((one) => one.invariant === invariant)) return;
    this.violations.push({ seed: this.seed, invariant, atMs: this.nowMs, seen });
  }
}
