/** The XML of a Route 53 request, held against what the action takes. */
import { isUtf8 } from 'node:buffer';
import { ApiError } from '../api-error.ts';
import { readXml, type XmlElement, XmlError } from '../xml-reader.ts';

export const ROUTE53_NAMESPACE = 'https://route53.amazonaws.com/doc/2013-04-01/';

/** The root element, which must have that name and be of the API's namespace. */
export function readRequest(body: Buffer, root: string): XmlElement {
  const element = parsed(body);
  if (element.name !== root || element.namespace !== ROUTE53_NAMESPACE) {
    throw malformed(
      `the root is ${element.name} of ${element.namespace ?? 'no namespace'}, and not ${root} of ${ROUTE53_NAMESPACE}`,
    );
  }
  return element;
}

function parsed(body: Buffer): XmlElement {
  if (!isUtf8(body)) throw malformed('it is not UTF-8');
  try {
    return readXml(body.toString());
  } catch (error) {
    if (error instanceof XmlError) throw malformed(error.message);
    throw error;
  }
}

export function malformed(why: string): ApiError {
  return new ApiError('MalformedXML', `The XML of the request is not what the API takes: ${why}.`);
}

/** The children of an element, each known and at most once. */
export class Fields {
  readonly #element: XmlElement;
  readonly #byName: ReadonlyMap<string, XmlElement>;

  constructor(element: XmlElement, known: readonly string[]) {
    this.#element = element;
    const byName = new Map<string, XmlElement>();
    for (const child of element.children) {
      if (!known.includes(child.name)) throw malformed(`${element.name} has no ${child.name}`);
      if (byName.has(child.name)) throw malformed(`${child.name} is there twice`);
      byName.set(child.name, child);
    }
    if (element.text.trim() !== '') throw malformed(`text in ${element.name}`);
    this.#byName = byName;
  }

  has(name: string): boolean {
    return this.#byName.has(name);
  }

  element(name: string): XmlElement | undefined {
    return this.#byName.get(name);
  }

  text(name: string): string | undefined {
    const found = this.#byName.get(name);
    if (found === undefined) return undefined;
    if (found.children.length > 0) throw malformed(`${name} holds elements`);
    return found.text;
  }

  required(name: string): string {
    const text = this.text(name);
    if (text === undefined) throw malformed(`${this.#element.name} needs ${name}`);
    return text;
  }

  requiredElement(name: string): XmlElement {
    const found = this.#byName.get(name);
    if (found === undefined) throw malformed(`${this.#element.name} needs ${name}`);
    return found;
  }

  integer(name: string): number | undefined {
    const text = this.text(name)?.trim();
    if (text === undefined) return undefined;
    if (!/^[+-]?\d{1,15}$/.test(text)) {
      throw new ApiError(
        'InvalidInput',
        `Invalid XML ; '${text}' is not a valid value for 'integer'.`,
      );
    }
    return Number(text);
  }

  boolean(name: string): boolean | undefined {
    const text = this.text(name)?.trim();
    if (text === undefined) return undefined;
    if (text === 'true' || text === '1') return true;
    if (text === 'false' || text === '0') return false;
    throw new ApiError(
      'InvalidInput',
      `Invalid XML ; '${text}' is not a valid value for 'boolean'.`,
    );
  }

  /** The texts of a list's members. */
  texts(name: string, member: string): readonly string[] | undefined {
    const list = this.#byName.get(name);
    return list && members(list, member).map(({ text }) => text);
  }
}

/** The members of a list, which must all have that name. */
export function members(list: XmlElement, name: string): readonly XmlElement[] {
  const stranger = list.children.find((child) => child.name !== name);
  if (stranger) throw malformed(`${list.name} has no ${stranger.name}`);
  return list.children;
}
