import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { switchback } from './switchback.ts';
import { withFile } from './temporary-file.ts';

describe('switchback', () => {
  it.each([
    [['--help'], 'Usage: switchback', 'rehearse'],
    [['rehearse', '--help'], 'Usage: switchback rehearse', '--seed'],
    [['rehearse', '-h'], 'Usage: switchback rehearse', 'flapping'],
    [['plan', '--help'], 'Usage: switchback plan', '--offline'],
    [['help', 'plan'], 'Usage: switchback plan', '--json'],
  ])('helps: %j', async (args, first, also) => {
    const { code, stdout, stderr } = await switchback(...args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(first);
    expect(stdout).toContain(also);
    expect(stdout.split('\n').filter((line) => line.length > 100)).toEqual([]);
  });

  it.each([
    ['an option that is none', ['rehearse', '--sede', '3'], '--seed'],
    ['a command that is none', ['rehaerse'], 'rehearse'],
    ['an argument too many', ['rehearse', 'flapping'], 'argument'],
    ['an option without its value', ['rehearse', '--seed'], '--seed'],
    ['a plan of a file that is not named', ['plan', '--config'], '--config'],
  ])('ends with 2 at %s', async (_what, args, named) => {
    const { code, stdout, stderr } = await switchback(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(named);
  });

  it.each([
    ['rehearse'],
    ['rehearse', '--json'],
    ['plan', '--offline'],
    ['plan', '--offline', '--json'],
  ])(
    'ends with 1 at a bad services.yml, with every fault and its place on stderr (%s %s %s)',
    async (...args) => {
      const bad = readFileSync('services.yml', 'utf8')
        .replace('bake: 5m', 'bake: 5')
        .replace('us-west-2', 'us-west-9')
        .replace('path: /health', 'paht: /health');
      const given = args.filter((arg) => arg !== undefined);
      const { code, stdout, stderr } = await withFile('services.yml', bad, (path) =>
        switchback(...given, '--config', path),
      );
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toMatch(/services\.yml:\d+:\d+ {2}services\.shop\.failback\.bake/);
      expect(stderr).toMatch(/services\.yml:\d+:\d+ {2}\S*secondary\.region/);
      expect(stderr).toMatch(/services\.yml:\d+:\d+ {2}services\.shop\.healthCheck\.paht/);
      expect(stderr).toContain('did you mean path?');
      expect(stderr).toMatch(/\n\d+ faults\. Nothing was changed\.\n$/);
      expect(stderr).not.toMatch(/\n {4}at /);
    },
  );

  it('ends with 1 where there is no services.yml', async () => {
    const { code, stdout, stderr } = await switchback('plan', '--offline', '-c', 'no/such.yml');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('no/such.yml:1:1');
  });
});
