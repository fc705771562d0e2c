import { parse, stringify } from 'yaml';
import type { Fault } from '../../src/config/faults.ts';
import { parseConfiguration } from '../../src/config/parse.ts';
import type { Configuration } from '../../src/core/service.ts';

/** One service that passes, as plain data that a test may change. */
export function example(): Record<string, unknown> {
  return parse(`
services:
  shop:
    zone: { id: Z0123456789ABCDEFGHIJ, name: example.com }
    name: shop.example.com
    primary: { region: ap-northeast-1, A: 203.0.113.10 }
    secondary: { region: us-west-2, A: 198.51.100.10 }
    healthCheck: { path: /health }
`);
}

/** The example with one value set at a dotted path, or taken out when it is `undefined`. */
export function exampleWith(path: string, value: unknown): Record<string, unknown> {
  const root = example();
  const keys = path.split('.');
  const last = keys.pop() as string;
  let parent = root;
  for (const key of keys) {
    parent[key] ??= {};
    parent = parent[key] as Record<string, unknown>;
  }
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return root;
}

/** Plain data as YAML, without anchors for what stands there twice. */
function textOf(input: unknown): string {
  return typeof input === 'string' ? input : stringify(input, { aliasDuplicateObjects: false });
}

/** The faults of a text or of plain data; none when it passes. */
export function faultsOf(input: unknown): readonly Fault[] {
  const result = parseConfiguration(textOf(input), 'services.yml');
  return result.ok ? [] : result.faults;
}

/** The configuration of a text or of plain data; throws with its faults when it does not pass. */
export function configurationOf(input: unknown): Configuration {
  const result = parseConfiguration(textOf(input), 'services.yml');
  if (!result.ok) throw new Error(JSON.stringify(result.faults, null, 2));
  return result.configuration;
}
