/**
 * `npm run hunt -- --seeds N --hours 24 [--from 1] [--planted NAME] [--jobs 2] [--json]`: hunts for broken invariants in
 * simulated days. `--seed S`: one of them, to be read; `[--shrink]`: with as few kinds of fault as it needs, `[--without
 * KIND,KIND]`: without some. Nothing of the production code is loaded before a bug has been planted, if one is to be.
 */
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '100' },
    from: { type: 'string', default: '1' },
    hours: { type: 'string', default: '24' },
    seed: { type: 'string' },
    planted: { type: 'string' },
    jobs: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
    whole: { type: 'boolean', default: false },
    shrink: { type: 'boolean', default: false },
    without: { type: 'string', default: '' },
    'stop-at-first': { type: 'boolean', default: false },
  },
});
if (values.planted !== undefined) {
  const { plant } = await import('./planted/plant.ts');
  plant(values.planted);
}
const { command } = await import('./command.ts');
process.exitCode = await command({
  seeds: Number(values.seeds),
  fromSeed: Number(values.from),
  hours: Number(values.hours),
  seed: values.seed === undefined ? null : Number(values.seed),
  planted: values.planted ?? null,
  jobs: Number(values.jobs),
  json: values.json,
  whole: values.whole,
  shrink: values.shrink,
  without: values.without.split(',').filter((kind) => kind !== ''),
  stopAtFirst: values['stop-at-first'],
});
