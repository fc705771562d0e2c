/** The project packaged as a person does it, in a directory of its own, without credentials. */
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const PARTS = [
  'src',
  'handlers',
  'package.json',
  'tsconfig.json',
  'serverless.yml',
  'services.yml',
];

export interface Packaged {
  readonly dir: string;
  file(name: string): Buffer;
  remove(): void;
}

export async function packageProject(timeZone: string): Promise<Packaged> {
  const dir = mkdtempSync(join(tmpdir(), 'switchback-'));
  for (const part of PARTS) cpSync(part, join(dir, part), { recursive: true });
  symlinkSync(resolve('node_modules'), join(dir, 'node_modules'));
  await promisify(execFile)(
    process.execPath,
    [resolve('node_modules/serverless/bin/serverless.js'), 'package'],
    { cwd: dir, env: { HOME: dir, TZ: timeZone } },
  );
  return {
    dir,
    file: (name) => readFileSync(join(dir, name)),
    remove: () => rmSync(dir, { recursive: true }),
  };
}
