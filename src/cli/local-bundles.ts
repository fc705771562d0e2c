/** Bundles the functions for a local cloud, outside of the project: a deployment's own bundles are left as they are. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Configuration } from '../core/service.ts';
import { bundleFunctions, bundlePath } from '../deployment/bundle.ts';
import type { FunctionId } from '../infrastructure/functions.ts';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

export interface LocalBundles extends AsyncDisposable {
  /** Path of a function's bundle. */
  readonly bundleOf: (id: FunctionId) => string;
}

/** Gone when it is disposed of; nothing is left when it rejects. */
export async function bundleForLocal(configuration: Configuration): Promise<LocalBundles> {
  await using opening = new AsyncDisposableStack();
  const dir = await mkdtemp(join(tmpdir(), 'switchback-local-'));
  opening.defer(() => rm(dir, { recursive: true, force: true }));
  await bundleFunctions(PROJECT, configuration, dir);
  const open = opening.move();
  return {
    bundleOf: (id) => join(dir, bundlePath(id)),
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
}
