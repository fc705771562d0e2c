import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { neutralise, subjectLine } from '../../src/messages/neutralise.ts';
import { hostileText, MARKUP, UNSAFE } from './hostile.ts';

describe('foreign text', () => {
  it.each([
    ['leaves plain words alone', 'Disk full on db-1, see RUN-42', 'Disk full on db-1, see RUN-42'],
    ['keeps other languages', '保守作業 – größer', '保守作業 – größer'],
    ['takes the colour out of terminal text', '\u001b[31;1mred\u001b[0m', 'red'],
    ['puts many lines on one', 'first\r\n\tsecond\u2028third', 'first second third'],
    ['drops what nobody can see', 'a\u202eb\u200bc\ufeffd\u00ade', 'abcde'],
    ['calls nobody', '<!channel> @here', '‹!channel› (at)here'],
    ['breaks links', '[x](https://e.example)', '[x] (https://e.example)'],
    ['opens no code block', '`id`', "'id'"],
    ['replaces half a character', 'a\ud800b', 'a\ufffdb'],
    ['turns a NUL into a gap', 'a\u0000b', 'a b'],
  ])('%s', (_, given, expected) => {
    expect(neutralise(given, 80)).toBe(expected);
  });

  it('is cut by code points, never through one, with a mark', () => {
    expect(neutralise('😀😀😀😀', 3)).toBe('😀😀…');
    expect(neutralise('😀😀😀', 3)).toBe('😀😀😀');
  });

  it('is harmless, short and well-formed whatever was sent', () => {
    fc.assert(
      fc.property(hostileText, fc.integer({ min: 1, max: 300 }), (text, most) => {
        const shown = neutralise(text, most);
        expect(shown).not.toMatch(UNSAFE);
        expect(shown).not.toMatch(MARKUP);
        expect(shown).not.toContain('\n');
        expect(shown.isWellFormed()).toBe(true);
        expect([...shown].length).toBeLessThanOrEqual(most);
      }),
    );
  });

  it('is not changed by being neutralised again', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const once = neutralise(text, 200);
        expect(neutralise(once, 200)).toBe(once);
      }),
    );
  });
});

describe('a subject', () => {
  it.each([
    ['[Switchback] shop: primary down', '[Switchback] shop: primary down'],
    ['größer', 'groer'.replace('oe', 'o?e')],
    ['café', 'cafe'],
    ['日本', '??'],
  ])('%j is %j', (given, expected) => {
    expect(subjectLine(given)).toBe(expected);
  });

  it('is at most 100 printable ASCII characters', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(subjectLine(`[Switchback] ${text}`)).toMatch(/^[ -~]{1,100}$/);
      }),
    );
    expect(subjectLine('x'.repeat(500))).toBe(`${'x'.repeat(97)}...`);
  });
});
