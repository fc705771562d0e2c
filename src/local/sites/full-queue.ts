/** Keeps the queue of a listener that accepts nobody full, so that whoever comes next is not even refused. */
import { connect, type Socket } from 'node:net';

/** A connection of this machine with itself stands in far less, or not at all. */
const HANGS_AFTER_MS = 100;

export class FullQueue {
  /** Rejects where the system refuses instead of letting wait, as Windows does. */
  readonly full: Promise<void>;
  readonly #host: string;
  readonly #port: number;
  readonly #fillers = new Set<Socket>();
  readonly #whenFull = Promise.withResolvers<void>();
  #isOpen = true;

  constructor(host: string, port: number) {
    this.#host = host;
    this.#port = port;
    this.full = this.#whenFull.promise;
    this.#fill();
  }

  close(): void {
    this.#isOpen = false;
    for (const filler of this.#fillers) filler.destroy();
    this.#fillers.clear();
    this.#whenFull.resolve();
  }

  /** One that gets through is followed by another; the one that hangs stays, in case that a place becomes free. */
  #fill(): void {
    const filler = connect(this.#port, this.#host);
    const timer = setTimeout(() => this.#whenFull.resolve(), HANGS_AFTER_MS);
    this.#fillers.add(filler);
    filler.unref();
    filler.once('connect', () => {
      clearTimeout(timer);
      if (this.#isOpen) this.#fill();
    });
    filler.once('error', (cause) => {
      clearTimeout(timer);
      this.#whenFull.reject(cause);
      this.#fillers.delete(filler);
    });
    // The system gives up on a connection after some minutes.
    filler.once('close', (hadError) => {
      clearTimeout(timer);
      if (hadError && this.#isOpen) setTimeout(() => this.#refill(), HANGS_AFTER_MS).unref();
    });
  }

  #refill(): void {
    if (this.#isOpen) this.#fill();
  }
}
