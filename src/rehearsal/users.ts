/**
 * The users of one service: resolvers that keep an answer until its TTL is over, each with a steady stream of requests
 * behind it. Clients that ignore the TTL and connections that stay open are not modelled.
 */
import type { Side } from '../core/service.ts';
import type { Chance } from '../world/random.ts';

/** Where the name servers send those who ask now; shares of what is missing to 1 get no answer. */
export interface Shares {
  readonly primary: number;
  readonly secondary: number;
}

/** Everything that users meet, and that stays as it is until something changes. */
export interface Conditions {
  readonly shares: Shares;
  /** Sides that serve; a request to any other side is lost. */
  readonly serves: Readonly<Record<Side, boolean>>;
}

export interface UserSample {
  readonly atMs: number;
  /** Shares of the users by where their resolver sends them. */
  readonly onPrimary: number;
  readonly onSecondary: number;
  /** Share of the requests that are lost. */
  readonly lost: number;
}

type Kept = Side | 'nothing';

const RESOLVERS = 200;

export class Users {
  readonly #chance: Chance;
  readonly #stepMs: number;
  readonly #kept: Kept[];
  readonly #count: Record<Kept, number>;
  #nextAtMs: number;
  #next = 0;
  #nowMs: number;
  #lostMs = 0;

  constructor(startMs: number, ttlMs: number, chance: Chance) {
    this.#chance = chance;
    this.#nowMs = startMs;
    this.#stepMs = ttlMs / RESOLVERS;
    this.#nextAtMs = startMs + chance.share() * this.#stepMs;
    this.#kept = Array.from({ length: RESOLVERS }, () => 'primary');
    this.#count = { primary: RESOLVERS, secondary: 0, nothing: 0 };
  }

  /** Lets the users live on until `toMs` under conditions that do not change in that time; never back. */
  advance(toMs: number, conditions: Conditions): void {
    if (toMs <= this.#nowMs) return;
    while (this.#nextAtMs <= toMs && !this.#isSteady(conditions.shares)) {
      this.#live(this.#nextAtMs, conditions);
      this.#refresh(conditions.shares);
    }
    this.#live(toMs, conditions);
    this.#skipTo(toMs);
  }

  sample(conditions: Conditions): UserSample {
    return {
      atMs: this.#nowMs,
      onPrimary: this.#count.primary / RESOLVERS,
      onSecondary: this.#count.secondary / RESOLVERS,
      lost: this.#lostShare(conditions),
    };
  }

  /** Milliseconds of a user's time in which requests are lost, averaged over all users. */
  get lostMs(): number {
    return this.#lostMs;
  }

  /** Everybody is where everybody is sent, so that asking again changes nothing. */
  #isSteady({ primary, secondary }: Shares): boolean {
    if (primary === 1) return this.#count.primary === RESOLVERS;
    return secondary === 1 && this.#count.secondary === RESOLVERS;
  }

  #live(toMs: number, conditions: Conditions): void {
    this.#lostMs += (toMs - this.#nowMs) * this.#lostShare(conditions);
    this.#nowMs = toMs;
  }

  #lostShare({ serves }: Conditions): number {
    const served =
      (serves.primary ? this.#count.primary : 0) + (serves.secondary ? this.#count.secondary : 0);
    return 1 - served / RESOLVERS;
  }

  /** The resolver whose answer is oldest asks again. */
  #refresh(shares: Shares): void {
    const before = this.#kept[this.#next] ?? 'nothing';
    const after = this.#draw(shares);
    this.#kept[this.#next] = after;
    this.#count[before] -= 1;
    this.#count[after] += 1;
    this.#next = (this.#next + 1) % RESOLVERS;
    this.#nextAtMs += this.#stepMs;
  }

  #draw({ primary, secondary }: Shares): Kept {
    if (primary === 1) return 'primary';
    if (secondary === 1) return 'secondary';
    const drawn = this.#chance.share();
    if (drawn < primary) return 'primary';
    return drawn < primary + secondary ? 'secondary' : 'nothing';
  }

  #skipTo(toMs: number): void {
    if (this.#nextAtMs > toMs) return;
    const skipped = Math.floor((toMs - this.#nextAtMs) / this.#stepMs) + 1;
    this.#next = (this.#next + skipped) % RESOLVERS;
    this.#nextAtMs += skipped * this.#stepMs;
  }
}
