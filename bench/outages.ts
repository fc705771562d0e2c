/**
 * From which length on an outage is held, counted over each 5 s of the tick's minute. `--json`, `--lengths 90,240` and
 * `--seeds 1,2` are for tests.
 */
import { parseArgs } from 'node:util';
import { loadConfiguration } from '../src/config/load.ts';
import { castOf } from '../src/rehearsal/cast.ts';
import { HOWS, type SweepRow, sweep, withInterval } from './outage-sweep.ts';

const HOW_WORDS = { refused: 'refuses', noConnection: 'no connection' } as const;

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    lengths: { type: 'string', default: '30,60,90,120,150,180,240' },
    seeds: { type: 'string', default: '1,2,3' },
    intervals: { type: 'string', default: '10,30' },
  },
});
const first = castOf(loadConfiguration('services.yml'), 'first');
const rows: SweepRow[] = [];
for (const intervalSeconds of numbers(values.intervals)) {
  const configuration = withInterval(first, intervalSeconds === 30 ? 30 : 10);
  for (const lengthSeconds of numbers(values.lengths)) {
    for (const how of HOWS) {
      rows.push(await sweep(configuration, { lengthSeconds, how }, numbers(values.seeds)));
    }
  }
}
process.stdout.write(values.json ? `${JSON.stringify(rows)}\n` : table(rows));

function numbers(list: string): readonly number[] {
  return list.split(',').map(Number);
}

function table(all: readonly SweepRow[]): string {
  return [
    `Outages of the primary, started at each 5 s of the minute, with seeds ${values.seeds}.`,
    'held      the hold worked, and Switchback saw no return before it did',
    'of these  users who were back on the primary meanwhile: how many outages had any, and the worst share',
    'late      held after the users had returned',
    'flap      over before a pass could hold it; recorded',
    'nothing   Route 53 moved users, and nothing was recorded',
    'unseen    too short for Route 53 to move anybody',
    '',
    'check  outage  primary          of  held  of these       late  flap  nothing  unseen',
    ...all.map(line),
    '',
  ].join('\n');
}

function line(row: SweepRow): string {
  const { held, late, flap, nothing, unseen } = row;
  const wavered = row.wavered === 0 ? '-' : `${row.wavered}, ${Math.round(row.worstShare * 100)} %`;
  return (
    `${row.intervalSeconds} s`.padEnd(7) +
    `${row.lengthSeconds} s`.padEnd(8) +
    HOW_WORDS[row.how].padEnd(14) +
    [held + late + flap + nothing + unseen, held].map((count) => `${count}`.padStart(5)).join(' ') +
    `  ${wavered.padEnd(12)}` +
    `${late}`.padStart(6) +
    `${flap}`.padStart(6) +
    `${nothing}`.padStart(9) +
    `${unseen}`.padStart(8)
  );
}
