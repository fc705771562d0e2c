/** What happened in a seed, in order: always as a hash, and as lines to read when one seed is replayed. */
import { Digest } from './digest.ts';

export class Trail {
  readonly lines: string[] = [];
  readonly digest = new Digest();
  readonly #nowMs: () => number;
  readonly #startMs: number;
  readonly #kept: boolean;

  constructor(nowMs: () => number, startMs: number, kept: boolean) {
    this.#nowMs = nowMs;
    this.#startMs = startMs;
    this.#kept = kept;
  }

  /** Only to read, and no part of the hash. */
  explain(text: string): void {
    if (this.#kept) this.lines.push(text);
  }

  note(what: string, detail: string): void {
    const atMs = this.#nowMs() - this.#startMs;
    const text = `${atMs} ${what} ${detail}`;
    this.digest.add(text);
    if (this.#kept) this.lines.push(`${clock(atMs)} ${what.padEnd(9)} ${detail}`);
  }
}

/** `hh:mm:ss.mmm` since the start. */
export function clock(ms: number): string {
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  const rest = `${two((ms / 60_000) % 60)}:${two((ms / 1000) % 60)}`;
  return `${two(ms / 3_600_000)}:${rest}.${String(ms % 1000).padStart(3, '0')}`;
}
