import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import type { Language } from '../../src/core/service.ts';
import { bundleFunctions } from '../../src/deployment/bundle.ts';
import { aConfiguration, aService } from '../builders/configuration.ts';

const dir = mkdtempSync(join(tmpdir(), 'switchback-bundle-'));

afterAll(() => rmSync(dir, { recursive: true }));

/** The folders of words of which anything is in any bundle. */
async function wordsIn(languages: readonly Language[]): Promise<readonly string[]> {
  const services = languages.map((language, at) => aService({ id: `service-${at}`, language }));
  const files = await bundleFunctions(process.cwd(), aConfiguration({ services }), dir);
  const folders = files.flatMap((file) => /^src\/messages\/(\w+)\//.exec(file)?.[1] ?? []);
  return [...new Set(folders)].toSorted();
}

describe('the bundles', () => {
  it.each([
    [['en'], ['english']],
    [['ja'], ['japanese']],
    [
      ['en', 'ja'],
      ['english', 'japanese'],
    ],
  ] as const)('of services that speak %j have the words of %j', async (languages, words) => {
    expect(await wordsIn(languages)).toEqual(words);
  });
});
