export default {
  testEnvironment: 'node',
  // Jest would leave one core idle.
  maxWorkers: '100%',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/test/strip-types.mjs' },
};
