import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { columnsOf, filled, wrapped } from '../../src/cli/wrapped.ts';

const words = fc.constantFrom(
  'ホールド',
  '開始',
  '、',
  '。',
  '（us-west-2）',
  'DNS',
  'a-b',
  '10 %',
  '正常',
  'は DNS で',
);

describe('a text for a terminal', () => {
  it('is cut at blanks', () => {
    expect(wrapped('hold begun: users are to stay', 12)).toEqual([
      'hold begun:',
      'users are to',
      'stay',
    ]);
    expect(wrapped('', 10)).toEqual(['']);
  });

  it('has a longer word on a line of its own', () => {
    expect(wrapped('see _switchback-primary.shop now', 10)).toEqual([
      'see',
      '_switchback-primary.shop',
      'now',
    ]);
  });

  it('is cut between Japanese words, which are two columns a letter and have no blanks', () => {
    expect(wrapped('ユーザーをセカンダリ（us-west-2）に留めます。', 20)).toEqual([
      'ユーザーをセカンダリ',
      '（us-west-2）に留め',
      'ます。',
    ]);
  });

  it('is filled up to a column, and left alone where it is longer', () => {
    expect(filled('ab', 4)).toBe('ab  ');
    expect(filled('異常', 6)).toBe('異常  ');
    expect(filled('異常です', 6)).toBe('異常です');
  });

  it('keeps a name whole that stands among Japanese words', () => {
    expect(wrapped('ユーザーはプライマリ（ap-northeast-1）', 30)).toEqual([
      'ユーザーはプライマリ',
      '（ap-northeast-1）',
    ]);
  });

  it('begins no line with what closes, and ends none with what opens', () => {
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 30 }), (parts) => {
        const lines = wrapped(`始${parts.join('')}`, 16);
        for (const line of lines) expect(line).not.toMatch(/^[、。）]|（$/);
      }),
    );
  });

  it('loses nothing but blanks where it is cut, and keeps to its columns wherever a word allows', () => {
    fc.assert(
      fc.property(fc.array(words, { maxLength: 30 }), (parts) => {
        const text = parts.join('');
        const lines = wrapped(text, 24);
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
        for (const line of lines) {
          if (columnsOf(line) > 24)
            expect(wrapped(line, 1).some((word) => columnsOf(word) > 24)).toBe(true);
        }
      }),
    );
  });
});
