/** Files with something wrong in them: refused with faults, or a configuration that can be deployed and passed over. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parse, stringify } from 'yaml';
import { parseConfiguration } from '../../src/config/parse.ts';
import { buildStacks } from '../../src/infrastructure/stacks.ts';
import { reconcile } from '../../src/reconcile/reconcile.ts';
import { createWorld } from '../../src/world/world.ts';
import { mutated, mutation, patched, textMutation } from './mutations.ts';

const FILES = ['services.yml', 'docs/services-minimal.yml', 'docs/services-full.yml'];
const TEXTS = FILES.map((file) => readFileSync(file, 'utf8'));
/** A deployment is built for every file that passes. */
const PATIENCE_MS = 30_000;
const START_MS = 1_795_478_400_000;
const SIGNS = [
  '\t',
  ': ',
  '\n',
  '\n  ',
  '- ',
  '&a ',
  '*a',
  '!!js ',
  '#',
  '"',
  "'",
  '{',
  '[',
  '0',
  '%',
];

const inYaml = fc
  .tuple(fc.constantFrom(...TEXTS), fc.array(textMutation(SIGNS), { minLength: 1, maxLength: 3 }))
  .map(([text, mutations]) => patched(text, mutations));

const inValues = fc
  .tuple(
    fc.constantFrom(...TEXTS),
    fc.array(mutation, { minLength: 1, maxLength: 2 }),
    fc.boolean(),
  )
  .map(([text, mutations, asJson]) => {
    const value = mutated(parse(text), mutations);
    // Nothing at all is no text in either.
    if (value === undefined) return '';
    return asJson ? JSON.stringify(value) : stringify(value, { aliasDuplicateObjects: false });
  });

/** Values that are valid somewhere, in the place of others. */
const swapped = fc
  .tuple(fc.constantFrom(...TEXTS), fc.nat(), fc.nat())
  .map(([text, one, other]) => {
    const lines = text.split('\n').filter((line) => !line.trimStart().startsWith('#'));
    const [from, to] = [one % lines.length, other % lines.length];
    const value = lines[from]?.split(': ')[1] ?? '';
    lines[to] = `${lines[to]?.split(': ')[0] ?? ''}: ${value}`;
    return lines.join('\n');
  });

async function holdsFor(text: string): Promise<boolean> {
  const result = parseConfiguration(text, 'services.yml');
  if (!result.ok) {
    expect(result.faults.length).toBeGreaterThan(0);
    return false;
  }
  const { configuration } = result;
  const zones = new Map(configuration.services.map(({ zone }) => [zone.id, zone]));
  const world = createWorld({ seed: 1, startMs: START_MS });
  const stacks = buildStacks(configuration);
  world.deploy({ stacks, homeRegion: configuration.homeRegion, zones: [...zones.values()] });
  world.step(START_MS + 60_000);
  const pass = await reconcile(configuration, world.ports());
  expect(pass.faults).toEqual([]);
  expect(pass.decisions.size).toBe(configuration.services.length);
  expect(world.calls.get('route53:ChangeResourceRecordSets') ?? 0).toBe(0);
  return true;
}

describe('A file with something wrong in it', () => {
  it.each(FILES.map((file, at) => [file, TEXTS[at] ?? ''] as const))(
    'is held against %s, which can be deployed',
    async (_, text) => {
      expect(await holdsFor(text)).toBe(true);
    },
  );

  it.each([
    ['its text', inYaml],
    ['its values', inValues],
    ['its lines', swapped],
  ])(
    'in %s is refused, or can be deployed and passed over',
    async (_, text) => {
      await fc.assert(
        fc.asyncProperty(text, async (sent) => {
          await holdsFor(sent);
        }),
        { numRuns: 60 },
      );
    },
    PATIENCE_MS,
  );
});
