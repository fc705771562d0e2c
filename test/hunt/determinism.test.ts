/** A seed is a whole day, to the byte: whoever runs it, and beside whatever else it runs, it is the same day. */
import { describe, expect, it } from '@jest/globals';
import { hunted } from './hunting.ts';

const MINUTE_MS = 60_000;
const SIX = ['--from', '7', '--seeds', '6', '--hours', '5'];

describe('the hash over everything that happened', () => {
  it(
    'is the same in every run, and in one process or two',
    async () => {
      const [once, again, shared] = await Promise.all([
        hunted(...SIX),
        hunted(...SIX),
        hunted(...SIX, '--jobs', '2'),
      ]);
      expect(again.report).toEqual(once.report);
      expect(shared.report).toEqual(once.report);
      expect(new Set(once.report.hashes).size).toBe(6);
    },
    2 * MINUTE_MS,
  );

  it(
    'of one seed does not depend on the seeds before it',
    async () => {
      const [all, last] = await Promise.all([
        hunted(...SIX),
        hunted('--from', '12', '--seeds', '1', '--hours', '5'),
      ]);
      expect(last.report.hashes[0]).toBe(all.report.hashes[5]);
    },
    2 * MINUTE_MS,
  );
});
