import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parse, stringify } from 'yaml';
import { formatFaults } from '../../src/config/faults.ts';
import { parseConfiguration } from '../../src/config/parse.ts';
import { brokenInvariants } from './invariants.ts';

const RUNS = { numRuns: 200 };

function holdsFor(text: string): void {
  const result = parseConfiguration(text, 'services.yml');
  if (result.ok) {
    expect(brokenInvariants(result.configuration)).toEqual([]);
    return;
  }
  expect(result.faults.length).toBeGreaterThan(0);
  expect(formatFaults(result.faults)).not.toContain('undefined');
}

const SPICE: readonly unknown[] = [
  undefined,
  null,
  true,
  0,
  -1,
  1.5,
  100,
  443,
  Number.POSITIVE_INFINITY,
  Number.NaN,
  '',
  ' ',
  'shop.example.com',
  'www.shop.example.com',
  'example.com',
  '*.example.com',
  '203.0.113.10',
  '198.51.100.10',
  '127.0.0.1',
  '2001:db8:a::10',
  '::1',
  'us-west-2',
  'ap-northeast-1',
  '60s',
  '1d',
  '0s',
  'failover',
  'weighted',
  'TCP',
  'HTTP',
  'secondary',
  'observe',
  '200-299',
  'http://127.1/',
  'https://a.example.net/',
  '10.0.0.0/8',
  [],
  [100],
  [10, 100],
  [100, 10],
  {},
  { A: '203.0.113.9' },
  { CNAME: 'a.example.net' },
  { alias: { name: 'd1.cloudfront.net', zoneId: 'Z2FDTNDATAQYW2' } },
  [{ alarm: 'a' }],
  [{ tcp: 'localhost:1' }],
  { protocol: 'TCP' },
  { host: 'shop.example.com' },
];

const KEYS = [
  '__proto__',
  'constructor',
  'A',
  'AAAA',
  'CNAME',
  'alias',
  'name',
  'names',
  'zone',
  'ttl',
  'routing',
  'healthCheck',
  'host',
  'address',
  'failback',
  'stages',
  'lastResort',
  'probeRanges',
  'region',
  'defaults',
  'primary',
  'secondary',
];

const valid = ['services.yml', 'docs/services-full.yml'].map((file) => readFileSync(file, 'utf8'));

interface Mutation {
  readonly at: number;
  readonly key: string | undefined;
  readonly value: unknown;
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
  at: fc.nat(),
  key: fc.option(fc.constantFrom(...KEYS), { nil: undefined }),
  value: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...SPICE) },
    { weight: 1, arbitrary: fc.jsonValue() },
  ),
});

/** Replaces, adds or takes out one value somewhere in the document. */
function mutate(root: unknown, { at, key, value }: Mutation): void {
  const parents = mappings(root);
  const parent = parents[at % parents.length];
  if (!parent) return;
  const existing = Object.keys(parent);
  const target = key ?? existing[at % Math.max(existing.length, 1)];
  if (target === undefined) return;
  if (value === undefined) delete parent[target];
  else
    Object.defineProperty(parent, target, {
      // A later change may be made within it; the spice is for all runs.
      value: structuredClone(value),
      enumerable: true,
      configurable: true,
      writable: true,
    });
}

function mappings(value: unknown): Record<string, unknown>[] {
  if (typeof value !== 'object' || value === null) return [];
  return [value as Record<string, unknown>, ...Object.values(value).flatMap(mappings)];
}

describe('whatever the text', () => {
  it('a valid document with a few changes is refused with faults or yields nothing broken', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...valid),
        fc.array(mutation, { minLength: 1, maxLength: 3 }),
        (text, changes) => {
          const root: unknown = structuredClone(parse(text));
          for (const change of changes) mutate(root, change);
          holdsFor(stringify(root, { aliasDuplicateObjects: false }));
        },
      ),
      RUNS,
    );
  });

  it('a valid text that was cut and patched never throws', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...valid),
        fc.nat(),
        fc.nat(200),
        fc.string({ unit: 'binary' }),
        (text, at, length, patch) => {
          const from = at % text.length;
          holdsFor(text.slice(0, from) + patch + text.slice(from + length));
        },
      ),
      RUNS,
    );
  });

  it('a text of YAML signs never throws', () => {
    const sign = fc.constantFrom(
      ...'[]{}:,-?&*!|>\'"%@`#\n \t\uFEFFab0~<'.split(''),
      'services',
      ': ',
      '\n  ',
      '&a ',
      '*a ',
    );
    fc.assert(
      fc.property(fc.array(sign, { maxLength: 80 }), (signs) => holdsFor(signs.join(''))),
      RUNS,
    );
  });

  it('a text of anything never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), holdsFor), RUNS);
  });
});
