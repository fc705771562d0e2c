/** The file as YAML 1.2: its plain value, and where each part of it stands. */
import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
  type Document as YamlDocument,
} from 'yaml';
import type { Path } from './faults.ts';

export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A fault that YAML itself has, before anything is known about services. */
export interface YamlFault extends Position {
  readonly found: string;
  readonly allowed: string;
}

export type ReadDocument =
  | { readonly ok: true; readonly value: unknown; readonly places: Places }
  | { readonly ok: false; readonly faults: readonly YamlFault[] };

/** 1,000 services with every field come to about a third of this. */
const MAX_CHARACTERS = 4_000_000;

/** How often aliases (`*x`) may be resolved in all, so that a few lines cannot grow into gigabytes. */
const MAX_ALIASES = 100;

const START: Position = { line: 1, column: 1 };

/** Parses the text; every fault of YAML, unknown tags included, is answered and not thrown. */
export function readDocument(text: string): ReadDocument {
  if (text.length > MAX_CHARACTERS) {
    return refused(START, `${text.length} characters`, `at most ${MAX_CHARACTERS} characters`);
  }
  try {
    return parse(text);
  } catch (error) {
    // A RangeError is the end of the stack, a ReferenceError the cap on aliases.
    if (error instanceof RangeError) return refused(START, 'deep nesting', 'a few levels');
    if (error instanceof ReferenceError) {
      return refused(
        START,
        error.message,
        `anchors that exist, used at most ${MAX_ALIASES} times in all`,
      );
    }
    throw error;
  }
}

function parse(text: string): ReadDocument {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    // Whatever a %YAML directive says: `no` stays a text and `<<` a key like any other.
    schema: 'core',
    stringKeys: true,
  });
  const problems = [...document.errors, ...document.warnings];
  if (problems.length > 0) {
    return {
      ok: false,
      faults: problems.map(({ message, pos }) => ({
        ...positionOf(lines, pos[0]),
        found: message,
        allowed: 'YAML 1.2: one document, keys that are unique in their mapping, no tabs, no tags',
      })),
    };
  }
  const value: unknown = document.toJS({ maxAliasCount: MAX_ALIASES });
  const keys = prototypeKeys(document).map((offset) => ({
    ...positionOf(lines, offset),
    found: 'the key "__proto__"',
    allowed: 'keys that mean something',
  }));
  if (keys.length > 0) return { ok: false, faults: keys };
  if (isCircular(value)) return refused(START, 'an anchor inside itself', 'a finite document');
  return { ok: true, value, places: new Places(document, lines) };
}

/** Where `__proto__` stands as a key. A mapping by ids would pass over it in silence. */
function prototypeKeys(document: YamlDocument): readonly number[] {
  const offsets: number[] = [];
  visit(document, {
    Pair(_, { key }) {
      if (isScalar(key) && key.value === '__proto__') offsets.push(key.range?.[0] ?? 0);
    },
  });
  return offsets;
}

function refused(position: Position, found: string, allowed: string): ReadDocument {
  return { ok: false, faults: [{ ...position, found, allowed }] };
}

function isCircular(value: unknown, above: readonly object[] = []): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (above.includes(value)) return true;
  return Object.values(value).some((child) => isCircular(child, [...above, value]));
}

function positionOf(lines: LineCounter, offset: number): Position {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}

/** Answers where a path stands in the file. */
export class Places {
  readonly #document: YamlDocument;
  readonly #lines: LineCounter;

  constructor(document: YamlDocument, lines: LineCounter) {
    this.#document = document;
    this.#lines = lines;
  }

  /** True when the file itself says something at this path. */
  has(path: Path): boolean {
    return this.#walk(path).depth === path.length;
  }

  /** Of the value at the path; of the nearest key above it where there is none. */
  position(path: Path): Position {
    const { depth, key, value } = this.#walk(path);
    const node = depth === path.length ? (value ?? key) : (key ?? value);
    return positionOf(this.#lines, node?.range?.[0] ?? 0);
  }

  /** Of the key at the path, for keys that should not be there. */
  keyPosition(path: Path): Position {
    const { key, value } = this.#walk(path);
    return positionOf(this.#lines, (key ?? value)?.range?.[0] ?? 0);
  }

  /** As far down the path as the document goes: the last key and value, and how many steps were made. */
  #walk(path: Path): { depth: number; key: Node | undefined; value: Node | undefined } {
    let value: Node | undefined = this.#document.contents ?? undefined;
    let key: Node | undefined;
    for (const [depth, step] of path.entries()) {
      const next = this.#child(value, step);
      if (!next) return { depth, key, value };
      key = next.key ?? key;
      value = next.value;
    }
    return { depth: path.length, key, value };
  }

  #child(
    parent: Node | undefined,
    step: string | number,
  ): { key?: Node | undefined; value: Node | undefined } | undefined {
    const node = isAlias(parent) ? parent.resolve(this.#document) : parent;
    if (isSeq<Node>(node)) {
      return typeof step === 'number' && node.items[step] ? { value: node.items[step] } : undefined;
    }
    if (!isMap<Node, Node | null>(node)) return undefined;
    const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === step);
    return pair && { key: pair.key, value: pair.value ?? undefined };
  }
}
