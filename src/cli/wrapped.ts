/** Text for a terminal: cut into lines, and filled up to a column. */
import { eastAsianWidth } from 'get-east-asian-width';

/** Japanese has no blanks between its words. */
const WORDS = new Intl.Segmenter('ja', { granularity: 'word' });
const WIDE = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u;
/** Never at the beginning of a line, and never at the end of one. */
const CLOSING = /^[、。，．：；！？）」』】〉》・ー％]/u;
const OPENING = /[（「『【〈《]$/u;

/** Lines of at most so many columns, cut between words; a longer word gets a line of its own. */
export function wrapped(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  for (const part of partsOf(text)) {
    const last = lines.at(-1);
    if (last !== undefined && columnsOf(last + part) <= columns) {
      lines[lines.length - 1] = last + part;
    } else {
      lines.push(part.trimStart());
    }
  }
  return lines;
}

/** What no line is cut within, each with the blank before it. */
function partsOf(text: string): readonly string[] {
  return text.split(/(?= )/).flatMap((word) => (WIDE.test(word) ? wordsOf(word) : [word]));
}

function wordsOf(text: string): readonly string[] {
  const parts: string[] = [];
  for (const { segment } of WORDS.segment(text)) {
    const last = parts.at(-1);
    if (last !== undefined && sticks(last, segment)) parts[parts.length - 1] = last + segment;
    else parts.push(segment);
  }
  return parts;
}

function sticks(last: string, segment: string): boolean {
  const isLatin = !WIDE.test(last.slice(-1)) && !WIDE.test(segment.slice(0, 1));
  return isLatin || CLOSING.test(segment) || OPENING.test(last) || last === ' ';
}

/** With blanks up to that column. */
export function filled(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - columnsOf(text)));
}

/** Of a terminal: Japanese letters take two. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const letter of text) columns += eastAsianWidth(letter.codePointAt(0) ?? 0);
  return columns;
}
