/** FNV-1a, 64 bits: short, the same everywhere, and long enough that two digests do not meet. */
const OFFSET = 0xcbf29ce484222325n;
const PRIME = 0x100000001b3n;

/** The key of a message that covers these messages, whatever order they came in. */
export function digestKey(keys: readonly string[]): string {
  const text = JSON.stringify([...keys].sort());
  const hash = [...text].reduce(
    (soFar, character) =>
      BigInt.asUintN(64, (soFar ^ BigInt(character.codePointAt(0) ?? 0)) * PRIME),
    OFFSET,
  );
  return `digest#${keys.length}#${hash.toString(16).padStart(16, '0')}`;
}
