import { createHash } from 'node:crypto';

const LENGTH = 8;

/** Eight hexadecimal digits that change with any of the values; their order counts. */
export function shortHash(values: readonly (string | number | boolean)[]): string {
  return createHash('sha256').update(JSON.stringify(values)).digest('hex').slice(0, LENGTH);
}
