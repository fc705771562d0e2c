/** A certificate authority as a file, since that is how a Node process is told to trust one. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface CaFile extends AsyncDisposable {
  readonly path: string;
}

/** Gone when it is disposed of. */
export async function writeCaFile(pem: string): Promise<CaFile> {
  const dir = await mkdtemp(join(tmpdir(), 'switchback-ca-'));
  const path = join(dir, 'ca.pem');
  await writeFile(path, pem);
  return { path, [Symbol.asyncDispose]: () => rm(dir, { recursive: true, force: true }) };
}
