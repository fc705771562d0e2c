import { beforeAll, describe, expect, it } from '@jest/globals';
import type { SweepRow } from '../../bench/outage-sweep.ts';
import { runNode } from '../cli/switchback.ts';

/** Twelve offsets of the tick's minute, for each way in which the primary fails. */
let rows: readonly SweepRow[] = [];

beforeAll(async () => {
  const { code, stdout, stderr } = await runNode(
    'bench/outages.ts',
    '--json',
    ...['--lengths', '30,90,240', '--seeds', '1', '--intervals', '10'],
  );
  if (code !== 0) throw new Error(stderr);
  rows = JSON.parse(stdout);
}, 120_000);

function row(lengthSeconds: number, how: SweepRow['how']): SweepRow {
  const found = rows.find((one) => one.lengthSeconds === lengthSeconds && one.how === how);
  if (found === undefined) throw new Error(`no outages of ${lengthSeconds} s`);
  return found;
}

describe.each(['refused', 'noConnection'] as const)('an outage by %s', (how) => {
  it('of 4 minutes is always held, whenever in the minute it starts, and nobody is sent back', () => {
    expect(row(240, how)).toMatchObject({ held: 12, wavered: 0, worstShare: 0 });
  });

  it('of 90 seconds leaves an incident, whenever in the minute it starts', () => {
    const { held, late, flap, nothing, unseen } = row(90, how);
    expect(held + late + flap).toBe(12);
    expect(nothing + unseen).toBe(0);
  });

  it('of 90 seconds is always held, with a quarter of the users back meanwhile at the most', () => {
    expect(row(90, how).held).toBe(12);
    expect(row(90, how).worstShare).toBeLessThan(0.25);
  });
});

describe('an outage of 30 seconds', () => {
  it('that is over before a pass could see it is a flap, if anything sees it at all', () => {
    const { held, flap, nothing } = row(30, 'refused');
    expect(held).toBeLessThan(12);
    expect(flap).toBeGreaterThan(0);
    expect(held + flap + nothing).toBe(12);
  });

  it('without connections is too short for Route 53 to move anybody', () => {
    expect(row(30, 'noConnection')).toMatchObject({ held: 0, unseen: 12 });
  });
});
