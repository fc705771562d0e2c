/** A day in which something breaks is made small enough to be read, and what is left breaks all the same. */
import { execFile } from 'node:child_process';
import { expect, it } from '@jest/globals';

const MINUTE_MS = 60_000;

function hunt(line: readonly string[]): Promise<{ code: number; text: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['hunt/main.ts', ...line], (error, text) => {
      resolve({ code: Number(error?.code ?? 0), text });
    });
  });
}

it(
  'keeps of a day what its broken invariant needs, and gives the line that plays it',
  async () => {
    const planted = ['--planted', 'adopted-without-weights'];
    const shrunk = await hunt(['--seed', '3', '--hours', '24', '--shrink', ...planted]);
    expect(shrunk.code).toBe(1);
    const [needs = '', replay = ''] = shrunk.text.split('\n');
    expect(needs).toMatch(/^needs .*\bhandEdits\b/);
    expect(needs.split(', ').length).toBeLessThan(4);

    const again = await hunt(replay.split(' ').slice('npm run hunt --'.split(' ').length));
    expect(again.code).toBe(1);
    expect(again.text).toContain('VIOLATED  S1');
    expect(shrunk.text.endsWith(again.text)).toBe(true);
  },
  MINUTE_MS,
);

it('leaves a day alone in which nothing breaks', async () => {
  const { code, text } = await hunt(['--seed', '3', '--hours', '2', '--shrink']);
  expect(code).toBe(0);
  expect(text).toMatch(/^seed 3, 2 h, /);
  expect(text).toContain('no invariant was broken');
});
