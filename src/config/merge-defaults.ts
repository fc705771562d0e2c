/** `defaults` under a service: mappings merge key by key, everything else the service says replaces the default. */
import type { DefaultsInput, ServiceInput } from './schema.ts';

export function mergeDefaults(defaults: DefaultsInput, service: ServiceInput): ServiceInput {
  return merge(defaults, service) as ServiceInput;
}

function merge(below: unknown, above: unknown): unknown {
  if (above === undefined) return below;
  if (!isMapping(below) || !isMapping(above)) return above;
  const keys = new Set([...Object.keys(below), ...Object.keys(above)]);
  return Object.fromEntries([...keys].map((key) => [key, merge(below[key], above[key])]));
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
