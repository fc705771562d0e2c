import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { stayLocal } from '../../src/cli/local-start.ts';
import { NotLocalError } from '../../src/local/local-zones.ts';
import { withFile } from './temporary-file.ts';

const OPTIONS = { port: 0, speed: 40, seed: 1 };

describe('a local cloud that is started', () => {
  it('prints where it is, and ends although Ctrl-C came before it was up', async () => {
    // Addresses of its own.
    const text = readFileSync('docs/services-local.yml', 'utf8').replaceAll(
      '127.0.0.',
      '127.0.113.',
    );
    const file = text.replace('[127.0.113.0/8]', '[127.0.0.0/8]');
    const lines: string[] = [];
    await withFile('services.yml', file, (config) =>
      stayLocal({ ...OPTIONS, config }, AbortSignal.abort(), (line) => lines.push(line)),
    );
    const [, url = ''] = /AWS endpoint +(\S+)/.exec(lines.join('\n')) ?? [];
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    await expect(fetch(url)).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
    expect(lines.join('\n')).toContain('dig @127.0.113.1 -p 5301 shop.example.com A');
  }, 60_000);

  it('is refused where the configuration is for AWS', async () => {
    const started = stayLocal(
      { ...OPTIONS, config: 'services.yml' },
      AbortSignal.abort(),
      () => {},
    );
    await expect(started).rejects.toThrow(NotLocalError);
  }, 60_000);
});
