import { readdirSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { stringify } from 'yaml';
import { goodScenario } from '../rehearsal/scenario-text.ts';
import { type Ran, switchback } from './switchback.ts';
import { withFile } from './temporary-file.ts';

const NO_SEEDS = ['x', '-1', '1.5', '1e3', '', ' ', '99999999999', 'Infinity'];
const SCENARIOS = readdirSync('src/rehearsal/scenarios').map((file) => file.replace('.yml', ''));

/** Runs of the shipped scenarios; side by side, since each is a process that mostly starts. */
let told: ReadonlyMap<string, Ran> = new Map();
let seeded: ReadonlyMap<string, Ran> = new Map();

beforeAll(async () => {
  told = await byName(SCENARIOS, (scenario) => switchback('rehearse', '--scenario', scenario));
  seeded = await byName(NO_SEEDS, (seed) => switchback('rehearse', `--seed=${seed}`));
}, 60_000);

async function byName(
  names: readonly string[],
  run: (name: string) => Promise<Ran>,
): Promise<ReadonlyMap<string, Ran>> {
  return new Map(await Promise.all(names.map(async (name) => [name, await run(name)] as const)));
}

function linesOf(scenario: string): readonly string[] {
  return told.get(scenario)?.stdout.split('\n') ?? [];
}

describe('switchback rehearse', () => {
  it('tells the shipped outage, with and without Switchback, and ends with 0', async () => {
    const { code, stdout, stderr } = await switchback('rehearse');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe(told.get('region-down')?.stdout);
    expect(stdout).toContain('Rehearsal: Region down for 20 minutes');
    expect(stdout).toMatch(/hold works: no return by itself +\d+:\d\d +no hold/);
    expect(stdout).toMatch(/requests lost.*: met\).*: MISSED\)/);
    expect(stdout).toContain('All 14 expectations of the scenario are met.');
  });

  it('takes less than 60 lines for it', () => {
    expect(linesOf('region-down').length).toBeLessThan(60);
  });

  it.each(SCENARIOS)('keeps %s within 100 columns, every word of it meant', (scenario) => {
    expect(told.get(scenario)).toMatchObject({ code: 0, stderr: '' });
    expect(linesOf(scenario).filter((line) => [...line].length > 100)).toEqual([]);
    expect(linesOf(scenario).filter((line) => line !== line.trimEnd())).toEqual([]);
    expect(told.get(scenario)?.stdout).not.toMatch(/undefined|NaN|null|Infinity/);
  });

  it('says of a refused command once, and in words, why', () => {
    const stdout = told.get('secondary-not-ready')?.stdout ?? '';
    expect(stdout.match(/> refused failover by operator/g)).toHaveLength(1);
    expect(stdout).toContain('refused failover by operator, because the secondary');
    expect(stdout).not.toContain('secondaryNotReady');
  });

  it('prints JSON and nothing else with --json', async () => {
    const { code, stdout, stderr } = await switchback('rehearse', '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({
      scenario: 'Region down for 20 minutes',
      seed: 1,
      services: [
        { service: 'shop', phase: 'OnPrimary' },
        { service: 'api', phase: 'OnPrimary' },
      ],
    });
  });

  it.each(['text', 'json'])('ends with 7 and names what was missed (%s)', async (form) => {
    const expectation = { timeline: ['incidentOpened', 'relapsed'], phase: 'OnPrimary' };
    const scenario = stringify({ ...goodScenario(), expect: expectation });
    const { code, stdout } = await withFile('missed.yml', scenario, (path) =>
      switchback('rehearse', '--scenario', path, ...(form === 'json' ? ['--json'] : [])),
    );
    expect(code).toBe(7);
    expect(stdout).toContain('no relapsed where it was expected');
    if (form === 'json') expect(JSON.parse(stdout).findings).toContainEqual(endsOnPrimary);
    else expect(stdout).toMatch(/NOT met:.*expected {2}shop: ends OnPrimary.*OnSecondary/s);
  });

  it('ends with 1 and places every fault of a scenario', async () => {
    const scenario = stringify({
      ...goodScenario(),
      lenght: '1m',
      happens: [{ at: '99m', mend: 'primary' }],
    });
    const { code, stdout, stderr } = await withFile('bad.yml', scenario, (path) =>
      switchback('rehearse', '--scenario', path),
    );
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/bad\.yml:\d+:\d+ {2}lenght/);
    expect(stderr).toMatch(/bad\.yml:\d+:\d+ {2}happens\[0\]\.at/);
  });

  it('ends with 1 where there is no such scenario', async () => {
    const { code, stdout, stderr } = await switchback('rehearse', '--scenario', 'regoin-down');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('regoin-down');
  });

  it.each(NO_SEEDS)('ends with 2 at the seed "%s"', (seed) => {
    expect(seeded.get(seed)).toMatchObject({ code: 2, stdout: '' });
    expect(seeded.get(seed)?.stderr).toContain('--seed');
  });
});

const endsOnPrimary = {
  expected: 'shop: ends OnPrimary',
  observed: 'OnSecondary',
  met: false,
};
