/**
 * Text from elsewhere (reasons, alarm names, probe details) made safe to show in a terminal, a mail, a chat or a
 * ticket: it can neither break the line, nor steer a terminal, nor call anybody, nor pose as a link.
 */

/** Longest name of a check, an alarm or a person that is shown. */
export const LONGEST_NAME = 80;
/** Longest reason or detail that is shown. */
export const LONGEST_TEXT = 240;
/** SNS takes no more than this in a subject. */
export const LONGEST_SUBJECT = 100;

/** Bounds the work: one shown character never comes from more than this many code units on average. */
const UNITS_PER_CHARACTER = 16;

const ESCAPE = String.fromCodePoint(0x1b);
const TERMINAL_SEQUENCE = new RegExp(`${ESCAPE}\\[[0-?]*[ -/]*[@-~]`, 'g');
/** Format characters, among them bidirectional controls and zero-width ones, and whatever is not drawn at all. */
const UNSEEN = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
const GAPS = /[\p{Cc}\p{Z}]+/gu;

const REPLACEMENTS: readonly (readonly [RegExp, string])[] = [
  [TERMINAL_SEQUENCE, ''],
  [UNSEEN, ''],
  [GAPS, ' '],
  // Chat mentions and markup: <!channel>, <@U1>, <https://…|label>, @here.
  [/</g, '‹'],
  [/>/g, '›'],
  [/@/g, '(at)'],
  [/`/g, "'"],
  [/\]\(/g, '] ('],
];

/** At most `maxCodePoints` code points of harmless text on one line; a cut shows as `…`. */
export function neutralise(text: string, maxCodePoints: number): string {
  const bounded = text.slice(0, maxCodePoints * UNITS_PER_CHARACTER).toWellFormed();
  const clean = REPLACEMENTS.reduce((soFar, [what, by]) => soFar.replace(what, by), bounded);
  return cut([...clean.trim()], maxCodePoints, '…');
}

/** One line of printable ASCII that SNS takes as a subject. */
export function subjectLine(text: string): string {
  // First, since full-width signs become the ones that are made harmless.
  const plain = text.slice(0, LONGEST_TEXT * UNITS_PER_CHARACTER).normalize('NFKD');
  const ascii = neutralise(plain, LONGEST_TEXT)
    .replace(/\p{M}/gu, '')
    .replace(/…/g, '...')
    .replace(/[^ -~]/gu, '?');
  return cut([...ascii], LONGEST_SUBJECT, '...');
}

function cut(characters: readonly string[], most: number, mark: string): string {
  if (characters.length <= most) return characters.join('');
  return `${characters.slice(0, most - mark.length).join('')}${mark}`;
}
