/**
 * `npm run hunt:planted -- [--max-seeds N] [--hours H] [--jobs J] [NAME…]`: plants each bug, has it looked for, and says
 * what found it. Exit code 1 when one is not found.
 */
import { parseArgs } from 'node:util';
import type { Catcher, PlantedBug } from './bug.ts';
import { BUGS, bugNamed } from './bugs.ts';
import { inJobs } from './in-jobs.ts';
import { failingTests } from './run-jest.ts';
import { findBug, type Search } from './search.ts';

interface Hunted {
  readonly bug: PlantedBug;
  readonly by: Catcher;
}

interface Row {
  readonly found: boolean;
  readonly cells: readonly string[];
}

const HEAD = ['no', 'bug', 'found by', 'seeds', 'hours', 'replay'];

async function look({ bug, by }: Hunted, search: Search): Promise<Row> {
  const looking = by === 'hunter' ? lookBySeeds(bug, search) : lookByTest(bug, by.test);
  const row = await looking.catch((cause) =>
    rowOf(bug, false, ['error', '', '', firstLine(cause)]),
  );
  process.stderr.write(`${row.found ? 'found' : 'NOT FOUND'}  ${row.cells.join('  ')}\n`);
  return row;
}

async function lookBySeeds(bug: PlantedBug, search: Search): Promise<Row> {
  const find = await findBug(bug, search);
  const { hours, maxSeeds } = search;
  if (find === null)
    return rowOf(bug, false, ['nothing', `> ${maxSeeds}`, `${maxSeeds * hours}`, '']);
  const replay = `npm run hunt -- --planted ${bug.name} --seed ${find.seed} --hours ${hours}`;
  const broken = find.broken.map(({ invariant }) => invariant).join(' ');
  return rowOf(bug, true, [broken, `${find.seed}`, `${find.seed * hours}`, replay]);
}

async function lookByTest(bug: PlantedBug, test: string): Promise<Row> {
  const [first] = await failingTests(bug, test);
  return rowOf(bug, first !== undefined, [test, '', '', first ?? 'no test of it fails']);
}

function rowOf(bug: PlantedBug, found: boolean, cells: readonly string[]): Row {
  return { found, cells: [String(BUGS.indexOf(bug) + 1), bug.name, ...cells] };
}

function firstLine(cause: unknown): string {
  return String(cause).split('\n')[0] ?? '';
}

function table(rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(HEAD), line(HEAD.map(() => '---')), ...rows.map(line)].join('\n');
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    'max-seeds': { type: 'string', default: '300' },
    hours: { type: 'string', default: '24' },
    jobs: { type: 'string', default: '2' },
  },
});
const search = { maxSeeds: Number(values['max-seeds']), hours: Number(values.hours) };
const bugs = positionals.length > 0 ? positionals.map(bugNamed) : BUGS;
const tasks = bugs.flatMap((bug) => bug.caughtBy.map((by) => ({ bug, by })));
const rows = await inJobs(tasks, Number(values.jobs), (task) => look(task, search));
process.stdout.write(`${table(rows.map(({ cells }) => cells))}\n`);
if (rows.some(({ found }) => !found)) process.exitCode = 1;
