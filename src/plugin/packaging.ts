import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Configuration } from '../core/service.ts';
import { archiveOf } from '../deployment/archive.ts';
import { bundleFunctions, bundlePath } from '../deployment/bundle.ts';
import { FUNCTIONS } from '../infrastructure/functions.ts';
import type { Osls } from './osls.ts';

/** Bundles the functions and archives them where the framework would put its own archives. */
export async function packageFunctions(
  { serviceDir, service }: Osls,
  configuration: Configuration,
): Promise<void> {
  await bundleFunctions(serviceDir, configuration);
  for (const id of FUNCTIONS) {
    const artifact = join(serviceDir, '.serverless', `${id}.zip`);
    const content = await readFile(join(serviceDir, bundlePath(id)));
    await mkdir(dirname(artifact), { recursive: true });
    await writeFile(artifact, await archiveOf(bundlePath(id), content));
    Object.assign(service.functions[id] ?? {}, { package: { artifact } });
  }
}
