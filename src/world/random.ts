/** Chance from a seed: one stream per purpose, so that one more draw in one place shifts no other. */

/** Both ends of a uniform draw. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

/** A stream of draws (mulberry32). */
export class Chance {
  #state: number;

  constructor(state: number) {
    this.#state = state >>> 0;
  }

  /** Uniform in [0, 1). */
  share(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number of the range, both ends included. */
  whole(range: Range): number {
    return range.min + Math.floor(this.share() * (range.max - range.min + 1));
  }
}

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** The stream of that name in the world of that seed. */
export function chanceFor(seed: number, purpose: string): Chance {
  let hash = FNV_OFFSET;
  for (const character of `${seed} ${purpose}`) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), FNV_PRIME);
  }
  return new Chance(hash ^ (hash >>> 15));
}
