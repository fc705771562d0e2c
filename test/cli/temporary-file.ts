import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Hands a file with that text to the task, and takes it away afterwards. */
export async function withFile<T>(
  name: string,
  text: string,
  task: (path: string) => Promise<T>,
): Promise<T> {
  const directory = mkdtempSync(join(tmpdir(), 'switchback-'));
  try {
    const path = join(directory, name);
    writeFileSync(path, text);
    return await task(path);
  } finally {
    rmSync(directory, { recursive: true });
  }
}
