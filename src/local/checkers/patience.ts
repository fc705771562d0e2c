/**
 * A limit on waiting for the other side, and how long the wait has been. Only time in which this process had nothing to
 * do counts: a clock that runs many times as fast does not make its computing faster, and a site is not slow because
 * its checker was busy.
 */

/** Not worth another timer. */
const REST_MS = 1;

export class Patience {
  readonly #limitMs: number;
  readonly #expired: () => void;
  readonly #fromMs = idleMs();
  #timer: NodeJS.Timeout;

  /** Times of this machine. `expired` is called when the wait was clearly too long, unless it has ended. */
  constructor(limitMs: number, expired: () => void) {
    this.#limitMs = limitMs;
    this.#expired = expired;
    this.#timer = setTimeout(() => this.#grace(), this.#limitMs);
  }

  /** The wait is over; answers how long it was. */
  end(): number {
    clearTimeout(this.#timer);
    return idleMs() - this.#fromMs;
  }

  /** Timers run before what has arrived is read, so a process that was busy looks once more; a busy one only once. */
  #grace(): void {
    const leftMs = this.#limitMs - (idleMs() - this.#fromMs);
    if (leftMs < REST_MS) this.#expired();
    else this.#timer = setTimeout(this.#expired, leftMs);
  }
}

function idleMs(): number {
  return performance.eventLoopUtilization().idle;
}
