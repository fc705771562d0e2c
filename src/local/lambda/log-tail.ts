/** What a function prints, line by line, and the end of it as `Invoke` gives it back. */

/** Lambda's `LogResult` holds this much. */
const TAIL_CHARACTERS = 4_096;

export class LogTail {
  readonly #line: (line: string) => void;
  #unfinished = '';
  #tail = '';

  constructor(line: (line: string) => void) {
    this.#line = line;
  }

  add(bytes: Buffer): void {
    const text = bytes.toString('utf8');
    this.#tail = (this.#tail + text).slice(-TAIL_CHARACTERS);
    const lines = (this.#unfinished + text).split('\n');
    this.#unfinished = lines.pop() ?? '';
    for (const line of lines) this.#line(line);
  }

  text(): string {
    return this.#tail;
  }

  clear(): void {
    this.#tail = '';
  }
}
