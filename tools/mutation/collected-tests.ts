/** Stands in for `@jest/globals` while mutants run: test files are loaded once, their suites run as often as wanted. */
import { createRequire } from 'node:module';
import { basename } from 'node:path';

/** A `describe` or `it` at the top of a file. */
export interface Suite {
  readonly id: string;
  readonly fileName: string;
  readonly body: () => void;
}

export interface CollectedTest {
  /** File, describes, title and row: unique, and the same however often the suite is collected. */
  readonly id: string;
  readonly run: () => unknown;
}

type Body = (...values: readonly unknown[]) => unknown;

// `@jest/globals` itself refuses to be loaded outside Jest; what its `expect` is made of does not.
const requireOfJest = createRequire(import.meta.resolve('@jest/globals'));
export const expect: unknown = requireOfJest('@jest/expect').jestExpect;

let loading: { readonly fileName: string; readonly suites: Suite[] } | undefined;
let titles: readonly string[] = [];
let collected = new Map<string, CollectedTest>();

/** Imports test files, one after the other. Their suites are only noted. */
export async function loadSuites(files: readonly string[]): Promise<readonly Suite[]> {
  const suites: Suite[] = [];
  for (const fileName of files) {
    loading = { fileName, suites };
    await import(fileName);
  }
  loading = undefined;
  return suites;
}

/** Runs what a suite does outside its tests, anew, and gives the tests. */
export function collect(suite: Suite): readonly CollectedTest[] {
  collected = new Map();
  titles = [suite.id];
  suite.body();
  return [...collected.values()];
}

export function describe(title: string, body: () => void): void {
  place(() => {
    const outer = titles;
    titles = [...outer, title];
    body();
    titles = outer;
  });
}

export function it(title: string, body: Body): void {
  place(() => add(title, () => body()));
}

/** Rows that are arrays are spread over the parameters, as Jest does. */
it.each = (rows: readonly unknown[]) => (title: string, body: Body) =>
  place(() => {
    for (const [index, row] of rows.entries()) {
      const values = Array.isArray(row) ? row : [row];
      add(`${title} [${index}]`, () => body(...values));
    }
  });

/** What stands at the top of a file waits until its suite is collected; what stands in a suite is done. */
function place(body: () => void): void {
  if (!loading) {
    body();
    return;
  }
  const { fileName, suites } = loading;
  suites.push({ id: `${basename(fileName)} #${suites.length}`, fileName, body });
}

function add(title: string, run: CollectedTest['run']): void {
  const name = [...titles, title].join(' > ');
  // Rows are not written into titles here (they can be large): tables of the same title are told apart by their place.
  const id = collected.has(name) ? `${name} (${collected.size})` : name;
  collected.set(id, { id, run });
}
