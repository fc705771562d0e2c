import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { clockUtc, compactUtc, utcTime } from '../../src/core/utc.ts';

/** From the year 1 to the year 9999. */
const times = fc.integer({
  min: Date.UTC(1, 0, 1) - 1900 * 365 * 86_400_000,
  max: Date.UTC(9999, 11, 31),
});

describe('UTC time', () => {
  it('is what the calendar of the platform says', () => {
    fc.assert(
      fc.property(times, (epochMs) => {
        const date = new Date(epochMs);
        expect(utcTime(epochMs)).toEqual({
          year: date.getUTCFullYear(),
          month: date.getUTCMonth() + 1,
          day: date.getUTCDate(),
          hour: date.getUTCHours(),
          minute: date.getUTCMinutes(),
          second: date.getUTCSeconds(),
        });
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    [0, '19700101-000000', '00:00:00'],
    [-1, '19691231-235959', '23:59:59'],
    [Date.UTC(2000, 1, 29, 1, 2, 3), '20000229-010203', '01:02:03'],
    [Date.UTC(2100, 2, 1), '21000301-000000', '00:00:00'],
    [Date.UTC(2026, 10, 24, 15, 5, 0, 999), '20261124-150500', '15:05:00'],
  ])('of %d is written %s and %s', (epochMs, compact, clock) => {
    expect(compactUtc(epochMs)).toBe(compact);
    expect(clockUtc(epochMs)).toBe(clock);
  });
});
