/** Plays a scenario in virtual time, with Switchback's own passes over the simulated account, or without them. */
import type { Command, CommandAnswer } from '../core/command.ts';
import type { Configuration, Service } from '../core/service.ts';
import type { Notification } from '../messages/message.ts';
import type { TimelineItem } from '../ports.ts';
import { type Pass, reconcile } from '../reconcile/reconcile.ts';
import type { JournalEntry } from '../world/journal.ts';
import type { Scenario, TimedHappening } from './scenario.ts';
import { Stage, type UserRecord } from './stage.ts';
import type { Shares } from './users.ts';

export interface Answered {
  readonly atMs: number;
  readonly command: Command;
  /** `null` when the command could not be carried out at all, e.g. because the state could not be read. */
  readonly answer: CommandAnswer | null;
}

/** Everything that was observed. Times are epoch milliseconds of the simulated account. */
export interface Recording {
  readonly startMs: number;
  readonly endMs: number;
  readonly configuration: Configuration;
  readonly journal: readonly JournalEntry[];
  /** By service, oldest first. */
  readonly timelines: ReadonlyMap<string, readonly TimelineItem[]>;
  readonly inbox: readonly (Notification & { readonly atMs: number })[];
  readonly answered: readonly Answered[];
  readonly users: ReadonlyMap<string, UserRecord>;
  /** Where the name servers send users at the end, by service. */
  readonly finalShares: ReadonlyMap<string, Shares>;
  readonly finalPhases: ReadonlyMap<string, string>;
  /** From the start of the scenario on. */
  readonly effort: Effort;
}

export interface Effort {
  readonly passes: number;
  /** Calls by API; name servers and probes count by question and request. */
  readonly calls: ReadonlyMap<string, number>;
}

export interface RunOptions {
  readonly seed: number;
  readonly withSwitchback: boolean;
}

/** 2026-01-01T00:00:00Z: a rehearsal has a time of its own, so that the same seed gives the same bytes on any day. */
const DEPLOYED_MS = 1_767_225_600_000;
/** A new check counts only after five minutes, and arming takes five more. */
const WARM_UP_MS = 15 * 60_000;
const TICK_MS = 60_000;
const SAMPLE_MS = 10_000;
/** The queue between rule and function gathers events for this long, so that many alarms become one pass. */
const BATCH_WINDOW_MS = 1_000;
const TIMELINE_LIMIT = 10_000;

export async function run(
  configuration: Configuration,
  scenario: Scenario,
  options: RunOptions,
): Promise<Recording> {
  const player = new Player(configuration, scenario, options);
  await player.play();
  return player.recording();
}

class Player {
  readonly #configuration: Configuration;
  readonly #scenario: Scenario;
  readonly #withSwitchback: boolean;
  readonly #stage: Stage;
  readonly #startMs = DEPLOYED_MS + WARM_UP_MS;
  readonly #endMs: number;
  readonly #answered: Answered[] = [];
  readonly #timelines = new Map<string, readonly TimelineItem[]>();
  readonly #phases = new Map<string, string>();
  #happened = 0;
  #passes = 0;
  #nextTickMs: number;
  #nextSampleMs: number;
  #wakeMs = Number.POSITIVE_INFINITY;
  #warmUp: Effort = { calls: new Map(), passes: 0 };
  #effort: Effort = { calls: new Map(), passes: 0 };

  constructor(configuration: Configuration, scenario: Scenario, options: RunOptions) {
    this.#configuration = configuration;
    this.#scenario = scenario;
    this.#withSwitchback = options.withSwitchback;
    this.#stage = new Stage(configuration, options.seed, DEPLOYED_MS, this.#startMs);
    this.#endMs = this.#startMs + scenario.lengthMs;
    // Nobody starts an outage on the minute: where in its minute the tick falls is part of the seed.
    this.#nextTickMs = DEPLOYED_MS + ((options.seed * 7919) % TICK_MS);
    this.#nextSampleMs = this.#startMs;
  }

  async play(): Promise<void> {
    while (this.#stage.world.nowMs < this.#endMs) {
      this.#stage.advance(this.#nextMs());
      await this.#happen();
      await this.#wake();
      this.#sample();
    }
    this.#effort = this.#effortSince(this.#warmUp);
    await this.#keepTimelines();
  }

  /** By events and by the schedule; either alone would do. */
  async #wake(): Promise<void> {
    const { world } = this.#stage;
    if (world.takeEvents().length > 0) {
      this.#wakeMs = Math.min(this.#wakeMs, world.nowMs + BATCH_WINDOW_MS);
    }
    if (world.nowMs === this.#wakeMs) {
      this.#wakeMs = Number.POSITIVE_INFINITY;
      await this.#pass(null);
    }
    if (world.nowMs === this.#nextTickMs) {
      this.#nextTickMs += TICK_MS;
      await this.#pass(null);
    }
  }

  #sample(): void {
    const { world } = this.#stage;
    if (world.nowMs !== this.#nextSampleMs) return;
    if (world.nowMs === this.#startMs)
      this.#warmUp = { calls: new Map(world.calls), passes: this.#passes };
    this.#nextSampleMs += SAMPLE_MS;
    this.#stage.sample();
  }

  #nextMs(): number {
    const happening = this.#scenario.happenings[this.#happened];
    return Math.min(
      this.#endMs,
      this.#nextTickMs,
      this.#wakeMs,
      this.#nextSampleMs,
      this.#stage.world.nextEventAtMs() ?? this.#endMs,
      happening === undefined ? this.#endMs : this.#startMs + happening.atMs,
    );
  }

  async #happen(): Promise<void> {
    for (;;) {
      const next = this.#scenario.happenings[this.#happened];
      if (next === undefined || this.#startMs + next.atMs > this.#stage.world.nowMs) return;
      this.#happened += 1;
      await this.#apply(next);
    }
  }

  async #apply({ happening, service }: TimedHappening): Promise<void> {
    if (happening.kind === 'outage') {
      const { world } = this.#stage;
      const fault = happening.how ?? undefined;
      if (happening.of === 'healthCheckMetrics') world.setFault(happening.of, fault && 'silence');
      else world.setFault(happening.of, fault);
      return;
    }
    for (const one of this.#services(service)) {
      if (happening.kind !== 'command') this.#stage.apply(one, happening);
      else await this.#command(one, happening);
    }
  }

  #services(id: string | null): readonly Service[] {
    return this.#configuration.services.filter((one) => id === null || one.id === id);
  }

  async #command(
    { id: service }: Service,
    {
      command: kind,
      who,
      reason,
      forMs,
    }: Extract<TimedHappening['happening'], { kind: 'command' }>,
  ): Promise<void> {
    if (!this.#withSwitchback) return;
    const id = `rehearsal-${this.#happened}`;
    const command: Command = { id, kind, service, who, reason, forMs };
    const pass = await this.#pass(command);
    const answer = pass?.answers.get(service) ?? null;
    this.#answered.push({ atMs: this.#stage.world.nowMs, command, answer });
  }

  async #pass(command: Command | null): Promise<Pass | undefined> {
    if (!this.#withSwitchback) return undefined;
    this.#passes += 1;
    const pass = await reconcile(this.#configuration, this.#stage.world.ports(), command);
    for (const [id, { state }] of pass.decisions) {
      if (!pass.notSaved.has(id)) this.#phases.set(id, state.phase);
    }
    return pass;
  }

  async #keepTimelines(): Promise<void> {
    const { stateStore } = this.#stage.world.ports();
    this.#stage.world.setFault('stateStore', undefined);
    for (const { id } of this.#configuration.services) {
      const newestFirst = await stateStore.listTimeline(id, TIMELINE_LIMIT);
      this.#timelines.set(id, newestFirst.toReversed());
    }
  }

  recording(): Recording {
    const { world } = this.#stage;
    return {
      startMs: this.#startMs,
      endMs: this.#endMs,
      configuration: this.#configuration,
      journal: world.journal,
      timelines: this.#timelines,
      inbox: world.inbox,
      answered: this.#answered,
      users: this.#stage.userRecords(),
      finalShares: new Map(
        this.#configuration.services.map((service) => [service.id, this.#stage.sharesOf(service)]),
      ),
      finalPhases: this.#phases,
      effort: this.#effort,
    };
  }

  #effortSince({ calls, passes }: Effort): Effort {
    return {
      passes: this.#passes - passes,
      calls: new Map(
        [...this.#stage.world.calls].map(([api, count]) => [api, count - (calls.get(api) ?? 0)]),
      ),
    };
  }
}
