/** Names as Route 53 spells them, and as the rest of the house does. */

/** Dots and backslashes stay as they are: decoded they would read as something else. */
const ESCAPED = /\\(?!056|134)([0-3][0-7]{2})/g;

/** Lower case, no trailing dot, octal escapes decoded. */
export function settledName(name: string): string {
  return name
    .replaceAll(ESCAPED, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)))
    .replace(/\.$/, '')
    .toLowerCase();
}
