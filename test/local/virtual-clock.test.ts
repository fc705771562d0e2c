import { afterEach, describe, expect, it } from '@jest/globals';
import { VirtualClock } from '../../src/local/virtual-clock.ts';

/** Ten minutes of the account take six milliseconds. */
const FAST = 100_000;
const MINUTE = 60_000;

const open: VirtualClock[] = [];

function aClock(speed = FAST): VirtualClock {
  const clock = VirtualClock.start(speed);
  open.push(clock);
  return clock;
}

function reached(clock: VirtualClock, virtualMs: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  clock.after(virtualMs, resolve);
  return promise;
}

interface Plan {
  /** Between which moments of the account it is due. */
  readonly earliestMs: number;
  readonly latestMs: number;
  readonly happenedMs: number;
}

/** Keeps this process busy until so much of the account's time has gone by. */
function compute(clock: VirtualClock, virtualMs: number): void {
  const untilMs = clock.nowMs() + virtualMs;
  while (clock.nowMs() < untilMs);
}

/** What went by in the account, between two looks at this machine's clock and around them. */
async function measured(clock: VirtualClock, virtualMs: number) {
  const outerMs = performance.now();
  const startMs = clock.nowMs();
  const innerMs = performance.now();
  await reached(clock, virtualMs);
  const realAtLeastMs = performance.now() - innerMs;
  const passedMs = clock.nowMs() - startMs;
  return { passedMs, realAtLeastMs, realAtMostMs: performance.now() - outerMs };
}

afterEach(() => {
  for (const clock of open.splice(0)) clock.stop();
});

describe("the account's time", () => {
  it("is this machine's at first", () => {
    const beforeMs = performance.timeOrigin + performance.now();
    const nowMs = aClock(1).nowMs();
    expect(nowMs).toBeGreaterThanOrEqual(Math.floor(beforeMs));
    expect(nowMs).toBeLessThanOrEqual(performance.timeOrigin + performance.now());
  });

  it('goes at its full speed while nothing computes', async () => {
    const clock = aClock(1_000);
    const { passedMs, realAtLeastMs, realAtMostMs } = await measured(clock, 5_000);
    expect(passedMs).toBeGreaterThanOrEqual(realAtLeastMs * 1_000 - 1);
    expect(passedMs).toBeLessThanOrEqual(realAtMostMs * 1_000 + 1);
  });

  it('goes at four times at most while work is under way', async () => {
    const clock = aClock();
    clock.beginWork();
    const { passedMs, realAtMostMs } = await measured(clock, 20);
    expect(passedMs).toBeLessThanOrEqual(realAtMostMs * 4 + 1);
    expect(clock.scale.speed).toBe(4);
    expect(clock.speed).toBe(FAST);
  });

  it('is not hurried by work', () => {
    const clock = aClock(2);
    clock.beginWork();
    expect(clock.scale.speed).toBe(2);
  });

  it('is slow until the last of several works has ended, then fast again', async () => {
    const clock = aClock();
    const [endFirst, endSecond] = [clock.beginWork(), clock.beginWork()];
    endFirst();
    expect(clock.scale.speed).toBe(4);
    endSecond();
    expect(clock.scale.speed).toBe(FAST);
    const { passedMs, realAtLeastMs } = await measured(clock, MINUTE);
    expect(passedMs).toBeGreaterThanOrEqual(realAtLeastMs * FAST - 1);
  });

  it('neither goes back nor leaps when its speed changes', () => {
    const clock = aClock();
    let lastMs = clock.nowMs();
    for (let change = 0; change < 500; change += 1) {
      const outerMs = performance.now();
      const before = clock.nowMs();
      const end = clock.beginWork();
      const between = clock.nowMs();
      end();
      const after = clock.nowMs();
      const realMs = performance.now() - outerMs;
      expect([lastMs, before, between, after]).toEqual(
        [lastMs, before, between, after].toSorted((one, other) => one - other),
      );
      expect(after - before).toBeLessThanOrEqual(realMs * FAST + 1);
      lastMs = after;
    }
  });

  it('is converted there and back while nothing computes', () => {
    const clock = aClock(40);
    expect(clock.realMs(2_000)).toBe(50);
    expect(clock.virtualMs(50)).toBe(2_000);
  });

  it("leaves sockets no grace at this machine's own speed, and some at any other", () => {
    expect(aClock(1).graceMs).toBe(0);
    expect(aClock(40).graceMs).toBeGreaterThan(0);
  });
});

describe('what is planned once', () => {
  it('happens in the order of time, nothing of it early', async () => {
    const clock = aClock(1_000);
    const happened: Plan[] = [];
    const delays = [3_000, 1_000, 4_000, 1_000, 5_000, 9_000, 2_000, 6_000];
    // This process may be held up between two plans: which of them is due first is known only as far as the clock was seen.
    for (const ms of delays) {
      const plan = { earliestMs: clock.nowMs() + ms, latestMs: 0, happenedMs: 0 };
      clock.after(ms, () => happened.push(Object.assign(plan, { happenedMs: clock.nowMs() })));
      plan.latestMs = clock.nowMs() + 1 + ms;
    }
    await reached(clock, 20_000);
    expect(happened).toHaveLength(delays.length);
    expect(happened.filter(({ earliestMs, happenedMs }) => happenedMs < earliestMs)).toEqual([]);
    const overtaken = happened.filter((plan, at) =>
      happened.slice(at + 1).some(({ latestMs }) => latestMs < plan.earliestMs),
    );
    expect(overtaken).toEqual([]);
  });

  it('is not early when time slows down before it is due', async () => {
    const clock = aClock(1_000);
    const dueMs = clock.nowMs() + 10 * MINUTE;
    const happened = reached(clock, 10 * MINUTE);
    const end = clock.beginWork();
    await reached(clock, 20);
    expect(clock.nowMs()).toBeLessThan(dueMs);
    end();
    await happened;
    expect(clock.nowMs()).toBeGreaterThanOrEqual(dueMs);
  });

  it('is not late when time gets fast again: it was an hour away, and that is now a moment', async () => {
    const clock = aClock();
    const end = clock.beginWork();
    const happened = reached(clock, 60 * MINUTE);
    end();
    await happened;
  }, 2_000);

  it('does not happen once it is cancelled, even by what happens at the same moment', async () => {
    const clock = aClock();
    const happened: string[] = [];
    clock.after(MINUTE, () => happened.push('cancelled'))();
    clock.after(MINUTE, () => {
      happened.push('cancels');
      cancel();
    });
    const cancel = clock.after(MINUTE, () => happened.push('cancelled by another'));
    clock.after(MINUTE, () => happened.push('stays'));
    compute(clock, 2 * MINUTE);
    await reached(clock, MINUTE);
    expect(happened).toEqual(['cancels', 'stays']);
  });
});

describe('what is planned again and again', () => {
  it('first happens after one period, and then once a period at most', async () => {
    const clock = aClock();
    const startMs = clock.nowMs();
    const beats: number[] = [];
    const third = Promise.withResolvers<void>();
    clock.every(MINUTE, () => {
      beats.push(clock.nowMs());
      if (beats.length === 3) third.resolve();
    });
    await third.promise;
    for (const [at, beatMs] of beats.entries()) {
      expect(beatMs).toBeGreaterThanOrEqual(startMs + (at + 1) * MINUTE);
    }
  });

  it.each(['from outside', 'by itself'])('ends when it is cancelled %s', async (who) => {
    const clock = aClock();
    let beats = 0;
    const third = Promise.withResolvers<void>();
    const cancel = clock.every(MINUTE, () => {
      beats += 1;
      if (beats === 3 && who === 'by itself') cancel();
      if (beats === 3) third.resolve();
    });
    await third.promise;
    if (who === 'from outside') cancel();
    const atCancel = beats;
    await reached(clock, 10 * MINUTE);
    expect(beats).toBe(atCancel);
    if (who === 'by itself') expect(beats).toBe(3);
  });

  it('does not make up for beats that were missed', async () => {
    const clock = aClock();
    let beats = 0;
    const { promise, resolve } = Promise.withResolvers<number>();
    clock.every(MINUTE, () => {
      beats += 1;
      if (beats === 1) compute(clock, 100 * MINUTE);
      if (beats === 2) clock.after(0, () => resolve(beats));
    });
    expect(await promise).toBeLessThan(10);
  });
});

describe('a clock that is stopped', () => {
  it('lets nothing happen any more, neither what was planned nor what is planned later', async () => {
    const clock = aClock();
    const happened: string[] = [];
    clock.after(MINUTE, () => happened.push('once'));
    clock.every(MINUTE, () => happened.push('again'));
    clock.stop();
    clock.after(MINUTE, () => happened.push('planned later'));
    const end = clock.beginWork();
    end();
    await reached(aClock(), 10 * MINUTE);
    expect(happened).toEqual([]);
  });

  it('keeps no timer, so that the process can end', () => {
    const timers = () => process.getActiveResourcesInfo().filter((one) => one === 'Timeout').length;
    const before = timers();
    const clock = aClock();
    clock.after(MINUTE, () => {});
    expect(timers()).toBe(before + 1);
    clock.stop();
    clock.after(MINUTE, () => {});
    expect(timers()).toBe(before);
  });

  it('lets nothing happen that is due at the moment it is stopped', async () => {
    const clock = aClock();
    const happened: string[] = [];
    clock.after(MINUTE, () => {
      happened.push('stops');
      clock.stop();
    });
    clock.after(MINUTE, () => happened.push('due as well'));
    compute(clock, 2 * MINUTE);
    await reached(aClock(), 10 * MINUTE);
    expect(happened).toEqual(['stops']);
  });
});
