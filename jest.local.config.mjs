import unit from './jest.config.mjs';

/** End-to-end tests in local clouds: they wait for minutes of an account's time, and want the machine for themselves. */
export default { ...unit, testMatch: ['<rootDir>/test/local/**/*.e2e.ts'], maxWorkers: 2 };
