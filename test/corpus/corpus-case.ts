/** One bad input of the failure model's section 5, or of our own kind, and what becomes of it. */

export interface CorpusCase {
  /** As the failure model has it; with a `+` where the case is our own. */
  readonly id: string;
  readonly what: string;
  readonly expected: string;
  /** Why it is not what the failure model says, in a few words. */
  readonly why?: string;
  /** Puts it in at the real entry point, and says what came of it. */
  readonly see: () => Promise<string>;
}

/** Numbers our own cases of a kind in the order of the table: `E+1`, `E+2` … */
export function numbered<Row extends readonly [string, ...unknown[]]>(
  kind: string,
  rows: readonly Row[],
): readonly (readonly [string, Row])[] {
  let own = 0;
  return rows.map((row) => {
    if (row[0] !== '+') return [row[0], row];
    own += 1;
    return [`${kind}+${own}`, row];
  });
}

/** A thing that is made when it is first asked for, and shared by all cases that leave it as it was. */
export function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
