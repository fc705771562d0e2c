/** A planted bug: a named mistake, made in the sources while they load, that a check must find. */

import type { InvariantId } from '../invariants/sentences.ts';

/** `find` occurs exactly once in the file as it is today, or nothing can be planted. */
export interface Patch {
  /** From the project's root, e.g. `src/core/hold.ts`. */
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

/** What has to find the bug: the hunt through seeds, or a test of Jest where the simulated ports replace the code. */
export type Catcher = 'hunter' | { readonly test: string };

export interface PlantedBug {
  readonly name: string;
  /** What goes wrong, for the table. */
  readonly sentence: string;
  readonly patches: readonly Patch[];
  /** The invariants that speak of it. Breaking another one is no find: any disturbance may lead elsewhere. */
  readonly breaks: readonly InvariantId[];
  /** Every one of them must find it. */
  readonly caughtBy: readonly Catcher[];
}
