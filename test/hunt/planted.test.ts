import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { BUGS, bugNamed } from '../../hunt/planted/bugs.ts';
import { PatchError, plantedSource, plantedSources } from '../../hunt/planted/patch.ts';
import { NEVER_LOADED } from '../../hunt/planted/plant.ts';

function inAProcessOfItsOwn(script: string) {
  return spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    encoding: 'utf8',
  });
}

const FENCE_ACTION = `
  const { planChange } = await import('./src/core/plan-change.ts');
  const service = { names: ['a.example.com'], primary: { target: { kind: 'alias', types: [] } } };
  const intent = { generation: 1, decidedAtVersion: 1, weights: { primary: 0, secondary: 100 } };
  console.log(planChange(service, intent, { byKey: new Map() })[0].action);`;

describe('planted bugs', () => {
  it('are the 28 of the failure model, six of the design and two that a hunt found, each with a name of its own', () => {
    expect(new Set(BUGS.map(({ name }) => name)).size).toBe(36);
  });

  it.each(BUGS.map((bug) => [bug.name, bug] as const))('fit the sources of today: %s', (_, bug) => {
    for (const [file, planted] of plantedSources(bug)) {
      expect(planted).not.toBe(readFileSync(file, 'utf8'));
    }
  });

  it('are refused when the source has changed, instead of planting nothing', () => {
    const bug = bugNamed('upsert-without-fence');
    const [{ file = '' } = {}] = bug.patches;
    const source = readFileSync(file, 'utf8');
    expect(() => plantedSource(bug, file, source.replaceAll('CREATE', 'MAKE'))).toThrow(PatchError);
    expect(() => plantedSource(bug, file, source + source)).toThrow(PatchError);
  });

  it('are in the modules of the process that plants them, and of no other', () => {
    const planted = `const { plant } = await import('./hunt/planted/plant.ts'); plant('upsert-without-fence');`;
    expect(inAProcessOfItsOwn(planted + FENCE_ACTION).stdout).toBe('UPSERT\n');
    expect(inAProcessOfItsOwn(FENCE_ACTION).stdout).toBe('CREATE\n');
  });

  it('make a process fail that never loads what they are in', () => {
    const script = `const { plant } = await import('./hunt/planted/plant.ts'); plant('upsert-without-fence');`;
    expect(inAProcessOfItsOwn(script).status).toBe(NEVER_LOADED);
  });

  it('can come into no bundle: nothing that is deployed imports the hunt', () => {
    const sources = ['src', 'handlers'].flatMap((room) =>
      readdirSync(room, { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.(ts|mjs|json)$/.test(file))
        .map((file) => `${room}/${file}`),
    );
    expect(sources.length).toBeGreaterThan(100);
    const deployed = [...sources, 'serverless.yml', 'services.yml'];
    expect(deployed.filter((file) => /\bhunt\//.test(readFileSync(file, 'utf8')))).toEqual([]);
  });
});
