/** What others wrote and we ship, or run to make it: named exactly, held by hashes, under licences that allow it. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadConfiguration } from '../../src/config/load.ts';
import { bundleFunctions } from '../../src/deployment/bundle.ts';

const PATIENCE_MS = 60_000;
/** What may be in a bundle without more ado. */
const ALLOWED = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT', 'MIT-0'];
const WORKFLOWS = '.github/workflows';

interface Locked {
  readonly version?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly dev?: boolean;
  readonly hasInstallScript?: boolean;
}

interface Manifest {
  readonly license?: string;
  readonly allowScripts?: Readonly<Record<string, boolean>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

function readJson<Content>(file: string): Content {
  return JSON.parse(readFileSync(file, 'utf8')) as Content;
}

const manifest = readJson<Manifest>('package.json');
const { packages } = readJson<{ packages: Readonly<Record<string, Locked>> }>('package-lock.json');
const installed = Object.entries(packages).filter(([path]) => path !== '');

describe('every package', () => {
  it('that is asked for is asked for in one version', () => {
    const asked = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
    const loose = asked.filter(([, version]) => !/^(?:npm:[\w@/-]+@)?\d+\.\d+\.\d+$/.test(version));
    expect(loose).toEqual([]);
    expect(asked.length).toBeGreaterThan(20);
  });

  it('that is installed has the SHA-512 that it must have, and comes from wherever npm is told to look', () => {
    const bad = installed.filter(
      ([, { integrity, resolved }]) =>
        !/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity ?? '') || resolved !== undefined,
    );
    expect(bad.map(([path]) => path)).toEqual([]);
    expect(installed.length).toBeGreaterThan(100);
  });

  it('that would run a script when it is installed has been thought about', () => {
    const names = installed
      .filter(([, { hasInstallScript }]) => hasInstallScript === true)
      .map(([path]) => path.split('node_modules/').at(-1) ?? '');
    const decided = Object.keys(manifest.allowScripts ?? {});
    expect([...new Set(names)].filter((name) => !decided.includes(name))).toEqual([]);
  });
});

describe('a package that is shipped', () => {
  let outputDir: string;
  let shipped: readonly string[];

  beforeAll(async () => {
    outputDir = mkdtempSync(join(tmpdir(), 'switchback-shipped-'));
    const configuration = loadConfiguration('services.yml');
    const files = await bundleFunctions(process.cwd(), configuration, outputDir);
    // The last one: a package may have packages of its own.
    const paths = files.map((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0]);
    shipped = [...new Set(paths)].filter((path) => path !== undefined);
  }, PATIENCE_MS);
  afterAll(() => rmSync(outputDir, { recursive: true }));

  it('is one of several', () => {
    expect(shipped).toContain('node_modules/@aws-sdk/client-route-53');
    expect(shipped.length).toBeGreaterThan(10);
  });

  it('has a licence that allows it', () => {
    const others = shipped
      .map((path) => [path, readJson<Manifest>(`${path}/package.json`).license] as const)
      .filter(([, license]) => !ALLOWED.includes(license ?? ''));
    expect(others).toEqual([]);
  });

  it('is asked for to run, not to develop', () => {
    expect(shipped.filter((path) => packages[path] === undefined || packages[path].dev)).toEqual(
      [],
    );
  });
});

describe('every action of a workflow', () => {
  const uses = readdirSync(WORKFLOWS).flatMap((file) =>
    readFileSync(join(WORKFLOWS, file), 'utf8')
      .split('\n')
      .filter((line) => line.includes('uses:')),
  );

  it('is one commit, whatever its tags are moved to', () => {
    expect(uses.length).toBeGreaterThan(0);
    for (const line of uses) expect(line).toMatch(/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d/);
  });
});
