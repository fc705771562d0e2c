import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatFaults } from '../../src/config/faults.ts';
import { parseScenario } from '../../src/rehearsal/parse-scenario.ts';
import { SERVICES } from './scenario-text.ts';

const RUNS = { numRuns: 200 };
const VALID = ['region-down', 'fifty-services', 'secondary-not-ready'].map((name) =>
  readFileSync(`src/rehearsal/scenarios/${name}.yml`, 'utf8'),
);

function isReadOrRefused(text: string): void {
  const parsed = parseScenario(text, 'fuzz.yml', SERVICES);
  if (!parsed.ok) {
    expect(parsed.faults.length).toBeGreaterThan(0);
    expect(formatFaults(parsed.faults)).not.toContain('undefined');
    return;
  }
  const { lengthMs, happenings } = parsed.scenario;
  expect(happenings.every(({ atMs }) => atMs >= 0 && atMs <= lengthMs)).toBe(true);
}

describe('whatever the text', () => {
  it('a scenario that was cut and patched never throws', () => {
    const patch = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom('null', '{}', '[]', '-1', '9'.repeat(40), '*a', '&a', '1d', '999999d'),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...VALID),
        fc.nat(),
        fc.nat(60),
        patch,
        (text, at, length, put) => {
          const from = at % text.length;
          isReadOrRefused(text.slice(0, from) + put + text.slice(from + length));
        },
      ),
      RUNS,
    );
  });

  it('a scenario with a word exchanged for another of its words never throws', () => {
    fc.assert(
      fc.property(fc.constantFrom(...VALID), fc.nat(), fc.nat(), (text, one, other) => {
        const words = text.split(/\b/);
        words[one % words.length] = words[other % words.length] ?? '';
        isReadOrRefused(words.join(''));
      }),
      RUNS,
    );
  });

  it('JSON of anything never throws', () => {
    fc.assert(
      fc.property(fc.json(), (text) => isReadOrRefused(text)),
      RUNS,
    );
  });
});
