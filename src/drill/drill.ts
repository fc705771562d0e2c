/**
 * A planned failover and failback of one service, on its real records, watched from outside and measured. It begins
 * nothing that a person could not, and whenever it ends, the service stays as safe as it is.
 */
import type { Service } from '../core/service.ts';
import type { Phase, ServiceState } from '../core/state.ts';
import type { DrillAccount, DrillReply } from './account.ts';
import type { StageShare } from './stage-shares.ts';
import {
  type DrillStep,
  FAILBACK_BEGINS,
  stepsToPrimary,
  stepsToSecondary,
  stepUntilPossible,
} from './steps.ts';
import type { DrillTeller } from './teller.ts';
import type { Visit } from './visits.ts';
import { Wait } from './wait.ts';
import { Watch } from './watch.ts';

export interface DrillOptions {
  /** How long users stay on the secondary at least. */
  readonly stayMs: number;
  /** Between two looks, which are also requests of a user. */
  readonly everyMs: number;
}

export interface ObservedStep {
  readonly expected: string;
  readonly seen: string;
  /** Since the command that it follows from. */
  readonly afterMs: number;
}

export interface DrillResult {
  /** `refused`: nothing was changed. `missed`: something expected did not come. `stopped`: by whoever watches. */
  readonly outcome: 'done' | 'refused' | 'missed' | 'stopped';
  /** Why it did not end well; `null` when it did. */
  readonly why: string | null;
  /** Where traffic was meant to be when it was last seen; `null` where that was never seen. */
  readonly phase: Phase | null;
  readonly incident: string | null;
  readonly startedAtMs: number;
  readonly endedAtMs: number;
  readonly steps: readonly ObservedStep[];
  readonly visits: readonly Visit[];
  /** Answers that were the primary's while all users should have been on the secondary, of how many. */
  readonly strayed: { readonly answers: number; readonly of: number };
  readonly stages: readonly StageShare[];
}

type End = Pick<DrillResult, 'outcome' | 'why'>;

export class Drill {
  readonly #service: Service;
  readonly #account: DrillAccount;
  readonly #teller: DrillTeller;
  readonly #options: DrillOptions;
  readonly #stop: AbortSignal;
  readonly #watch: Watch;
  readonly #steps: ObservedStep[] = [];
  #askedAtMs = 0;

  constructor(
    service: Service,
    account: DrillAccount,
    teller: DrillTeller,
    options: DrillOptions,
    stop: AbortSignal,
  ) {
    this.#service = service;
    this.#account = account;
    this.#teller = teller;
    this.#options = options;
    this.#stop = stop;
    this.#watch = new Watch(service, account, teller);
  }

  /** Rejects when a command could not be given, or the state not be read before the first one. */
  async play(): Promise<DrillResult> {
    const startedAtMs = this.#account.nowMs();
    const end = (await this.#begin()) ??
      (await this.#observe(stepsToSecondary(this.#service))) ??
      (await this.#stay()) ??
      (await this.#giveBack()) ?? { outcome: 'done', why: null };
    return {
      ...end,
      phase: this.#watch.state?.phase ?? null,
      incident: this.#watch.incident,
      startedAtMs,
      endedAtMs: this.#account.nowMs(),
      steps: this.#steps,
      visits: this.#watch.visits,
      strayed: this.#watch.strayed,
      stages: this.#watch.stages(),
    };
  }

  async #begin(): Promise<End | null> {
    const before = await this.#account.state();
    const unrest = unrestOf(before);
    if (unrest !== null) return { outcome: 'refused', why: unrest };
    const { outcome, text } = await this.#ask('failover');
    if (outcome === 'refused') return { outcome: 'refused', why: text };
    if (outcome !== 'waiting') return { outcome: 'missed', why: text };
    return null;
  }

  async #stay(): Promise<End | null> {
    this.#watch.isHeld = true;
    const untilMs = this.#askedAtMs + this.#options.stayMs;
    const stay: DrillStep = {
      expected: 'users stay on the secondary',
      withinMs: Number.POSITIVE_INFINITY,
      look: () =>
        this.#account.nowMs() >= untilMs
          ? { seen: 'for as long as was asked for' }
          : { notYet: 'not for long enough' },
    };
    const asked = this.#options.stayMs > 0 ? [stay] : [];
    return this.#observe([...asked, stepUntilPossible(this.#service)]);
  }

  async #giveBack(): Promise<End | null> {
    this.#watch.isHeld = false;
    const { outcome, text } = await this.#ask('failback');
    if (outcome !== 'waiting') return { outcome: 'missed', why: text };
    const notBegun = await this.#observe([FAILBACK_BEGINS]);
    if (notBegun !== null) return notBegun;
    return this.#observe(stepsToPrimary(this.#service, this.#watch.state?.failback?.steps ?? []));
  }

  async #ask(kind: 'failover' | 'failback'): Promise<DrillReply> {
    const reply = await this.#account.command(kind);
    this.#askedAtMs = this.#account.nowMs();
    if (reply.outcome === 'waiting') this.#teller.asked(this.#askedAtMs, kind);
    return reply;
  }

  async #observe(steps: readonly DrillStep[]): Promise<End | null> {
    for (const step of steps) {
      const end = await this.#observeOne(step);
      if (end !== null) return end;
    }
    return null;
  }

  async #observeOne(step: DrillStep): Promise<End | null> {
    const wait = new Wait(step, this.#account.nowMs());
    for (;;) {
      if (this.#stop.aborted) return { outcome: 'stopped', why: wait.lastSeen };
      const seen = await this.#watch.look();
      const nowMs = this.#account.nowMs();
      const sight = wait.after(seen, nowMs);
      if ('seen' in sight) {
        const { expected } = step;
        this.#steps.push({ expected, seen: sight.seen, afterMs: nowMs - this.#askedAtMs });
        this.#teller.saw(nowMs, expected, sight.seen);
        return null;
      }
      if ('failed' in sight) {
        this.#teller.missed(nowMs, step.expected, sight.failed);
        return { outcome: 'missed', why: `${step.expected}: ${sight.failed}` };
      }
      await this.#account.pause(this.#options.everyMs);
    }
  }
}

/** A drill begins where nothing is under way. */
function unrestOf(state: ServiceState | null): string | null {
  if (state === null) {
    return 'Not begun: no pass of Switchback has looked at this service yet. Wait a minute.';
  }
  if (state.incident !== null) {
    return `Not begun: the incident ${state.incident.id} is open. A drill begins where none is.`;
  }
  if (state.phase === 'OnPrimary') return null;
  return `Not begun: users are not meant to be on the primary (${state.phase}). A drill begins there.`;
}
