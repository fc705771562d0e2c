import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadConfiguration } from '../../src/config/load.ts';
import {
  ENVIRONMENT,
  FUNCTIONS,
  functionName,
  partOf,
} from '../../src/infrastructure/functions.ts';
import { limitsOf } from '../../src/infrastructure/limits.ts';
import { buildWholeStacks } from '../../src/infrastructure/stacks.ts';
import type { Loose } from '../infrastructure/whole-stacks.ts';
import { type Packaged, packageProject } from './packaged.ts';

const PATIENCE_MS = 120_000;
const MEGABYTE = 1_000_000;

let first: Packaged;
let second: Packaged;
let template: { Resources: Record<string, Loose>; Outputs: Record<string, unknown> };

beforeAll(async () => {
  [first, second] = await Promise.all([packageProject('Asia/Tokyo'), packageProject('UTC')]);
  const compiled = first.file('.serverless/cloudformation-template-update-stack.json');
  template = JSON.parse(compiled.toString());
}, PATIENCE_MS);

afterAll(() => {
  first.remove();
  second.remove();
});

describe('packaging', () => {
  it.each(FUNCTIONS)(
    'twice gives the same archive of %s, byte for byte, in any time zone',
    (id) => {
      const archive = (packaged: Packaged) => packaged.file(`.serverless/${id}.zip`);
      expect(archive(first).equals(archive(second))).toBe(true);
      expect(archive(first).length).toBeLessThan(MEGABYTE);
    },
  );

  it.each(FUNCTIONS)(
    'makes a bundle of %s that loads, and asks for what only Lambda gives',
    (id) => {
      const bundle = join(first.dir, 'dist', id, 'index.cjs');
      const load = `try { require(${JSON.stringify(bundle)}) } catch (error) { console.log(String(error)) }`;
      const { stdout } = spawnSync(process.execPath, ['-e', load], { env: {}, encoding: 'utf8' });
      expect(stdout.trim()).toBe('EnvironmentError: AWS_REGION is not set.');
    },
  );

  it.each(FUNCTIONS)('puts services.yml into the bundle of %s', (id) => {
    const bundle = first.file(`dist/${id}/index.cjs`).toString();
    for (const { configHash } of loadConfiguration('services.yml').services) {
      expect(bundle).toContain(configHash);
    }
  });
});

describe('the compiled template', () => {
  it('has what the room infrastructure makes and what the framework makes, and nothing else', () => {
    const own = buildWholeStacks(loadConfiguration('services.yml')).home;
    for (const [id, resource] of Object.entries(own.Resources)) {
      expect(template.Resources[id]).toEqual(JSON.parse(JSON.stringify(resource)));
    }
    const limits = limitsOf(loadConfiguration('services.yml'));
    const used = (name: string) => limits.find((limit) => limit.name === name)?.used;
    expect(Object.keys(template.Resources)).toHaveLength(used('resources in home') ?? 0);
    expect(Object.keys(template.Outputs)).toHaveLength(used('outputs of home') ?? 0);
  });

  it.each(FUNCTIONS)(
    'the function %s has a time limit, memory, one role and one log of its own',
    (id) => {
      expect(template.Resources[partOf(id, 'LambdaFunction')]?.Properties).toMatchObject({
        FunctionName: functionName('switchback', id),
        Handler: `dist/${id}/index.handler`,
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        Timeout: 30,
        MemorySize: 512,
        Role: { 'Fn::GetAtt': [partOf(id, 'Role'), 'Arn'] },
        Environment: { Variables: ENVIRONMENT },
      });
      const logs = Object.values(template.Resources).filter(
        ({ Type, Properties }) =>
          Type === 'AWS::Logs::LogGroup' &&
          Properties.LogGroupName === `/aws/lambda/switchback-${id}`,
      );
      expect(logs.map(({ Properties }) => Properties.RetentionInDays)).toEqual([90]);
    },
  );

  it('has no secret in an environment, no public URL and no role that the framework shares out', () => {
    const types = Object.values(template.Resources).map(({ Type }) => Type);
    expect(types).not.toContain('AWS::Lambda::Url');
    expect(types).not.toContain('AWS::Lambda::Permission');
    expect(template.Resources).not.toHaveProperty('IamRoleLambdaExecution');
  });

  // Visibly skipped where cfn-lint is not installed.
  const hasLinter = spawnSync('cfn-lint', ['--version']).status === 0;
  (hasLinter ? it : it.skip)(
    'passes cfn-lint, and so does that of ears',
    () => {
      const ears = join(first.dir, 'ears.json');
      writeFileSync(ears, JSON.stringify(buildWholeStacks(loadConfiguration('services.yml')).ears));
      // What the framework itself writes twice.
      const ignored = ['--ignore-checks', 'W3005'];
      const home = join(first.dir, '.serverless/cloudformation-template-update-stack.json');
      const { stdout } = spawnSync('cfn-lint', [...ignored, '--', home, ears], {
        encoding: 'utf8',
      });
      expect(stdout).toBe('');
    },
    PATIENCE_MS,
  );
});
