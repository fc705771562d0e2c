/** Chance for the hunter: one stream for each kind of fault, so that one more draw of a kind shifts no other kind. */
import { type Chance, chanceFor, type Range } from '../src/world/random.ts';

export class Streams {
  readonly seed: number;
  readonly #made = new Map<string, Chance>();

  constructor(seed: number) {
    this.seed = seed;
  }

  of(kind: string): Chance {
    const made = this.#made.get(kind) ?? chanceFor(this.seed, `hunt ${kind}`);
    this.#made.set(kind, made);
    return made;
  }
}

export function pick<T>(chance: Chance, items: readonly T[]): T {
  return items[Math.floor(chance.share() * items.length)] as T;
}

/** Items with their weights. */
export function weighted<T>(chance: Chance, items: readonly (readonly [number, T])[]): T {
  const total = items.reduce((sum, [weight]) => sum + weight, 0);
  let left = chance.share() * total;
  const found = items.find(([weight]) => {
    left -= weight;
    return left < 0;
  });
  return (found ?? items[items.length - 1])?.[1] as T;
}

export function within(chance: Chance, range: Range): number {
  return chance.whole(range);
}

/** The time to the next happening of a kind that comes on average every `meanMs`. */
export function gapMs(chance: Chance, meanMs: number): number {
  return Math.ceil(-meanMs * Math.log(1 - chance.share()));
}

/** Says yes at a rate. It draws only when it has said yes, so that asking costs a subtraction. */
export class Odds {
  readonly #chance: Chance;
  readonly #scale: number;
  #left: number;

  constructor(chance: Chance, rate: number) {
    this.#chance = chance;
    this.#scale = rate >= 1 ? 0 : 1 / Math.log(1 - rate);
    this.#left = this.#draw();
  }

  hit(): boolean {
    if (this.#left > 0) {
      this.#left -= 1;
      return false;
    }
    this.#left = this.#draw();
    return true;
  }

  #draw(): number {
    return this.#scale === 0 ? 0 : Math.floor(Math.log(1 - this.#chance.share()) * this.#scale);
  }
}
