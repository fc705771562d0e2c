import { describe, expect, it } from '@jest/globals';
import { stringify } from 'yaml';
import { parseConfiguration } from '../../src/config/parse.ts';
import { configurationOf, example, faultsOf } from './example.ts';

const TEXT = stringify(example());
const END = TEXT.split('\n').length;

describe('the text of the file', () => {
  it.each([
    ['a byte order mark', `\uFEFF${TEXT}`],
    ['Windows line ends', TEXT.replaceAll('\n', '\r\n')],
    ['JSON, which is YAML', JSON.stringify(example())],
    ['a document marker', `---\n${TEXT}`],
    ['comments', `# above\n${TEXT}# below\n`],
  ])('may have %s', (_title, text) => {
    expect(configurationOf(text)).toEqual(configurationOf(TEXT));
  });

  it('may use an anchor a few times', () => {
    const text = TEXT.replace('name: shop', 'name: &name shop').replace(
      'path: /health',
      'host: *name',
    );
    expect(configurationOf(text).services[0]?.primary.healthCheck.host).toBe('shop.example.com');
  });

  it.each([
    ['nothing', '', 1, 'a mapping of stack'],
    ['blanks and comments only', '# nothing\n\n', 1, 'a mapping of stack'],
    ['a list', '- shop\n', 1, 'a mapping of stack'],
    ['a text', 'shop', 1, 'a mapping of stack'],
    ['a key twice', `${TEXT}services: {}\n`, END, 'unique'],
    ['a tab for indentation', 'services:\n\tshop: {}\n', 2, 'no tabs'],
    ['two documents', `${TEXT}---\n${TEXT}`, END, 'one document'],
    ['brackets left open', 'services: {', 1, 'YAML'],
    ['a tag', 'services: !!js/function "x"\n', 1, 'no tags'],
    ['an anchor that is not there', 'services: *shop\n', 1, 'anchors that exist'],
    ['a merge key', `${TEXT}<<: { stack: a }\n`, END, 'one of stack'],
    ['a key that reaches for the prototype', `${TEXT}__proto__: {}\n`, END, 'keys that mean'],
    ['an id that reaches for it', 'services: { __proto__: {} }', 1, 'keys that mean'],
    ['a list for a key', '? [a]\n: b\n', 1, 'YAML'],
    ['a control character', 'stack: "a\\e[2Jb"\n', 1, 'a name of'],
    ['a billion laughs', bomb(), 1, 'at most 100 times'],
    ['an anchor inside itself', 'services: &a { shop: *a }\n', 1, 'a finite document'],
    ['more text than any file has', `#${'a'.repeat(4_000_000)}`, 1, 'at most 4000000'],
    ['deep nesting', `services: ${'['.repeat(50_000)}`, 1, ''],
  ])('is refused with %s', (_title, text, line, sentence) => {
    const faults = faultsOf(text);
    expect(faults.length).toBeGreaterThan(0);
    const there = faults.filter((fault) => fault.line === line);
    expect(there.map(({ allowed }) => allowed).join('\n')).toContain(sentence);
    expect(there.length).toBeGreaterThan(0);
  });

  it('reads no into a text, as YAML 1.2 does, whatever a directive says', () => {
    const faults = faultsOf(`%YAML 1.1\n---\n${TEXT}    mode: no\n`);
    expect(faults).toMatchObject([{ path: 'services.shop.mode', found: '"no"' }]);
  });

  it('names the file in each fault', () => {
    const result = parseConfiguration('[]', 'other.yml');
    expect(result).toMatchObject({
      ok: false,
      faults: [{ file: 'other.yml', line: 1, column: 1 }],
    });
  });
});

/** Nine levels of nine: 387 million entries, if they were all made. */
function bomb(): string {
  const levels = 'abcdefghi'.split('');
  return levels
    .map((name, level) => {
      const below = levels[level - 1];
      const entries = Array(9).fill(below ? `*${below}` : 'x');
      return `${name}: &${name} [${entries.join(', ')}]`;
    })
    .join('\n');
}
