import { describe, expect, it } from '@jest/globals';
import { clockText, durationText } from '../../src/messages/duration.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('a length of time', () => {
  it.each([
    [0, '0 s'],
    [-5, '0 s'],
    [90_000, '90 s'],
    [119_400, '119 s'],
    [119_600, '2 min'],
    [5 * MINUTE, '5 min'],
    [59 * MINUTE + 40_000, '1 h'],
    [80 * MINUTE, '1 h 20 min'],
    [2 * HOUR, '2 h'],
    [23 * HOUR + 59 * MINUTE + 40_000, '1 d'],
    [50 * HOUR, '2 d 2 h'],
  ])('%d ms is %s', (ms, expected) => {
    expect(durationText(ms)).toBe(expected);
  });

  it('takes the words of another language', () => {
    const units = { second: '秒', minute: '分', hour: '時間', day: '日' };
    expect(durationText(80 * MINUTE, units)).toBe('1 時間 20 分');
  });
});

describe('a time since a beginning', () => {
  it.each([
    [0, '0:00'],
    [5 * MINUTE + 7_000, '5:07'],
    [HOUR + 5 * MINUTE, '1:05:00'],
    [-1, '0:00'],
  ])('%d ms is %s', (ms, expected) => {
    expect(clockText(ms)).toBe(expected);
  });
});
