import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { ConfigurationError, formatFaults } from '../../src/config/faults.ts';
import { servicesJsonSchema } from '../../src/config/json-schema.ts';
import { loadConfiguration } from '../../src/config/load.ts';
import { MAX_FIRST_NAME_LENGTH } from '../../src/config/rules-names.ts';
import { fenceName, holdWitnessName, sideWitnessName } from '../../src/core/names.ts';
import { SIDES } from '../../src/core/service.ts';
import { configurationOf, example, exampleWith, faultsOf } from './example.ts';

describe('the files that are shipped', () => {
  it.each([
    ['services.yml', ['shop', 'api'], './docs/services.schema.json'],
    ['docs/services-minimal.yml', ['shop'], './services.schema.json'],
    ['docs/services-full.yml', ['shop', 'api', 'queue'], './services.schema.json'],
    ['docs/services-local.yml', ['shop', 'api'], './services.schema.json'],
  ])('%s passes and points editors at the schema', (path, ids, schema) => {
    expect(loadConfiguration(path).services.map(({ id }) => id)).toEqual(ids);
    const [line] = readFileSync(path, 'utf8').split('\n');
    expect(line).toBe(`# yaml-language-server: $schema=${schema}`);
  });

  it('the shortest one has twelve lines', () => {
    expect(readFileSync('docs/services-minimal.yml', 'utf8').trimEnd().split('\n')).toHaveLength(
      12,
    );
  });

  it('the schema for editors is the one that files are held against (node tools/write-schema.ts writes it)', () => {
    const written: unknown = JSON.parse(readFileSync('docs/services.schema.json', 'utf8'));
    expect(written).toEqual(JSON.parse(JSON.stringify(servicesJsonSchema())));
  });

  it('the full one mentions every key of the schema', () => {
    const text = readFileSync('docs/services-full.yml', 'utf8');
    const missing = keysOf(servicesJsonSchema()).filter((key) => !text.includes(`${key}:`));
    expect(missing).toEqual([]);
  });
});

describe('loading', () => {
  it('throws every fault of a file that is not there', () => {
    expect(() => loadConfiguration('no-such-file.yml')).toThrow(ConfigurationError);
    expect(() => loadConfiguration('no-such-file.yml')).toThrow(
      /no-such-file\.yml:1:1[\s\S]*UTF-8/,
    );
  });

  it('throws the faults of a file that does not pass', () => {
    expect(() => loadConfiguration('package.json')).toThrow(/package\.json:2:3 {2}name/);
  });

  it('answers something that nobody can change', () => {
    const configuration = configurationOf(example());
    expect(unfrozen(configuration)).toEqual([]);
  });
});

describe('faults for a terminal', () => {
  it('begin with a place that editors can open, and say what to do', () => {
    expect(formatFaults(faultsOf(exampleWith('services.shop.mode', 'obseve')))).toBe(`\
services.yml:15:11  services.shop.mode
  found    "obseve"
  allowed  auto or observe
  did you mean observe?

1 fault. Nothing was changed.`);
  });

  it('show control and bidi characters and do not send them', () => {
    const text = formatFaults(
      faultsOf(exampleWith('services.shop.name', '\u001b[2J\u202e\u009bx')),
    );
    expect(['\u001b', '\u202e', '\u009b'].filter((bad) => text.includes(bad))).toEqual([]);
    expect(text).toContain('\\u{202e}');
  });

  it('cut long values', () => {
    const text = formatFaults(faultsOf(exampleWith('services.shop.name', '😀'.repeat(5000))));
    expect(text.length).toBeLessThan(600);
  });
});

describe('names below a service', () => {
  it('all fit into DNS when the first name is as long as it may be', () => {
    const first = `${'a'.repeat(63)}.${'b'.repeat(63)}.${'c'.repeat(63)}.`.padEnd(
      MAX_FIRST_NAME_LENGTH - '.example.com'.length,
      'd',
    );
    const service = configurationOf(exampleWith('services.shop.name', `${first}.example.com`))
      .services[0]!;
    const below = [
      ...SIDES.map((side) => sideWitnessName(service, side)),
      holdWitnessName(service),
      fenceName(service, 9_999_999),
    ];
    expect(service.names[0]).toHaveLength(MAX_FIRST_NAME_LENGTH);
    expect(Math.max(...below.map((name) => name.length))).toBe(253);
  });
});

function keysOf(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([key, child]) => [
    ...(key === 'properties' ? Object.keys(child as object) : []),
    ...keysOf(child),
  ]);
}

function unfrozen(value: unknown, path = 'configuration'): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const below = Object.entries(value).flatMap(([key, child]) => unfrozen(child, `${path}.${key}`));
  return Object.isFrozen(value) ? below : [path, ...below];
}
