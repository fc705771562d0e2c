import { describe, expect, it } from '@jest/globals';
import { switchback, switchbackWith } from './switchback.ts';

describe('switchback plan --offline', () => {
  it('prints cost, limits and hazards of each service', async () => {
    const { code, stdout, stderr } = await switchback('plan', '--offline');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const service of ['shop', 'api']) expect(stdout).toContain(`\n${service}\n`);
    expect(stdout).toMatch(/Cost a month\n.*\$\d+\.\d\d/);
    expect(stdout).toMatch(/all of it +\$\d+\.\d\d/);
    expect(stdout).toMatch(/Limits .* of 200 /s);
    expect(stdout).toMatch(/Good to know\n {4}- /);
    expect(stdout).toContain('nothing in AWS was read or changed');
  });

  it.each(['services.yml', 'docs/services-full.yml', 'docs/services-minimal.yml'])(
    'keeps the plan of %s within 100 columns',
    async (file) => {
      const { code, stdout } = await switchback('plan', '--offline', '--config', file);
      expect(code).toBe(0);
      expect(stdout.split('\n').filter((line) => [...line].length > 100)).toEqual([]);
      expect(stdout).not.toMatch(/undefined|NaN/);
    },
  );

  it('prints JSON and nothing else with --json', async () => {
    const { code, stdout, stderr } = await switchback('plan', '--offline', '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const plan = JSON.parse(stdout);
    expect(plan.services.map(({ id }: { id: string }) => id)).toEqual(['shop', 'api']);
    expect(plan.cost.cents).toBeGreaterThan(0);
    expect(plan.limits.length).toBeGreaterThan(0);
  });
});

describe('switchback plan', () => {
  it('says what to do where AWS cannot be reached', async () => {
    const { code, stdout, stderr } = await switchbackWith(
      {
        AWS_ACCESS_KEY_ID: 'a',
        AWS_SECRET_ACCESS_KEY: 's',
        AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
      },
      'plan',
    );
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('The account cannot be read: ');
    expect(stderr).toContain('AWS cannot be reached from here.');
    expect(stderr).toContain(
      'Nothing was changed. Without an account: npx switchback plan --offline',
    );
    expect(stderr).not.toMatch(/\n {4}at /);
  });
});
