/** Packages that the Serverless Framework brings, as it would load them: the project depends on them through it. */
import { createRequire } from 'node:module';

const requireHere = createRequire(import.meta.url);

/** The caller says what it gets, since only the package's name is known here. */
export const requireOfOsls: (name: string) => unknown = createRequire(
  requireHere.resolve('serverless/package.json'),
);
