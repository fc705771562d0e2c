/** Phrases that say why, set into one sentence each. */
import type { Sentence, Told } from './told.ts';

export type Phrases<K extends string> = Readonly<Record<K, Sentence>>;

export function framed<K extends string>(
  phrases: Phrases<K>,
  frame: (phrase: string, told: Told) => string,
): Phrases<K> {
  const pairs = Object.entries<Sentence>(phrases).map(([code, phrase]): [string, Sentence] => [
    code,
    (told) => frame(phrase(told), told),
  ]);
  return Object.fromEntries(pairs) as Phrases<K>;
}

/** The reasons alone, without what lifts them. */
export function reasons<K extends string>(
  refusals: Readonly<Record<K, { readonly why: Sentence }>>,
): Phrases<K> {
  const pairs = Object.entries<{ readonly why: Sentence }>(refusals).map(([code, { why }]) => [
    code,
    why,
  ]);
  return Object.fromEntries(pairs) as Phrases<K>;
}
