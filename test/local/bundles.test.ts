import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bundleTemporarily, type TemporaryBundles } from '../../src/cli/temporary-bundles.ts';
import { loadConfiguration } from '../../src/config/load.ts';
import { bundlePath } from '../../src/deployment/bundle.ts';
import { FUNCTIONS } from '../../src/infrastructure/functions.ts';
import { aConfiguration } from '../builders/configuration.ts';
import { type Packaged, packageProject } from '../plugin/packaged.ts';

const PATIENCE_MS = 120_000;

let packaged: Packaged;
let local: TemporaryBundles;
let other: TemporaryBundles;

beforeAll(async () => {
  [packaged, local, other] = await Promise.all([
    packageProject('UTC'),
    bundleTemporarily(loadConfiguration('services.yml')),
    bundleTemporarily(aConfiguration()),
  ]);
}, PATIENCE_MS);

afterAll(async () => {
  packaged.remove();
  await local[Symbol.asyncDispose]();
});

describe('the functions of a local cloud', () => {
  it.each(FUNCTIONS)('have the bundle of %s that is deployed, byte for byte', (id) => {
    const deployed = packaged.file(bundlePath(id));
    expect(deployed.length).toBeGreaterThan(10_000);
    expect(readFileSync(local.bundleOf(id)).equals(deployed)).toBe(true);
  });

  it('have the configuration that they are started with, beside that of others', () => {
    const [own, theirs] = [local, other].map(({ bundleOf }) => readFileSync(bundleOf('tick')));
    expect(theirs?.includes('sha256-of-shop')).toBe(true);
    expect(own?.includes('sha256-of-shop')).toBe(false);
  });

  it('are outside of the project, and gone when the cloud is', async () => {
    const paths = FUNCTIONS.map((id) => other.bundleOf(id));
    expect(paths.filter((path) => path.startsWith(process.cwd()))).toEqual([]);
    expect(paths.filter((path) => !existsSync(path))).toEqual([]);
    await other[Symbol.asyncDispose]();
    const root = join(dirname(paths[0] ?? ''), '..', '..');
    expect(existsSync(root)).toBe(false);
  });
});
