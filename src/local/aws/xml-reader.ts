/** As much of XML as AWS's clients send, read strictly: whatever is not well-formed, or could hide something, is refused. */

export interface XmlElement {
  /** Without its prefix. */
  readonly name: string;
  readonly namespace: string | undefined;
  readonly children: readonly XmlElement[];
  /** Its own character data, entities put in. */
  readonly text: string;
}

export class XmlError extends Error {
  override readonly name = 'XmlError';
}

const NAME = '[A-Za-z_][\\w.-]*(?::[A-Za-z_][\\w.-]*)?';
const TOKENS = {
  declaration: /<\?xml\s[^?>]*\?>/y,
  comment: /<!--(?:(?!--)[\s\S])*-->/y,
  cdata: /<!\[CDATA\[([\s\S]*?)\]\]>/y,
  close: new RegExp(`</(${NAME})\\s*>`, 'y'),
  open: new RegExp(`<(${NAME})((?:\\s+${NAME}\\s*=\\s*(?:"[^"<]*"|'[^'<]*'))*)\\s*(/?)>`, 'y'),
  text: /[^<]+/y,
} as const;
const ATTRIBUTE = new RegExp(`(${NAME})\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'g');
const ENTITY = /&(#x[0-9a-fA-F]{1,6}|#[0-9]{1,7}|lt|gt|amp|quot|apos);|&/g;
const NAMED: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
};
// biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 forbids exactly these
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;

type Namespaces = ReadonlyMap<string, string>;

interface OpenElement {
  readonly qualifiedName: string;
  readonly namespaces: Namespaces;
  readonly children: XmlElement[];
  text: string;
}

/** The root element. Throws `XmlError`. */
export function readXml(source: string): XmlElement {
  const withoutMark = source.replace(/^\ufeff/, '');
  if (FORBIDDEN.test(withoutMark)) throw new XmlError('a character that XML does not allow');
  return new Reader(withoutMark).read();
}

class Reader {
  readonly #source: string;
  readonly #open: OpenElement[] = [];
  #root: XmlElement | undefined;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  read(): XmlElement {
    this.#match(TOKENS.declaration);
    while (this.#at < this.#source.length) this.#readNext();
    const unclosed = this.#open.at(-1);
    if (unclosed) throw new XmlError(`<${unclosed.qualifiedName}> is not closed`);
    if (this.#root === undefined) throw new XmlError('there is no element');
    return this.#root;
  }

  #readNext(): void {
    if (this.#match(TOKENS.comment) || this.#readText() || this.#readTag()) return;
    throw new XmlError(`what stands at character ${this.#at} is not XML that is understood here`);
  }

  #readText(): boolean {
    const cdata = this.#match(TOKENS.cdata);
    if (cdata) this.#addText(cdata[1] ?? '', true);
    const text = cdata ? null : this.#match(TOKENS.text);
    if (text) this.#addText(characters(text[0]), false);
    return cdata !== null || text !== null;
  }

  #readTag(): boolean {
    const close = this.#match(TOKENS.close);
    if (close) this.#close(close[1] ?? '');
    const open = close ? null : this.#match(TOKENS.open);
    if (open) this.#begin(open[1] ?? '', open[2] ?? '', open[3] === '/');
    return close !== null || open !== null;
  }

  #match(token: RegExp): RegExpExecArray | null {
    token.lastIndex = this.#at;
    const match = token.exec(this.#source);
    if (match) this.#at += match[0].length;
    return match;
  }

  #addText(text: string, isQuoted: boolean): void {
    const element = this.#open.at(-1);
    if (element) element.text += text;
    else if (isQuoted || text.trim() !== '') throw new XmlError('text outside of the root element');
  }

  #begin(qualifiedName: string, attributes: string, isEmpty: boolean): void {
    if (this.#root) throw new XmlError('there is more than one root element');
    const outer = this.#open.at(-1)?.namespaces ?? new Map();
    const namespaces = new Map([...outer, ...declaredNamespaces(attributes)]);
    this.#open.push({ qualifiedName, namespaces, children: [], text: '' });
    if (isEmpty) this.#close(qualifiedName);
  }

  #close(qualifiedName: string): void {
    const element = this.#open.pop();
    if (element?.qualifiedName !== qualifiedName) {
      throw new XmlError(`</${qualifiedName}> closes nothing that is open`);
    }
    const { children, text, namespaces } = element;
    const [prefix, name] = splitName(qualifiedName);
    const namespace = namespaces.get(prefix);
    if (prefix !== '' && namespace === undefined) {
      throw new XmlError(`the prefix ${prefix} is not declared`);
    }
    const made = { name, namespace, children, text };
    const parent = this.#open.at(-1);
    if (parent) parent.children.push(made);
    else this.#root = made;
  }
}

function declaredNamespaces(attributes: string): Namespaces {
  const seen = new Set<string>();
  const declared = new Map<string, string>();
  for (const [, name = '', double, single] of attributes.matchAll(ATTRIBUTE)) {
    if (seen.has(name)) throw new XmlError(`the attribute ${name} is there twice`);
    seen.add(name);
    const value = characters(double ?? single ?? '');
    if (name === 'xmlns') declared.set('', value);
    if (name.startsWith('xmlns:')) declared.set(name.slice('xmlns:'.length), value);
  }
  return declared;
}

function splitName(qualifiedName: string): readonly [prefix: string, name: string] {
  const colon = qualifiedName.indexOf(':');
  return colon < 0
    ? ['', qualifiedName]
    : [qualifiedName.slice(0, colon), qualifiedName.slice(colon + 1)];
}

function characters(text: string): string {
  if (text.includes(']]>')) throw new XmlError(']]> in text');
  return text.replaceAll('\r\n', '\n').replaceAll(ENTITY, (whole, name: string | undefined) => {
    if (name === undefined) throw new XmlError(`${whole} begins no entity that is known here`);
    return NAMED[name] ?? codePoint(name);
  });
}

function codePoint(reference: string): string {
  const isHex = reference[1] === 'x';
  const code = Number.parseInt(reference.slice(isHex ? 2 : 1), isHex ? 16 : 10);
  const isSurrogate = code >= 0xd800 && code <= 0xdfff;
  if (code > 0x10ffff || isSurrogate) throw new XmlError(`&${reference}; is no character`);
  const character = String.fromCodePoint(code);
  if (FORBIDDEN.test(character)) throw new XmlError(`&${reference}; is not allowed in XML`);
  return character;
}
