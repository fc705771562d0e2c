/** What somebody sent, as one short line: look-alikes of letters and controls of a terminal show as what they are. */

const LONGEST_SHOWN = 80;

/** JSON in ASCII, cut. Never throws. */
export function shown(sent: unknown): string {
  return cut(ascii(asJson(sent)));
}

/** A text without quotes, otherwise as `shown`. */
export function shownName(name: string): string {
  return cut(ascii(name));
}

/** The work is bounded, however much was sent: what lies beyond the cut is not looked at. */
function ascii(text: string): string {
  return text
    .slice(0, LONGEST_SHOWN + 1)
    .replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function cut(text: string): string {
  return text.length <= LONGEST_SHOWN ? text : `${text.slice(0, LONGEST_SHOWN - 3)}...`;
}

/** Nesting beyond the stack cannot be written, though it can be sent. */
function asJson(sent: unknown): string {
  try {
    return JSON.stringify(sent) ?? typeof sent;
  } catch {
    return typeof sent;
  }
}
