/** One record out of many; logical ids never meet twice. */
export function merged<T>(
  parts: readonly Readonly<Record<string, T>>[],
): Readonly<Record<string, T>> {
  return Object.fromEntries(parts.flatMap((part) => Object.entries(part)));
}
