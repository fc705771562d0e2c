export default {
  testEnvironment: 'node',
  // Jest would leave one core idle.
  maxWorkers: '100%',
  // Tests that start processes are slow on a machine that is busy; none of them judges how long it takes.
  testTimeout: 20_000,
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/test/strip-types.mjs' },
};
