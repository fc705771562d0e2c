/** Bundles the functions outside of the project, for as long as somebody looks at them: a deployment's own stay as they are. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Configuration } from '../core/service.ts';
import { bundleFunctions, bundlePath } from '../deployment/bundle.ts';
import type { FunctionId } from '../infrastructure/functions.ts';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

export interface TemporaryBundles extends AsyncDisposable {
  /** Path of a function's bundle. */
  readonly bundleOf: (id: FunctionId) => string;
}

/** Gone when it is disposed of; nothing is left when it rejects. */
export async function bundleTemporarily(configuration: Configuration): Promise<TemporaryBundles> {
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
