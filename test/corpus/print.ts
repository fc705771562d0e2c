/** `npm run corpus`: puts in every case of the corpus and prints what became of it; fails when one is not as it should be. */

import { CORPUS, closeCorpus } from './corpus.ts';
import type { CorpusCase } from './corpus-case.ts';

const COLUMNS = { id: 6, what: 52 } as const;

function fitted(text: string, width: number): string {
  return text.length <= width ? text.padEnd(width) : `${text.slice(0, width - 1)}…`;
}

async function line({ id, what, expected, why, see }: CorpusCase): Promise<string> {
  const seen = await see();
  const verdict = seen === expected ? '' : `   <- WRONG, expected ${expected}`;
  const because = why === undefined ? '' : `   (${why})`;
  return `${fitted(id, COLUMNS.id)}${fitted(what, COLUMNS.what)}  ${seen}${because}${verdict}\n`;
}

let wrong = 0;
let all = 0;
for (const { title, cases } of CORPUS) {
  process.stdout.write(`\n${title}\n\n`);
  for (const one of cases) {
    const text = await line(one);
    all += 1;
    if (text.includes('<- WRONG')) wrong += 1;
    process.stdout.write(text);
  }
}
await closeCorpus();
process.stdout.write(`\n${all} cases, ${wrong} not as they should be.\n`);
process.exitCode = wrong === 0 ? 0 : 1;
