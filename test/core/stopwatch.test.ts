import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { advance, elapsedMs, type Goodness, STOPWATCH_AT_ZERO } from '../../src/core/stopwatch.ts';

const goodness = fc.constantFrom<Goodness>('good', 'bad', 'unknown');
const moments = fc.array(fc.tuple(goodness, fc.integer({ min: -5000, max: 60_000 })));

describe('A stopwatch', () => {
  const running = { accumulatedMs: 1000, runningSinceMs: 5000 };
  const standing = { accumulatedMs: 1000, runningSinceMs: null };

  it.each([
    ['starts when good', STOPWATCH_AT_ZERO, 'good', { accumulatedMs: 0, runningSinceMs: 9000 }],
    ['runs on while good', running, 'good', running],
    [
      'goes on from where it stood',
      standing,
      'good',
      { accumulatedMs: 1000, runningSinceMs: 9000 },
    ],
    [
      'stands still while unknown',
      running,
      'unknown',
      { accumulatedMs: 5000, runningSinceMs: null },
    ],
    ['stays as it stands while unknown', standing, 'unknown', standing],
    ['starts anew when bad', running, 'bad', STOPWATCH_AT_ZERO],
    ['forgets when bad, though it stood', standing, 'bad', STOPWATCH_AT_ZERO],
  ] as const)('%s', (_, before, seen, after) => {
    expect(advance(before, seen, 9000)).toEqual(after);
  });

  it.each([
    ['good', running],
    ['unknown', standing],
    ['unknown', STOPWATCH_AT_ZERO],
    ['bad', STOPWATCH_AT_ZERO],
    ['bad', { accumulatedMs: 0, runningSinceMs: null }],
  ] as const)('is the very same object when %s changes nothing', (seen, before) => {
    expect(advance(before, seen, 9000)).toBe(before);
  });

  it('counts what it has run and what it runs', () => {
    expect(elapsedMs(running, 9000)).toBe(5000);
    expect(elapsedMs(standing, 9000)).toBe(1000);
  });

  it('never loses time when the clock goes backwards', () => {
    expect(elapsedMs(running, 4000)).toBe(1000);
    expect(advance(running, 'unknown', 4000)).toEqual(standing);
  });

  it('is never negative and never ahead of the time that has passed', () => {
    fc.assert(
      fc.property(moments, (seen) => {
        let nowMs = 100_000;
        let forwardMs = 0;
        let stopwatch = STOPWATCH_AT_ZERO;
        for (const [word, stepMs] of seen) {
          nowMs += stepMs;
          forwardMs += Math.max(0, stepMs);
          stopwatch = advance(stopwatch, word, nowMs);
          expect(elapsedMs(stopwatch, nowMs)).toBeGreaterThanOrEqual(0);
          expect(elapsedMs(stopwatch, nowMs)).toBeLessThanOrEqual(forwardMs);
          if (word === 'bad') expect(elapsedMs(stopwatch, nowMs)).toBe(0);
        }
      }),
    );
  });
});
