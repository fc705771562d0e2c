/** A world with the stacks of some services deployed, warmed up until they are armed, and passes over it. */
import { setImmediate as turn } from 'node:timers/promises';
import type { Command, CommandAnswer, CommandKind } from '../../src/core/command.ts';
import type { Entry } from '../../src/core/entry.ts';
import { holdWitnessName } from '../../src/core/names.ts';
import { indexZone, managedSets, readRecords } from '../../src/core/read-records.ts';
import { type Configuration, type Service, SIDES, type Side } from '../../src/core/service.ts';
import type { ServiceState, Weights } from '../../src/core/state.ts';
import { buildStacks } from '../../src/infrastructure/stacks.ts';
import type { TimelineItem } from '../../src/ports.ts';
import { type Pass, reconcile } from '../../src/reconcile/reconcile.ts';
import { recordSetKey } from '../../src/route53/record-set.ts';
import { NO_CONNECTION } from '../../src/world/sites.ts';
import {
  createWorld,
  type Received,
  type World,
  type WorldOptions,
} from '../../src/world/world.ts';
import { aConfiguration, aService } from '../builders/configuration.ts';
import { aGate, CallSeam, type Treat, treatFirst } from './call-seam.ts';

/** 2026-11-24T00:00:00Z. */
const START_MS = 1_795_478_400_000;
export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
/** Minutes in which a pass is made until the services are armed: all of them, as it is; or no more than it takes. */
const WARM_UPS = { full: Array.from({ length: 15 }, (_, at) => at + 1), sparse: [1, 6, 11] };

export interface SceneOptions extends Partial<WorldOptions> {
  readonly configuration?: Partial<Configuration>;
  readonly warmUp?: keyof typeof WARM_UPS;
}

/** A pass under way, or dead; `finished` settles only if it was not cut off. */
export interface StartedPass {
  readonly seam: CallSeam;
  readonly finished: Promise<Pass>;
}

export async function aWorldWith(
  services: readonly Service[] = [aService()],
  options: SceneOptions = {},
): Promise<Scene> {
  const scene = new Scene(aConfiguration({ ...options.configuration, services }), options);
  for (const minute of WARM_UPS[options.warmUp ?? 'full']) {
    scene.world.step(START_MS + minute * MINUTE);
    await scene.pass();
  }
  return scene;
}

/** So many services with the same endpoints, in the zone of the first, so that they fail together. */
export function manyServices(count: number, overrides: Partial<Service> = {}): readonly Service[] {
  return Array.from({ length: count }, (_, at) => {
    const id = `s${String(at + 1).padStart(2, '0')}`;
    return aService({ id, names: [`${id}.example.com`], ...overrides });
  });
}

export class Scene {
  configuration: Configuration;
  readonly world: World;
  /** How the calls of all passes are treated that are given no treatment of their own. */
  treat: Treat = () => 'through';
  #commands = 0;

  constructor(configuration: Configuration, options: SceneOptions) {
    this.configuration = configuration;
    this.world = createWorld({ seed: 1, startMs: START_MS, ...options });
    const zones = new Map(configuration.services.map(({ zone }) => [zone.id, zone]));
    const { homeRegion } = configuration;
    this.world.deploy({
      stacks: buildStacks(configuration),
      homeRegion,
      zones: [...zones.values()],
    });
  }

  get first(): Service {
    return this.configuration.services[0]!;
  }

  get inbox(): readonly Received[] {
    return this.world.inbox;
  }

  advance(ms: number): void {
    this.world.step(this.world.nowMs + ms);
  }

  start(command: Command | null = null, treat: Treat = this.treat): StartedPass {
    const seam = new CallSeam(this.world.ports(), treat);
    return { seam, finished: reconcile(this.configuration, seam.ports, command) };
  }

  /** A pass now that is frozen just before its first call of that name; answers how to thaw it. */
  async freeze(name: string, command: Command | null = null): Promise<() => Promise<Pass>> {
    const gate = aGate();
    const { seam, finished } = this.start(command, treatFirst(name, gate.opened));
    await this.turn();
    if (!seam.calls.some((call) => call.name === name)) throw new Error(`It never came to ${name}`);
    return () => {
      gate.open();
      return finished;
    };
  }

  /** A pass now. A pass that is cut off, or waits for something, is left as it is. */
  async pass(command: Command | null = null, treat: Treat = this.treat): Promise<Pass | undefined> {
    const { finished } = this.start(command, treat);
    return Promise.race([finished, turn(undefined)]);
  }

  /** Lets everything run that waits for nothing. */
  turn(): Promise<undefined> {
    return turn(undefined);
  }

  /** The next minute's pass. */
  async tick(treat: Treat = this.treat): Promise<Pass | undefined> {
    this.advance(MINUTE);
    return this.pass(null, treat);
  }

  async ticks(count: number, treat: Treat = this.treat): Promise<void> {
    for (let done = 0; done < count; done += 1) await this.tick(treat);
  }

  aCommand(kind: CommandKind, overrides: Partial<Command> = {}): Command {
    this.#commands += 1;
    return {
      id: `${kind}-${this.#commands}`,
      kind,
      service: this.first.id,
      who: 'operator',
      reason: 'because',
      forMs: kind === 'pause' ? 60 * MINUTE : null,
      ...overrides,
    };
  }

  async command(
    kind: CommandKind,
    overrides: Partial<Command> = {},
  ): Promise<CommandAnswer | undefined> {
    const command = this.aCommand(kind, overrides);
    return (await this.pass(command))?.answers.get(command.service);
  }

  breakSide(side: Side, service = this.first): void {
    this.world.setSite(siteOf(service, side), NO_CONNECTION);
  }

  mendSide(side: Side, service = this.first): void {
    this.world.setSite(siteOf(service, side), 'up');
  }

  breakPrimary(): void {
    this.breakSide('primary');
  }

  mendPrimary(): void {
    this.mendSide('primary');
  }

  /** Breaks the primary and lets the hold come to rest: 0/100, switch off again, incident open. */
  async holdAfterFailure(): Promise<void> {
    this.breakPrimary();
    await this.ticks(10);
  }

  /** As `holdAfterFailure`, and the primary well again for long enough to come back. */
  async readyToReturn(): Promise<void> {
    await this.holdAfterFailure();
    this.mendPrimary();
    await this.ticks(3 + Math.ceil(this.first.failback.stableForMs / MINUTE));
  }

  /** What users are answered, by side. */
  shares(service = this.first): Readonly<Record<Side, number>> {
    const shares = { primary: 0, secondary: 0 };
    const answer = this.world.answer(service.names[0], 'A');
    if (answer?.kind !== 'answer') return shares;
    for (const { set, share } of answer.outcomes) {
      const side = SIDES.find((one) => one === set.SetIdentifier);
      if (side) shares[side] += share;
    }
    return shares;
  }

  weights(service = this.first): Weights | null {
    return readRecords(service, indexZone(this.world.records(service.zone.id))).weights;
  }

  /** Somebody with the console changes the weights. */
  editWeights(weights: Weights, service = this.first): void {
    const zoneId = service.zone.id;
    const keys = new Map(managedSets(service).map(({ key, side }) => [key, side]));
    const changes = this.world.records(zoneId).flatMap((set) => {
      const side = keys.get(recordSetKey(set));
      return side === undefined
        ? []
        : [{ action: 'UPSERT', set: { ...set, Weight: weights[side] } } as const];
    });
    this.world.editRecords(zoneId, changes);
  }

  /** Names of a service's fences, oldest first. */
  fences(service = this.first): readonly string[] {
    return this.world
      .records(service.zone.id)
      .map(({ Name }) => Name)
      .filter((name) => /^g\d+\./.test(name) && name.endsWith(`_switchback.${service.names[0]}`))
      .sort();
  }

  /** What DNS shows of the hold switch. */
  switchInDns(service = this.first): string {
    const answer = this.world.answer(holdWitnessName(service), 'TXT');
    if (answer?.kind !== 'answer') return 'no answer';
    return answer.outcomes.map(({ set }) => set.ResourceRecords?.[0]?.Value ?? '').join(' ');
  }

  async state(service = this.first): Promise<ServiceState> {
    const items = await this.world.ports().stateStore.load([service.id]);
    return items.get(service.id) as ServiceState;
  }

  /** Oldest first. */
  async timeline(service = this.first): Promise<readonly TimelineItem[]> {
    const newestFirst = await this.world.ports().stateStore.listTimeline(service.id, 10_000);
    return newestFirst.toReversed();
  }

  async actions(service = this.first): Promise<readonly string[]> {
    return (await this.timeline(service)).map(({ entry }) => (entry as Entry).action);
  }

  calls(api: string): number {
    return this.world.calls.get(api) ?? 0;
  }
}

function siteOf(service: Service, side: Side): string {
  const { address, host, port } = service[side].healthCheck;
  return `${address ?? host}:${port}`;
}
