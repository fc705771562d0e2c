/**
 * Production code through hostile days in the simulated account. A broken invariant is named with its seed; to read how
 * it came, `npm run hunt -- --seed S --hours 12`.
 */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { type Hunted, hunted } from './hunting.ts';

const MINUTE_MS = 60_000;
const SEEDS = '40';
const HOURS = '12';

let hunt: Hunted;
beforeAll(async () => {
  hunt = await hunted('--seeds', SEEDS, '--hours', HOURS, '--jobs', '2');
}, 3 * MINUTE_MS);

describe('a hunt', () => {
  it('finds no broken invariant', () => {
    const { violations } = hunt.report;
    expect(violations.map(({ seed, invariant, seen }) => `${seed} ${invariant} ${seen}`)).toEqual(
      [],
    );
    expect(hunt.exitCode).toBe(0);
  });

  it('met what it claims to be safe from', () => {
    const { goals, passes, injected } = hunt.report;
    expect(passes).toBeGreaterThan(Number(SEEDS) * Number(HOURS) * 50);
    expect(Object.keys(goals)).toEqual(
      expect.arrayContaining([
        'hold after a failure',
        'failback completed',
        'frozen and thawed',
        'hand edit adopted',
        'two passes race in OnSecondary',
        'crash between intent and change',
        'answer lost, then repeated',
      ]),
    );
    for (const kind of ['error', 'timeout', 'hang', 'answerLost', 'late', 'stale', 'crashAfter']) {
      expect([kind, (injected[`call ${kind}`] ?? 0) > 0]).toEqual([kind, true]);
    }
  });
});
