/** What a drill sees of its service, look by look, and what it counts on the way. */
import type { AnsweredSide } from '../core/observation.ts';
import { parseEntry } from '../core/parse-state.ts';
import type { Reading } from '../core/reading.ts';
import type { Service, Side } from '../core/service.ts';
import type { ServiceState } from '../core/state.ts';
import type { DrillAccount } from './account.ts';
import { type StageShare, StageShares } from './stage-shares.ts';
import type { Seen } from './steps.ts';
import type { DrillTeller } from './teller.ts';
import type { Visit } from './visits.ts';

export class Watch {
  /** As it was last seen. */
  state: ServiceState | null = null;
  /** The drill's own. */
  incident: string | null = null;
  readonly visits: Visit[] = [];
  readonly strayed = { answers: 0, of: 0 };
  /** All users should be on the secondary. */
  isHeld = false;
  readonly #service: Service;
  readonly #account: DrillAccount;
  readonly #teller: DrillTeller;
  readonly #stages = new StageShares();
  readonly #written = new Set<string>();
  #cached: { readonly side: Side; readonly untilMs: number } | null = null;

  constructor(service: Service, account: DrillAccount, teller: DrillTeller) {
    this.#service = service;
    this.#account = account;
    this.#teller = teller;
  }

  stages(): readonly StageShare[] {
    return this.#stages.shares();
  }

  /** `null` where anything of it could not be seen. */
  async look(): Promise<Seen | null> {
    try {
      const [answers, state, items] = await Promise.all([
        this.#account.answers(),
        this.#account.state(),
        this.#account.timeline(),
      ]);
      if (state === null) throw new Error('there is no stored state');
      this.state = state;
      this.incident ??= state.incident?.id ?? null;
      const ours = items
        .filter(({ incident }) => incident !== null && incident === this.incident)
        .toReversed();
      for (const { key, entry } of ours) this.#write(key, entry);
      const entries = ours.flatMap(({ entry }) => parseEntry(entry) ?? []);
      this.#count(answers, state);
      await this.#visit(answers);
      return { answers, state, entries };
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      this.#teller.blind(this.#account.nowMs(), why);
      return null;
    }
  }

  #write(key: string, stored: unknown): void {
    const entry = parseEntry(stored);
    if (entry === undefined || this.#written.has(key)) return;
    this.#written.add(key);
    this.#teller.wrote(this.#account.nowMs(), entry);
  }

  #count(answers: readonly Reading<AnsweredSide>[], { records }: ServiceState): void {
    const sides = answers.flatMap((one) => (one.known ? one.value : []));
    if (this.isHeld) {
      this.strayed.of += sides.length;
      this.strayed.answers += sides.filter((side) => side !== 'secondary').length;
    } else if (records?.progress.status === 'insync') {
      this.#stages.count(records.weights.primary, sides);
    }
  }

  /** Of somebody who asks DNS again when the TTL is over, or when nobody answers. */
  async #visit(answers: readonly Reading<AnsweredSide>[]): Promise<void> {
    const atMs = this.#account.nowMs();
    if (this.#cached === null || this.#cached.untilMs <= atMs) {
      const answer = answers[this.visits.length % answers.length];
      this.#cached =
        answer?.known && answer.value !== 'mixed'
          ? { side: answer.value, untilMs: atMs + this.#service.ttlSeconds * 1000 }
          : null;
    }
    if (this.#cached === null) return;
    const { side } = this.#cached;
    const isServed = await this.#account.serves(side);
    if (!isServed) this.#cached = null;
    this.visits.push({ atMs, side: isServed ? side : null });
  }
}
