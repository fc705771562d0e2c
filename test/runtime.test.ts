import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

test('tests run on the major version of Node.js that Lambda runs', () => {
  expect(process.versions.node.split('.')[0]).toBe('24');
});

test('the project does not run install scripts other than that of node', () => {
  const { allowScripts } = JSON.parse(readFileSync('package.json', 'utf8'));
  expect(Object.keys(allowScripts).filter((name) => allowScripts[name])).toEqual(['node']);
});
