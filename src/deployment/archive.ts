/** Archives that are the same, byte for byte, when their content is: an unchanged function is not deployed anew. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { requireOfOsls } from './osls-packages.ts';

interface Yazl {
  readonly ZipFile: new () => {
    readonly outputStream: AsyncIterable<Buffer>;
    addBuffer(content: Buffer, path: string, options: object): void;
    end(): void;
  };
}

const { ZipFile } = requireOfOsls('yazl') as Yazl;

/** In local time, which is what a ZIP archive has: the same numbers everywhere. */
const EARLIEST = new Date(1980, 0, 1);
const READABLE = 0o100644;

/** An archive of one file. */
export async function writeArchive(file: string, path: string, content: Buffer): Promise<void> {
  const archive = new ZipFile();
  archive.addBuffer(content, path, { mtime: EARLIEST, mode: READABLE, forceDosTimestamp: true });
  archive.end();
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, await buffer(archive.outputStream));
}
