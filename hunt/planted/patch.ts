/** Makes a bug's mistakes in a source text. A patch that does not fit any more is refused, never skipped. */
import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Patch, PlantedBug } from './bug.ts';

export const PROJECT = fileURLToPath(new URL('../../', import.meta.url));

/** The source has changed since the bug was written: write its patch anew. */
export class PatchError extends Error {
  override readonly name = 'PatchError';
  constructor({ name }: PlantedBug, { file, find }: Patch, found: number) {
    const line = JSON.stringify(find.split('\n')[0]);
    super(`planted bug ${name}: ${line} … occurs ${found} times in ${file}, not once`);
  }
}

export function filesOf({ patches }: PlantedBug): readonly string[] {
  return [...new Set(patches.map(({ file }) => file))];
}

/** The file's source with all of the bug's mistakes in it. */
export function plantedSource(bug: PlantedBug, file: string, source: string): string {
  return bug.patches
    .filter((patch) => patch.file === file)
    .reduce((text, patch) => {
      const parts = text.split(patch.find);
      if (parts.length !== 2) throw new PatchError(bug, patch, parts.length - 1);
      return parts.join(patch.replace);
    }, source);
}

/** Planted sources by file. Throws when a patch does not fit, or leaves something that cannot be parsed. */
export function plantedSources(bug: PlantedBug): ReadonlyMap<string, string> {
  return new Map(
    filesOf(bug).map((file) => {
      const planted = plantedSource(bug, file, readFileSync(`${PROJECT}${file}`, 'utf8'));
      stripTypeScriptTypes(planted);
      return [file, planted];
    }),
  );
}
