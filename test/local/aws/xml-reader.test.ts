import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readXml, XmlError } from '../../../src/local/aws/xml-reader.ts';
import { node, writeXml } from '../../../src/local/aws/xml-writer.ts';

describe('the XML reader', () => {
  it('reads elements, entities, character references, CDATA, comments and prefixes', () => {
    const root = readXml(
      '\ufeff<?xml version="1.0" encoding="UTF-8"?>\n<!-- c --><r:A xmlns:r="urn:x" xmlns="urn:y" k=\'v\'>' +
        '<B>1 &lt; 2 &amp;&#x41;&#66;</B><r:C/><D><![CDATA[<raw> & ]]>x</D></r:A>\n',
    );
    expect(root).toMatchObject({ name: 'A', namespace: 'urn:x' });
    expect(root.children.map(({ name, namespace, text }) => [name, namespace, text])).toEqual([
      ['B', 'urn:y', '1 < 2 &AB'],
      ['C', 'urn:x', ''],
      ['D', 'urn:y', '<raw> & x'],
    ]);
  });

  it.each([
    ['nothing', ''],
    ['text alone', 'hello'],
    ['JSON', '{"a":1}'],
    ['an element that is not closed', '<a><b></b>'],
    ['tags that cross', '<a><b></a></b>'],
    ['two roots', '<a/><b/>'],
    ['text after the root', '<a/>x'],
    ['a document type', '<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>'],
    ['an entity that nobody declared', '<a>&nbsp;</a>'],
    ['an ampersand alone', '<a>a & b</a>'],
    ['a prefix that nobody declared', '<x:a/>'],
    ['the same attribute twice', '<a k="1" k="2"/>'],
    ['an attribute without quotation marks', '<a k=1/>'],
    ['a less-than sign in an attribute', '<a k="<"/>'],
    ['a NUL', '<a>\u0000</a>'],
    ['a reference to a NUL', '<a>&#0;</a>'],
    ['a reference to half a pair', '<a>&#xD800;</a>'],
    ['a reference beyond Unicode', '<a>&#x110000;</a>'],
    ['a declaration that is not first', ' <?xml version="1.0"?><a/>'],
    ['a processing instruction', '<a><?php x ?></a>'],
    ['the end of CDATA in text', '<a>]]></a>'],
  ])('refuses %s', (_, source) => {
    expect(() => readXml(source)).toThrow(XmlError);
  });

  it('reads every text back that the writer wrote', () => {
    const text = fc.string({ unit: 'binary' }).filter(
      // XML cannot carry these at all.
      // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these
      (value) => !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(value),
    );
    fc.assert(
      fc.property(text, (value) => {
        const root = readXml(writeXml('A', 'urn:x', [node('B', value)]));
        expect(root.children[0]?.text).toBe(value);
      }),
    );
  });

  it('ends on every input: with an element or with a refusal', () => {
    const pieces = fc.array(
      fc.constantFrom(
        '<a>',
        '</a>',
        '<',
        '>',
        '&',
        ';',
        'x',
        '<![CDATA[',
        ']]>',
        '<!--',
        '-->',
        '"',
        '<a k="',
      ),
    );
    fc.assert(
      fc.property(pieces, (parts) => {
        try {
          readXml(parts.join(''));
        } catch (error) {
          expect(error).toBeInstanceOf(XmlError);
        }
      }),
    );
  });
});
