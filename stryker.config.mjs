/**
 * Mutation testing of the two rooms that decide: what Route 53 answers, and what Switchback does about it. Every kind of
 * mutant counts, texts too. The random walks are left out: they take longer than all other tests together, and a rule
 * must fail by its own name.
 */
export default {
  mutate: ['src/route53/**/*.ts', 'src/core/**/*.ts'],
  plugins: ['./tools/mutation/node-runner.ts'],
  testRunner: 'node',
  nodeRunner: { testFiles: ['test/{route53,core}/!(properties).test.ts'] },
  coverageAnalysis: 'perTest',
  concurrency: 1,
  incremental: true,
  tempDirName: '.stryker-tmp',
  // tsconfig.json stays out: Stryker would rewrite it with the API of a TypeScript older than 7.
  ignorePatterns: ['**', '!src/**', '!test/**'],
  reporters: ['clear-text', 'json', 'html', 'progress-append-only'],
  clearTextReporter: { reportTests: false },
  thresholds: { high: 95, low: 90, break: 90 },
};
