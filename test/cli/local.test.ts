import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { type Ran, switchback } from './switchback.ts';

/** Where nobody listens. */
let port = 0;

/** Runs side by side, since each is a process that mostly starts; by what was typed after `switchback local`. */
async function ran(lines: readonly string[]): Promise<ReadonlyMap<string, Ran>> {
  const runs = lines.map(async (line) => {
    const args = line.split(' ').filter((arg) => arg !== '');
    return [line, await switchback('local', '--port', String(port), ...args)] as const;
  });
  return new Map(await Promise.all(runs));
}

beforeAll(async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  ({ port } = server.address() as AddressInfo);
  server.close();
  await once(server, 'close');
});

describe('switchback local --help', () => {
  it('names every verb, what can be broken and how, within 100 columns', async () => {
    const { code, stdout, stderr } = await switchback('local', '--help');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('Usage: switchback local');
    const verbs = [
      'break',
      'mend',
      'fault',
      'status',
      'inbox',
      'incidents',
      'log',
      'invoke',
      'kill',
    ];
    for (const verb of verbs) expect(stdout).toMatch(new RegExp(`^ {2}${verb}\\b`, 'm'));
    for (const word of ['--story', 'route53Control', 'answer-lost', 'not-ready', '503@50%']) {
      expect(stdout).toContain(word);
    }
    expect(stdout.split('\n').filter((line) => [...line].length > 100)).toEqual([]);
  });
});

const WRONG: Readonly<Record<string, string>> = {
  'break shop primary broken': 'wrong-body',
  'break shop primary 199': '503@50%',
  'break shop primary 503@101%': '503@50%',
  'break shop primary slow=3': 'slow=3s',
  'break shop third down': 'primary, secondary',
  'mend shop third': 'primary, secondary',
  'break shop primary': "argument 'how'",
  'invoke tock': 'alarm, tick, failback, operate',
  'invoke tick {"service"': 'JSON',
  'invoke tick 7': 'JSON',
  'kill tock': 'alarm, tick, failback, operate',
  'kill --at-call 3': 'name it',
  'kill tick --at-call 0': 'whole number',
  '--speed 0 status': 'whole number',
  '--seed 1.5 status': 'whole number',
  stauts: 'argument',
};

describe('a mistake at `switchback local`', () => {
  let runs: ReadonlyMap<string, Ran> = new Map();

  beforeAll(async () => {
    runs = await ran(Object.keys(WRONG));
  }, 60_000);

  it.each(Object.entries(WRONG))('ends with 2 and says what there is: %s', (line, sentence) => {
    expect(runs.get(line)).toMatchObject({ code: 2, stdout: '' });
    expect(runs.get(line)?.stderr).toContain(sentence);
  });
});

const VERBS = [
  'status',
  'inbox',
  'incidents',
  'log',
  'kill',
  'kill tick',
  'kill tick --at-call 3',
  'break shop primary down',
  'break shop primary 503@50%',
  'break shop primary slow=3s',
  'mend shop primary',
  'fault route53Control silence',
  'invoke tick',
  'invoke failback {"service":"shop"}',
];

describe('a verb while no local cloud runs', () => {
  let runs: ReadonlyMap<string, Ran> = new Map();

  beforeAll(async () => {
    runs = await ran(VERBS);
  }, 60_000);

  it.each(VERBS)('ends with 1 and says how to start one: %s', (line) => {
    expect(runs.get(line)).toEqual({
      code: 1,
      stdout: '',
      stderr: `No local cloud answers at http://127.0.0.1:${port}. Start one: npm run local\n`,
    });
  });
});
