import { describe, expect, it } from '@jest/globals';
import type { Fault } from '../../src/config/faults.ts';
import { exampleWith, faultsOf } from './example.ts';

/** What is wrong; where the value is set; the value; where the fault is said to be (`''`: same place); a part of what is said. */
export type Row = readonly [string, string, unknown, string, string];

/** Each row sets one value in a file that passes, and must be refused at that place with that sentence. */
export function refusing(what: string, rows: readonly Row[]): void {
  describe(`refuses in ${what}`, () => {
    it.each(rows)('%s', (_wrong, at, value, elsewhere, sentence) => {
      const faults = faultsOf(exampleWith(at, value));
      const path = elsewhere || at;
      expect(faults.map((fault) => fault.path)).toContain(path);
      const there = faults.filter((fault) => fault.path === path);
      expect(there.map(said).join('\n')).toContain(sentence);
      expect(there.every(({ line, column }) => line > 0 && column > 0)).toBe(true);
    });
  });
}

function said({ found, allowed, suggestion }: Fault): string {
  return `found ${found}; allowed ${allowed}; did you mean ${suggestion}`;
}
