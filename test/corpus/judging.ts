/** Holding a file against the rules, and making the real adapters in some environment. */
import { stringify } from 'yaml';
import { ConfigurationError } from '../../src/config/faults.ts';
import { loadConfiguration } from '../../src/config/load.ts';
import { parseConfiguration } from '../../src/config/parse.ts';
import { buildStacks } from '../../src/infrastructure/stacks.ts';
import { EnvironmentError, wire } from '../../src/wire.ts';
import { aConfiguration } from '../builders/configuration.ts';
import { example, exampleWith } from '../config/example.ts';

export const SHOP = 'services.shop';
export const READINESS = `${SHOP}.secondary.readiness`;
export const TEXT = stringify(example());
export const BASE = (example().services as { shop: object }).shop;

/** `accepted`, or `X` with every path that is at fault. What is accepted must also make a template. */
export function judge(input: unknown): string {
  const text =
    typeof input === 'string' ? input : stringify(input, { aliasDuplicateObjects: false });
  const result = parseConfiguration(text, 'services.yml');
  if (!result.ok) {
    const paths = new Set(result.faults.map(({ path }) => path.replace('services.shop.', '')));
    return `X(${[...paths].slice(0, 3).join(', ')})`;
  }
  buildStacks(result.configuration);
  return 'accepted';
}

export const put = (path: string, value: unknown) => () => judge(exampleWith(path, value));
export const text = (file: string) => () => judge(file);
export function loaded(path: string): string {
  try {
    loadConfiguration(path);
    return 'accepted';
  } catch (error) {
    return error instanceof ConfigurationError ? 'X()' : `thrown: ${String(error)}`;
  }
}

/** The real adapters, made in this environment. */
export function wired(environment: Readonly<Record<string, string>>): string {
  try {
    wire({ configuration: aConfiguration(), environment });
    return 'wired';
  } catch (error) {
    return error instanceof EnvironmentError ? `X: ${error.message}` : `thrown: ${String(error)}`;
  }
}

export const HOME = {
  AWS_REGION: 'us-west-2',
  SWITCHBACK_TABLE: 'table',
  SWITCHBACK_TOPIC_ARN: 'arn:aws:sns:us-west-2:123456789012:topic',
};

/** Which case, what it is, what is done, what becomes of it, and why that is not what the failure model says. */
export type ConfigurationRow = readonly [string, string, () => string, string, string?];
