/** The only place of this room that reads a file. */
import { readFileSync } from 'node:fs';
import type { Configuration } from '../core/service.ts';
import { ConfigurationError } from './faults.ts';
import { parseConfiguration } from './parse.ts';

/** Reads and validates `services.yml`. Throws `ConfigurationError` with every fault, a file that cannot be read among them. */
export function loadConfiguration(path: string): Configuration {
  const result = parseConfiguration(read(path), path);
  if (!result.ok) throw new ConfigurationError(result.faults);
  return result.configuration;
}

function read(path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(path));
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error);
    const allowed = 'a file in UTF-8 that can be read';
    throw new ConfigurationError([{ file: path, path: '', line: 1, column: 1, found, allowed }]);
  }
}
