/** Corpus M: what people and scripts may send to the functions `failback` and `operate`. */
import { PAYLOADS } from './command-payloads.ts';
import { STANDING } from './command-standing.ts';
import { type CorpusCase, numbered } from './corpus-case.ts';

export const COMMAND_CASES: readonly CorpusCase[] = numbered('M', [...PAYLOADS, ...STANDING]).map(
  ([id, [, what, see, expected, why]]) => ({
    id,
    what,
    expected,
    ...(why !== undefined && { why }),
    see,
  }),
);
