/** XML as AWS's services answer it. */

/** What stands in an element; `undefined` leaves the element out. */
export type XmlContent = string | number | boolean | readonly XmlNode[] | undefined;

export interface XmlNode {
  readonly name: string;
  readonly content: XmlContent;
}

export function node(name: string, content: XmlContent): XmlNode {
  return { name, content };
}

/** One element a member, in the order of the object. */
export function nodes(members: Readonly<Record<string, XmlContent>>): readonly XmlNode[] {
  return Object.entries(members).map(([name, content]) => node(name, content));
}

export function writeXml(root: string, namespace: string, content: readonly XmlNode[]): string {
  const inner = content.map(written).join('');
  return `<?xml version="1.0"?>\n<${root} xmlns="${namespace}">${inner}</${root}>`;
}

function written({ name, content }: XmlNode): string {
  if (content === undefined) return '';
  const inner = Array.isArray(content)
    ? (content as readonly XmlNode[]).map(written).join('')
    : escaped(String(content));
  return `<${name}>${inner}</${name}>`;
}

/** What XML cannot carry at all is replaced, so that one odd text never makes a whole answer unreadable. */
function escaped(text: string): string {
  return (
    text
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('\r', '&#13;')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 forbids exactly these
      .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
  );
}
