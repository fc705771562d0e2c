import { createHash } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { stringify } from 'yaml';
import { switchback } from '../cli/switchback.ts';
import { withFile } from '../cli/temporary-file.ts';
import { goodScenario } from './scenario-text.ts';

async function printed(...args: readonly string[]): Promise<string> {
  const { stdout } = await switchback('rehearse', '--json', ...args);
  expect(stdout.length).toBeGreaterThan(1000);
  return createHash('sha256').update(stdout).digest('hex');
}

it.each(['region-down', 'route53-control-plane-down', 'fifty-services'])(
  '%s prints the same bytes with the same seed, and others with another',
  async (scenario) => {
    const [one, again, other] = await Promise.all([
      printed('--scenario', scenario, '--seed', '7'),
      printed('--scenario', scenario, '--seed', '7'),
      printed('--scenario', scenario, '--seed', '8'),
    ]);
    expect(again).toBe(one);
    expect(other).not.toBe(one);
  },
  60_000,
);

it('24 hours print the same bytes with the same seed', async () => {
  const happens = [
    { at: '1h', break: 'primary', how: 'no connection' },
    { at: '2h', mend: 'primary' },
    { at: '12h', command: 'failback' },
  ];
  const scenario = stringify({ ...goodScenario(), length: '24h', happens });
  await withFile('day.yml', scenario, async (path) => {
    const [one, again] = await Promise.all([
      printed('--scenario', path),
      printed('--scenario', path),
    ]);
    expect(again).toBe(one);
  });
}, 60_000);
