/**
 * Plants one bug in this process. Nothing of it is in the sources or the bundles: the mistakes are made while modules
 * load, so it must be called before anything of `src/` is imported.
 */
import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';
import { bugNamed } from './bugs.ts';
import { PROJECT, plantedSources } from './patch.ts';

/** Exit code of a process in which the bug never took effect: what it found says nothing of the bug. */
export const NEVER_LOADED = 70;

export function plant(name: string): void {
  const sources = new Map(
    [...plantedSources(bugNamed(name))].map(([file, source]) => [
      pathToFileURL(`${PROJECT}${file}`).href,
      source,
    ]),
  );
  let loaded = 0;
  registerHooks({
    load(url, context, nextLoad) {
      const source = sources.get(url);
      if (source === undefined) return nextLoad(url, context);
      loaded += 1;
      return { format: 'module-typescript', source, shortCircuit: true };
    },
  });
  process.once('exit', () => {
    if (loaded > 0) return;
    process.stderr.write(`planted bug ${name}: no module of it was loaded after it was planted\n`);
    process.exitCode = NEVER_LOADED;
  });
}
