/** Valid things with something wrong in them: that is where the faults are, not in noise. */
import fc from 'fast-check';

type Path = readonly (string | number)[];

/** What a field may hold in the place of what belongs there; `undefined` takes it out. */
const SPICE: readonly unknown[] = [
  undefined,
  null,
  true,
  false,
  0,
  -0,
  -1,
  0.5,
  1e308,
  Number.MAX_SAFE_INTEGER,
  1e14,
  2 ** 53,
  '',
  '0',
  ' ',
  '\u0000',
  '\ud800',
  '\u202e',
  '__proto__',
  'x'.repeat(5_000),
  [],
  [null],
  {},
  { a: {} },
  JSON.parse('{"__proto__":{"a":1}}'),
];

export interface Mutation {
  readonly at: number;
  readonly value: unknown;
}

export const mutation: fc.Arbitrary<Mutation> = fc.record({
  at: fc.nat(),
  value: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...SPICE) },
    { weight: 1, arbitrary: fc.jsonValue() },
  ),
});

/** Paths to all that is in it, objects and lists included. */
function pathsOf(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const below = Object.entries(value).flatMap(([key, inner]) =>
    pathsOf(inner, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return [path, ...below];
}

function withValue(item: unknown, [key, ...rest]: Path, value: unknown): unknown {
  if (key === undefined) return value;
  const copy: Record<string, unknown> = Array.isArray(item)
    ? ([...item] as never)
    : { ...(item as object) };
  const inner = withValue(copy[key], rest, value);
  if (inner === undefined) delete copy[key];
  else copy[key] = inner;
  return copy;
}

/** A copy of plain data with these changes, one after the other. */
export function mutated(item: unknown, mutations: readonly Mutation[]): unknown {
  return mutations.reduce((soFar: unknown, { at, value }) => {
    const paths = pathsOf(soFar);
    return withValue(soFar, paths[at % paths.length] ?? [], value);
  }, item);
}

export interface TextMutation {
  readonly at: number;
  readonly length: number;
  readonly patch: string;
}

/** Cuts, patches and turns inside out, in a language with these signs. */
export function textMutation(signs: readonly string[]): fc.Arbitrary<TextMutation> {
  return fc.record({
    at: fc.nat(),
    length: fc.oneof(fc.nat(3), fc.nat(400)),
    patch: fc.oneof(fc.constantFrom('', ...signs), fc.string({ unit: 'binary', maxLength: 8 })),
  });
}

export function patched(text: string, mutations: readonly TextMutation[]): string {
  return mutations.reduce((soFar, { at, length, patch }) => {
    const from = at % (soFar.length + 1);
    return soFar.slice(0, from) + patch + soFar.slice(from + length);
  }, text);
}
