import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { answers, MissingAnswersError } from '../../src/cli/init-answers.ts';
import { switchback, switchbackWith } from './switchback.ts';
import { withFile } from './temporary-file.ts';

const PRIMARY = ['--primary', 'ap-northeast-1=203.0.113.10'];
const SECONDARY = ['--secondary', 'us-west-2=198.51.100.10'];
const ZONE = ['--zone', 'Z0999=example.com'];
const COMPLETE = ['init', 'shop.example.com', ...PRIMARY, ...SECONDARY, ...ZONE];
const EXAMPLE = readFileSync('services.yml', 'utf8');

/** In a folder of its own, beside a file that is there already. */
function besides<T>(
  text: string,
  task: (written: string, there: string) => Promise<T>,
): Promise<T> {
  return withFile('there.yml', text, (there) => task(join(dirname(there), 'written.yml'), there));
}

describe('switchback init', () => {
  it('writes a file that can be planned', async () => {
    await besides('', async (written) => {
      const { code, stdout, stderr } = await switchback(...COMPLETE, '--output', written);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toContain(`npx switchback plan --offline -c ${written}`);
      const plan = await switchback('plan', '--offline', '--json', '-c', written);
      expect(JSON.parse(plan.stdout).services).toEqual([
        expect.objectContaining({ id: 'shop', zone: { id: 'Z0999', name: 'example.com' } }),
      ]);
    });
  });

  it('moves the shipped example aside, and nothing else', async () => {
    await besides(EXAMPLE, async (_, there) => {
      expect((await switchback(...COMPLETE, '--output', there)).code).toBe(0);
      expect(readFileSync(`${there}.example`, 'utf8')).toBe(EXAMPLE);
      const own = readFileSync(there, 'utf8');
      expect(own).toContain('Z0999');
      const again = await switchback(...COMPLETE, '--path', '/other', '--output', there);
      expect(again.code).toBe(1);
      expect(again.stderr).toContain('is yours already, and stays as it is');
      expect(readFileSync(there, 'utf8')).toBe(own);
    });
  });

  it('loses nothing that was moved aside before', async () => {
    await besides(EXAMPLE, async (_, there) => {
      writeFileSync(`${there}.example`, 'mine');
      expect((await switchback(...COMPLETE, '--output', there)).code).toBe(1);
      expect(readFileSync(`${there}.example`, 'utf8')).toBe('mine');
      expect(readFileSync(there, 'utf8')).toBe(EXAMPLE);
    });
  });

  it('says all that is missing at once where it cannot ask', async () => {
    await besides('', async (written) => {
      const { code, stderr } = await switchback('init', 'a.example.com', ...ZONE, '-o', written);
      expect(code).toBe(2);
      expect(stderr).toContain('--primary REGION=ADDRESS');
      expect(stderr).toContain('--secondary REGION=ADDRESS');
      expect(existsSync(written)).toBe(false);
    });
  });

  it('writes nothing that could not be deployed', async () => {
    await besides('', async (written) => {
      const same = ['--secondary', 'ap-northeast-1=198.51.100.10'];
      const said = ['init', 'shop.example.com', ...PRIMARY, ...same, ...ZONE, '-o', written];
      const { code, stderr } = await switchback(...said);
      expect(code).toBe(1);
      expect(stderr).toContain('services.shop.secondary.region');
      expect(existsSync(written)).toBe(false);
    });
  });

  it('says how to name the zone where it cannot look for it', async () => {
    await besides('', async (written) => {
      const nobody = {
        AWS_ACCESS_KEY_ID: 'a',
        AWS_SECRET_ACCESS_KEY: 's',
        AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
      };
      const said = ['init', 'shop.example.com', ...PRIMARY, ...SECONDARY, '-o', written];
      const { code, stderr } = await switchbackWith(nobody, ...said);
      expect(code).toBe(1);
      expect(stderr).toContain('Say it: --zone ID=NAME. Nothing was written.');
      expect(existsSync(written)).toBe(false);
    });
  });

  it.each([
    ['--primary', '203.0.113.10'],
    ['--zone', 'example.com'],
  ])('ends with 2 at %s %s', async (option, value) => {
    const { code, stderr } = await switchback('init', 'shop.example.com', option, value);
    expect(code).toBe(2);
    expect(stderr).toContain('Two parts and = between, please.');
  });
});

describe('what is asked', () => {
  function terminal(...typed: string[]) {
    const asked: string[] = [];
    const ask = async (question: string) => {
      asked.push(question);
      return typed.shift() ?? '';
    };
    return { isTerminal: true, ask, asked };
  }

  it('is what no option has said', async () => {
    const primary = { region: 'ap-northeast-1', targets: ['203.0.113.10'] };
    const { asked, ...person } = terminal('us-west-2=198.51.100.10,198.51.100.11', '/ready');
    expect(await answers('shop.example.com', { primary, email: 'a@example.com' }, person)).toEqual({
      name: 'shop.example.com',
      primary,
      secondary: { region: 'us-west-2', targets: ['198.51.100.10', '198.51.100.11'] },
      path: '/ready',
      email: 'a@example.com',
    });
    expect(asked).toEqual([
      expect.stringContaining('of the secondary'),
      expect.stringContaining('Path'),
    ]);
  });

  it('is asked again until it can be understood, and an empty path is the default', async () => {
    const { asked, ...person } = terminal('us-west-2', 'a=1', 'b=2', '');
    const said = await answers('shop.example.com', {}, person);
    expect(said).toMatchObject({
      primary: { region: 'a', targets: ['1'] },
      secondary: { region: 'b', targets: ['2'] },
      path: '/health',
    });
    expect(asked).toHaveLength(4);
  });

  it('is nothing where nobody sits', async () => {
    const { asked, ask } = terminal();
    await expect(answers('shop.example.com', {}, { isTerminal: false, ask })).rejects.toThrow(
      MissingAnswersError,
    );
    expect(asked).toEqual([]);
  });
});
