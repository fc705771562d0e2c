/** Corpus of bad input: section 5 of the failure model, and our own cases. */
import { afterAll, describe, expect, it, jest } from '@jest/globals';
import { CORPUS, closeCorpus } from './corpus.ts';

// Seconds on a machine of its own, more on one that is busy with others.
jest.setTimeout(30_000);

afterAll(closeCorpus);

describe.each(CORPUS)('$title', ({ cases }) => {
  it.each(cases)('$id $what: $expected', async ({ see, expected }) => {
    expect(await see()).toBe(expected);
  });
});

describe('The corpus', () => {
  const ids = CORPUS.flatMap(({ cases }) => cases.map(({ id }) => id));
  const span = (kind: string, from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, at) => `${kind}${from + at}`);

  it('has every case that the failure model lists', () => {
    const listed = [
      ...'E1 E2 E3 E4 E5 E6 E7 E9 E10 E12 E13 E15 E16 E18 E19 E21 E22 E24 E25 E27 E28 E30 E31 E33 E34 E36 E37'.split(
        ' ',
      ),
      ...'C1 C2 C4 C5 C7 C8 C10 C11 C13 C14 C16 C17 C19 C20 C22 C23'.split(' '),
      ...span('C', 25, 40),
      ...'C41 C43 C44 C46 C47 C49 C50 C52 C53 C55 C56'.split(' '),
      ...'M1 M2 M4 M5 M7 M8 M10 M11 M13 M14 M16 M17 M19 M20 M22 M23 M25 M26 M28 M29 M31 M32 M34'.split(
        ' ',
      ),
      ...'R1 R2 R3 R4 R5 R6 R7 R8 R10 R11 R13 R14 R16 R17 R19'.split(' '),
      ...span('R', 20, 30),
      'R32',
    ];
    expect(listed.filter((id) => !ids.includes(id))).toEqual([]);
  });
});
