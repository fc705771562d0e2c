/** Jest's transformer with a planted bug in it: `transform: { '\\.ts$': [this file, { planted: NAME }] }`. */
import { stripTypeScriptTypes } from 'node:module';
import { relative } from 'node:path';
import { bugNamed } from './bugs.ts';
import { PROJECT, plantedSource } from './patch.ts';

export default {
  process(source, path, { transformerConfig }) {
    const bug = bugNamed(transformerConfig.planted);
    return { code: stripTypeScriptTypes(plantedSource(bug, relative(PROJECT, path), source)) };
  },
};
