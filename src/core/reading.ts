/** One thing that was looked at: seen, or not seen and why. Not seen is never taken for good. */
export type Reading<T> =
  | { readonly known: true; readonly value: T }
  | { readonly known: false; readonly why: string };

export function known<T>(value: T): Reading<T> {
  return { known: true, value };
}

export function unknown(why: string): Reading<never> {
  return { known: false, why };
}

/** True only when the reading was made and equals `value`. */
export function reads<T>(reading: Reading<T>, value: T): boolean {
  return reading.known && reading.value === value;
}
