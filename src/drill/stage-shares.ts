/** How many of DNS' answers were the primary's, at each share that record weights were set to. */
import type { AnsweredSide } from '../core/observation.ts';

export interface StageShare {
  /** Weight of the primary, in per cent. */
  readonly meant: number;
  readonly primary: number;
  readonly of: number;
}

export class StageShares {
  readonly #byWeight = new Map<number, { primary: number; of: number }>();

  count(meant: number, sides: readonly AnsweredSide[]): void {
    const counts = this.#byWeight.get(meant) ?? { primary: 0, of: 0 };
    counts.of += sides.length;
    counts.primary += sides.filter((side) => side === 'primary').length;
    this.#byWeight.set(meant, counts);
  }

  /** Without those at which nobody was between two sides. */
  shares(): readonly StageShare[] {
    return [...this.#byWeight]
      .filter(([meant, { of }]) => of > 0 && meant > 0 && meant < 100)
      .map(([meant, counts]) => ({ meant, ...counts }));
  }
}
