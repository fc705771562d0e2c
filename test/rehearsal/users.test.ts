import { describe, expect, it } from '@jest/globals';
import { type Conditions, type Shares, Users } from '../../src/rehearsal/users.ts';
import { Chance, chanceFor } from '../../src/world/random.ts';

const TTL_MS = 60_000;
const DAY_MS = 86_400_000;
const PRIMARY: Shares = { primary: 1, secondary: 0 };
const SECONDARY: Shares = { primary: 0, secondary: 1 };
const NOBODY: Shares = { primary: 0, secondary: 0 };
const ALL_SERVE = { primary: true, secondary: true };
const PRIMARY_DOWN = { primary: false, secondary: true };

function users(ttlMs = TTL_MS, chance = chanceFor(1, 'users')): Users {
  return new Users(0, ttlMs, chance);
}

function when(shares: Shares, serves: Conditions['serves'] = ALL_SERVE): Conditions {
  return { shares, serves };
}

describe('after a change of the answer', () => {
  it.each([0.1, 0.25, 0.5, 0.75, 1])(
    'the share %d of the users has moved after that share of the TTL',
    (share) => {
      const some = users();
      some.advance(share * TTL_MS, when(SECONDARY));
      const { onPrimary, onSecondary } = some.sample(when(SECONDARY));
      expect(Math.abs(onSecondary - share)).toBeLessThanOrEqual(1 / 200);
      expect(onPrimary + onSecondary).toBeCloseTo(1, 9);
    },
  );

  it.each([1_000, 60_000, 300_000])(
    'everybody has moved after a TTL of %d ms, and not before',
    (ttlMs) => {
      const some = users(ttlMs);
      some.advance(ttlMs * 0.98, when(SECONDARY));
      expect(some.sample(when(SECONDARY)).onPrimary).toBeGreaterThan(0);
      some.advance(ttlMs, when(SECONDARY));
      expect(some.sample(when(SECONDARY)).onSecondary).toBe(1);
    },
  );

  it('users go back in the same way', () => {
    const some = users();
    some.advance(TTL_MS, when(SECONDARY));
    some.advance(1.5 * TTL_MS, when(PRIMARY));
    expect(some.sample(when(PRIMARY)).onPrimary).toBeCloseTo(0.5, 1);
    some.advance(2 * TTL_MS, when(PRIMARY));
    expect(some.sample(when(PRIMARY)).onPrimary).toBe(1);
  });

  it('it makes no difference in how many steps time advances', () => {
    const [inOne, inMany] = [users(), users()];
    const mixed = when({ primary: 0.3, secondary: 0.6 }, PRIMARY_DOWN);
    inOne.advance(90_000, mixed);
    for (let atMs = 700; atMs < 90_000; atMs += 700) inMany.advance(atMs, mixed);
    inMany.advance(90_000, mixed);
    expect(inMany.sample(mixed)).toEqual(inOne.sample(mixed));
    expect(inMany.lostMs).toBeCloseTo(inOne.lostMs, 6);
  });
});

describe('weights', () => {
  it.each([1, 2, 3, 4, 5])(
    'of 10 and 90 give the primary a tenth of the users over time (seed %d)',
    (seed) => {
      const some = users(TTL_MS, chanceFor(seed, 'users'));
      const weighted = when({ primary: 0.1, secondary: 0.9 });
      let sum = 0;
      for (let ttl = 1; ttl <= 20; ttl += 1) {
        some.advance(ttl * TTL_MS, weighted);
        sum += some.sample(weighted).onPrimary;
      }
      expect(Math.abs(sum / 20 - 0.1)).toBeLessThanOrEqual(0.03);
    },
  );
});

describe('users whom nothing moves', () => {
  it('cost nothing: a day passes in one call that draws nothing', () => {
    const counted = new CountingChance();
    const some = users(TTL_MS, counted);
    some.advance(DAY_MS, when(PRIMARY));
    expect(counted.draws).toBe(1);
    expect(some.sample(when(PRIMARY))).toEqual({
      atMs: DAY_MS,
      onPrimary: 1,
      onSecondary: 0,
      lost: 0,
    });
    expect(some.lostMs).toBe(0);
  });

  it('move within a TTL all the same when the answer changes after that day', () => {
    const some = users();
    some.advance(DAY_MS, when(PRIMARY));
    some.advance(DAY_MS + TTL_MS / 2, when(SECONDARY));
    expect(some.sample(when(SECONDARY)).onSecondary).toBeCloseTo(0.5, 1);
    some.advance(DAY_MS + TTL_MS, when(SECONDARY));
    expect(some.sample(when(SECONDARY)).onSecondary).toBe(1);
  });
});

describe('lost time', () => {
  it('is all of it while nobody serves', () => {
    const some = users();
    some.advance(45_000, when(PRIMARY, { primary: false, secondary: false }));
    expect(some.lostMs).toBe(45_000);
  });

  it('is none of it while both sides serve', () => {
    const some = users();
    some.advance(45_000, when(SECONDARY));
    expect(some.lostMs).toBe(0);
  });

  it('is half of a TTL on average when users leave a dead primary, one resolver after another', () => {
    const some = users();
    some.advance(10 * TTL_MS, when(SECONDARY, PRIMARY_DOWN));
    expect(Math.abs(some.lostMs - TTL_MS / 2)).toBeLessThanOrEqual(TTL_MS / 200);
  });

  it('adds up over an outage: detection in full, then half of the TTL', () => {
    const some = users();
    some.advance(100_000, when(PRIMARY));
    some.advance(130_000, when(PRIMARY, PRIMARY_DOWN));
    some.advance(400_000, when(SECONDARY, PRIMARY_DOWN));
    expect(Math.abs(some.lostMs - 60_000)).toBeLessThanOrEqual(300);
  });

  it('is exact, resolver by resolver', () => {
    // The first draw sets where in its step the first resolver asks: at once here, then one each 300 ms.
    const some = users(TTL_MS, new FixedChance(0));
    some.advance(900, when(SECONDARY, PRIMARY_DOWN));
    // 0-300 ms: one of 200 has moved; 300-600: two; 600-900: three.
    expect(some.lostMs).toBeCloseTo(300 * (199 / 200 + 198 / 200 + 197 / 200), 9);
    expect(some.sample(when(SECONDARY, PRIMARY_DOWN)).lost).toBeCloseTo(196 / 200, 9);
  });
});

describe('answers that are missing', () => {
  it('are lost requests, of whoever asks and gets none', () => {
    const some = users();
    some.advance(TTL_MS, when(NOBODY));
    expect(some.sample(when(NOBODY))).toMatchObject({ onPrimary: 0, onSecondary: 0, lost: 1 });
  });

  it('are lost in their share: a name server in four without an answer', () => {
    const some = users();
    const partly = when({ primary: 0, secondary: 0.75 });
    some.advance(TTL_MS, partly);
    const { lost, onSecondary } = some.sample(partly);
    expect(onSecondary + lost).toBeCloseTo(1, 9);
    expect(Math.abs(lost - 0.25)).toBeLessThanOrEqual(0.1);
  });
});

class CountingChance extends Chance {
  draws = 0;
  constructor() {
    super(1);
  }
  override share(): number {
    this.draws += 1;
    return super.share();
  }
}

class FixedChance extends Chance {
  readonly #value: number;
  constructor(value: number) {
    super(1);
    this.#value = value;
  }
  override share(): number {
    return this.#value;
  }
}
