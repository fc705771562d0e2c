/** One line of what happens, while it happens: when, by whom, what. */
import { clockText } from '../messages/duration.ts';
import { wrapped } from './wrapped.ts';

const COLUMNS = 98;
const INDENT = 13;

/** `@` a person, `>` Switchback, `✓` seen, `✗` not seen, `?` unknown; blank for whatever else. */
export type ToldLine = (atMs: number, mark: string, text: string) => void;

/** Times are counted from `startMs`. */
export function toldLine(startMs: number, print: (line: string) => void): ToldLine {
  return (atMs, mark, text) => {
    const [first = '', ...more] = wrapped(text, COLUMNS - INDENT);
    print(`  ${clockText(atMs - startMs).padEnd(8)} ${mark} ${first}`);
    for (const rest of more) print(`${' '.repeat(INDENT)}${rest}`);
  };
}
