/**
 * A test runner for Stryker that loads the test files once and then runs, mutant by mutant, only the tests that reach
 * it, up to the first that fails. Jest takes a second to begin and cannot stop early; this takes milliseconds.
 */
import { globSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { basename, dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type {
  CompleteDryRunResult,
  DryRunResult,
  MutantRunOptions,
  MutantRunResult,
  TestResult,
  TestRunner,
} from '@stryker-mutator/api/test-runner';
import fc from 'fast-check';
import { type CollectedTest, collect, loadSuites, type Suite } from './collected-tests.ts';

type Coverage = NonNullable<CompleteDryRunResult['mutantCoverage']>;

/** What the mutated code and the runner say to each other (`INSTRUMENTER_CONSTANTS` of Stryker's API). */
interface Instrumenter {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  mutantCoverage?: Coverage;
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
}

const instrumenter: Instrumenter = {};

const STAND_IN = import.meta.resolve('./collected-tests.ts');
/** The copy that Stryker mutates. */
const OUR_FILES = pathToFileURL(`${process.cwd()}/`).href;

class NodeRunner implements TestRunner {
  static inject = ['options'] as const;
  readonly #testFiles: readonly string[];
  #suites: Promise<readonly Suite[]> | undefined;
  /** A module is loaded once for each address, so another address loads it anew. */
  #loads = 0;

  constructor({ nodeRunner }: { readonly nodeRunner: { readonly testFiles: readonly string[] } }) {
    this.#testFiles = nodeRunner.testFiles;
  }

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init(): Promise<void> {
    Object.assign(globalThis, { __stryker__: instrumenter });
    // The same numbers for every mutant; which counterexample is smallest matters to nobody here.
    fc.configureGlobal({ seed: 1, endOnFailure: true });
    registerHooks({
      resolve: (specifier, context, next) => {
        if (specifier === '@jest/globals') return next(STAND_IN, context);
        const found = next(specifier, context);
        const isOurs = found.url.startsWith(OUR_FILES);
        return isOurs ? { ...found, url: `${found.url}?${this.#loads}` } : found;
      },
    });
  }

  async dryRun(): Promise<DryRunResult> {
    const results: TestResult[] = [];
    for (const suite of await this.#load()) {
      instrumenter.currentTestId = suite.id;
      const tests = collect(suite);
      for (const test of tests) {
        instrumenter.currentTestId = test.id;
        results.push(await resultOf(test, suite.fileName));
      }
      reachedByEach(tests, suite);
    }
    instrumenter.currentTestId = undefined;
    const { mutantCoverage } = instrumenter;
    return {
      status: 'complete',
      tests: results,
      ...(mutantCoverage && { mutantCoverage: withoutTestData(mutantCoverage) }),
    } as DryRunResult;
  }

  async mutantRun(options: MutantRunOptions): Promise<MutantRunResult> {
    const { activeMutant, mutantActivation, hitLimit, sandboxFileName } = options;
    instrumenter.activeMutant = mutantActivation === 'static' ? activeMutant.id : undefined;
    if (options.reloadEnvironment) this.#suites = undefined;
    let suites: readonly Suite[];
    try {
      suites = await this.#load();
    } catch (error) {
      return { status: 'error', errorMessage: `${error}` } as MutantRunResult;
    }
    instrumenter.activeMutant = activeMutant.id;
    Object.assign(instrumenter, { hitCount: hitLimit === undefined ? undefined : 0, hitLimit });
    const ofItsRoom = suites.filter(({ fileName }) => roomOf(fileName) === roomOf(sandboxFileName));
    return runUpToFirstFailure(wantedTests(ofItsRoom, options.testFilter));
  }

  #load(): Promise<readonly Suite[]> {
    if (this.#suites === undefined) {
      this.#loads += 1;
      const files = globSync([...this.#testFiles]).sort();
      this.#suites = loadSuites(files.map((file) => resolve(file)));
    }
    return this.#suites;
  }
}

async function runUpToFirstFailure(tests: Iterable<CollectedTest>): Promise<MutantRunResult> {
  let nrOfTests = 0;
  for (const test of tests) {
    nrOfTests += 1;
    const failureMessage = await failureOf(test);
    const tooLong = timedOut();
    if (tooLong) return tooLong;
    if (failureMessage !== undefined) {
      return {
        status: 'killed',
        killedBy: [test.id],
        failureMessage,
        nrOfTests,
      } as MutantRunResult;
    }
  }
  return { status: 'survived', nrOfTests } as MutantRunResult;
}

/** Suite by suite, so that nothing after a failure is collected. */
function* wantedTests(
  suites: readonly Suite[],
  testFilter: readonly string[] | undefined,
): Generator<CollectedTest> {
  for (const suite of suites) {
    const wanted = testFilter?.filter((id) => id.startsWith(`${suite.id} > `));
    if (wanted?.length === 0) continue;
    const tests = collectOrFail(suite);
    yield* wanted && tests.length > 1 ? tests.filter(({ id }) => wanted.includes(id)) : tests;
  }
}

/** A suite calls the code outside its tests as well: what is thrown there fails the whole suite, as in Jest. */
function collectOrFail(suite: Suite): readonly CollectedTest[] {
  try {
    return collect(suite);
  } catch (error) {
    return [{ id: suite.id, run: () => Promise.reject(error) }];
  }
}

/** Mutated code counts its steps and throws beyond the limit: an endless loop that a test may have swallowed. */
function timedOut(): MutantRunResult | undefined {
  const { hitCount = 0, hitLimit = Number.POSITIVE_INFINITY } = instrumenter;
  if (hitCount <= hitLimit) return undefined;
  return { status: 'timeout', reason: `more than ${hitLimit} hits` } as MutantRunResult;
}

/** A rule is tested in its own room: that another room falls over with it is chance. */
function roomOf(fileName: string): string {
  return basename(dirname(fileName));
}

/** What a suite does outside its tests is done for each of them. */
function reachedByEach(tests: readonly CollectedTest[], suite: Suite): void {
  const perTest: Coverage['perTest'] = instrumenter.mutantCoverage?.perTest ?? {};
  const shared = perTest[suite.id] ?? {};
  delete perTest[suite.id];
  for (const { id } of tests) perTest[id] = { ...shared, ...perTest[id] };
}

/**
 * Code that ran while the test files were loaded, and runs in suites as well, made test data there. It is mutated while
 * the suites run, which takes no new process; only what runs at no other time (constants) is mutated while loading.
 */
function withoutTestData({ static: whileLoading, perTest }: Coverage): Coverage {
  const inTests = new Set(Object.values(perTest).flatMap((hits) => Object.keys(hits)));
  const only = Object.entries(whileLoading).filter(([mutant]) => !inTests.has(mutant));
  return { static: Object.fromEntries(only), perTest };
}

async function resultOf(test: CollectedTest, fileName: string): Promise<TestResult> {
  const startedMs = performance.now();
  const failureMessage = await failureOf(test);
  const timeSpentMs = Math.ceil(performance.now() - startedMs);
  const common = { id: test.id, name: test.id, fileName, timeSpentMs };
  return (
    failureMessage === undefined
      ? { ...common, status: 0 }
      : { ...common, status: 1, failureMessage }
  ) as TestResult;
}

async function failureOf({ run }: CollectedTest): Promise<string | undefined> {
  try {
    await run();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : `${error}`;
  }
}

/** So that Stryker knows the option. */
export const strykerValidationSchema = {
  properties: {
    nodeRunner: {
      type: 'object',
      properties: { testFiles: { type: 'array', items: { type: 'string' } } },
      required: ['testFiles'],
      additionalProperties: false,
    },
  },
};

export const strykerPlugins = [{ kind: 'TestRunner', name: 'node', injectableClass: NodeRunner }];
