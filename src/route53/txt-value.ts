/** The form of a TXT value: one or more character strings in quotation marks, at most 255 characters each. */

/** RFC 1035 section 3.3: a character string holds at most 255 octets. */
const MAX_STRING_OCTETS = 255;

/** One quoted string: plain characters, and backslashes with what they escape. */
const QUOTED_STRING = /"(?:\\.|[^"\\])*"/g;
const QUOTATION_MARKS = 2;
/** A backslash with three octal digits, or with any character. */
const ESCAPE = /\\(?:[0-7]{3}|.)/g;

/** Route 53's message about a TXT value; `undefined` when the value is good. */
export function txtValueFault(value: string): string | undefined {
  const outside = value.replaceAll(QUOTED_STRING, '');
  if (outside.trim() !== '' || value.trim() === '') {
    return invalid('InvalidCharacterString (Value should be enclosed in quotation marks)', value);
  }
  const strings = [...value.matchAll(QUOTED_STRING)];
  return strings.some(([quoted]) => octets(quoted) - QUOTATION_MARKS > MAX_STRING_OCTETS)
    ? invalid('CharacterStringTooLong (Value is too long)', value)
    : undefined;
}

/** An escape stands for one octet. */
function octets(text: string): number {
  return text.replaceAll(ESCAPE, '_').length;
}

function invalid(problem: string, value: string): string {
  return `Invalid Resource Record: 'FATAL problem: ${problem} encountered with '${value}''`;
}
