/** One part of an audit: what is good about it, or everything that is not. */
export interface Section {
  readonly about: string;
  /** What was found, in a few words, where nothing is wrong with it. */
  readonly good: string;
  /** What is otherwise than it should be, each with what it should be. */
  readonly wrong: readonly string[];
  /** What could not be seen, and why: never good. */
  readonly unknown: readonly string[];
}

export function isGood({ wrong, unknown }: Section): boolean {
  return wrong.length === 0 && unknown.length === 0;
}

/** Why something could not be seen. */
export function whyOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
