/** Names as Route 53 writes them in its answers, and the order in which it lists them. */

const SPECIAL = /\\[0-7]{3}|[^a-z0-9._-]/g;

/** With the trailing dot; every other character than a–z, 0–9, `-`, `_` and `.` as a backslash and three octal digits. */
export function spelled(name: string): string {
  return `${name.replaceAll(SPECIAL, (found) => (found.length === 4 ? found : octal(found)))}.`;
}

function octal(character: string): string {
  const bytes = [...Buffer.from(character)];
  return bytes.map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');
}

/** Labels from the last to the first (API `ListResourceRecordSets`), as one text to compare by. */
export function listingOrder(name: string): string {
  return `${spelled(name).slice(0, -1).split('.').reverse().join('.')}.`;
}

export function compareTexts(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
