/** What is wrong with a configuration, and how a person is told. */

/** Keys and list positions from the root of the file to a value. */
export type Path = readonly (string | number)[];

/** One thing that is wrong, where it stands, and what would be right. */
export interface Fault {
  readonly file: string;
  /** E.g. `services.shop.failback.stages[1]`; empty for the file as a whole. */
  readonly path: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  readonly found: string;
  readonly allowed: string;
  readonly suggestion?: string;
}

/** A configuration that was refused, with everything that is wrong with it. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
  readonly faults: readonly Fault[];
  constructor(faults: readonly Fault[]) {
    super(formatFaults(faults));
    this.faults = faults;
  }
}

/** `['stages', 1]` as `stages[1]`; keys that are no plain words are quoted. */
export function formatPath(path: Path): string {
  return path
    .map((key) => {
      if (typeof key === 'number') return `[${key}]`;
      return /^[\w-]+$/.test(key) ? `.${key}` : `[${quote(key)}]`;
    })
    .join('')
    .replace(/^\./, '');
}

const SHOWN_CHARACTERS = 80;

/** A value from the file as one short line that no control character can escape from. */
export function quote(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value) && value.length === 0) return 'an empty list';
  const json = JSON.stringify(value);
  if (typeof value === 'object' && json.length > SHOWN_CHARACTERS) {
    const size = Object.keys(value).length;
    return Array.isArray(value) ? `a list of ${size}` : `a mapping of ${size}`;
  }
  const shown = [...json].slice(0, SHOWN_CHARACTERS).join('');
  return escapeInvisible(shown.length < json.length ? `${shown}…` : shown);
}

/** Control and format characters (bidi marks, escapes) as `\u{…}`, so that a terminal shows and does not obey them. */
function escapeInvisible(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`,
  );
}

/** All faults for a terminal, in the order of the file, each beginning with a place that editors can open. */
export function formatFaults(faults: readonly Fault[]): string {
  const count = faults.length === 1 ? '1 fault' : `${faults.length} faults`;
  return [...faults.map(formatFault), `${count}. Nothing was changed.`].join('\n\n');
}

function formatFault(fault: Fault): string {
  const lines = [
    `${fault.file}:${fault.line}:${fault.column}  ${fault.path}`.trimEnd(),
    `  found    ${fault.found}`,
    `  allowed  ${fault.allowed}`,
  ];
  if (fault.suggestion !== undefined) lines.push(`  did you mean ${fault.suggestion}?`);
  return lines.join('\n');
}
