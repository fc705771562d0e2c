/** A log line as it may be written: one line without control characters and of bounded size, whatever is in it. */
import type { LogLine } from './pass-report.ts';

/** Bytes of UTF-8; what the logger adds to them is about 500. A whole line stays below 8 KB. */
export const MOST_FIELD_BYTES = 7_000;

/** From the first on, until the line is short enough. */
const CUTS = [
  { characters: 500, items: 30 },
  { characters: 120, items: 20 },
  { characters: 30, items: 10 },
] as const;
const MESSAGE_CUT = CUTS[1];

interface Cut {
  /** Of a text. */
  readonly characters: number;
  /** Of a list or a mapping. */
  readonly items: number;
}

const DEEPEST = 8;
/** What breaks a line, steers a terminal, turns text around or is not drawn at all. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

export function fitting(line: LogLine): LogLine {
  const message = fittedText(line.message, MESSAGE_CUT);
  for (const cut of CUTS) {
    const fields = fitted(line.fields, cut, 0) as LogLine['fields'];
    if (Buffer.byteLength(JSON.stringify(fields)) <= MOST_FIELD_BYTES) {
      return { ...line, message, fields };
    }
  }
  return { ...line, message, fields: { cut: 'This line was longer than a log line may be.' } };
}

/** Like `value`, with every text harmless and short, and every list and mapping too. */
function fitted(value: unknown, cut: Cut, depth: number): unknown {
  if (typeof value === 'string') return fittedText(value, cut);
  // JSON has no such numbers.
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth === DEEPEST) return '…';
  if (Array.isArray(value)) {
    return value.slice(0, cut.items).map((item) => fitted(item, cut, depth + 1));
  }
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, cut.items)
      .map(([key, item]) => [fittedText(key, cut), fitted(item, cut, depth + 1)]),
  );
}

/** What cannot be seen shows as its number; the cut goes between characters, never through one. */
function fittedText(text: string, { characters }: Cut): string {
  // No character has more than two units: what lies beyond them is not looked at.
  const all = [...text.slice(0, 2 * characters + 2)];
  const kept = all.length <= characters ? all : [...all.slice(0, characters - 1), '…'];
  return kept
    .join('')
    .replace(UNSEEN, (unseen) => `\\u{${unseen.codePointAt(0)?.toString(16) ?? ''}}`);
}
