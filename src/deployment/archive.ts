/** Archives that are the same, byte for byte, when their content is: an unchanged function is not deployed anew. */
import { createHash } from 'node:crypto';
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
export async function archiveOf(path: string, content: Buffer): Promise<Buffer> {
  const archive = new ZipFile();
  archive.addBuffer(content, path, { mtime: EARLIEST, mode: READABLE, forceDosTimestamp: true });
  archive.end();
  return buffer(archive.outputStream);
}

/** As Lambda's `CodeSha256`: SHA-256 in Base64. */
export function codeSha256Of(archive: Buffer): string {
  return createHash('sha256').update(archive).digest('base64');
}
