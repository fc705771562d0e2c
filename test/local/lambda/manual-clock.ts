/** A local account's clock that a test moves by hand. */
import { VirtualClock } from '../../../src/local/virtual-clock.ts';

interface Planned {
  readonly atMs: number;
  readonly run: () => void;
}

export class ManualClock {
  readonly clock: VirtualClock;
  #nowMs = 1_767_225_600_000;
  #planned: Planned[] = [];

  constructor() {
    this.clock = VirtualClock.start(1);
    Object.assign(this.clock, {
      nowMs: () => this.#nowMs,
      after: (virtualMs: number, run: () => void) => this.#plan(virtualMs, run),
    });
  }

  /** Everything due until then happens, in order. */
  async advance(byMs: number): Promise<void> {
    const untilMs = this.#nowMs + byMs;
    await this.settle();
    for (;;) {
      const [next] = this.#planned
        .filter(({ atMs }) => atMs <= untilMs)
        .sort((one, other) => one.atMs - other.atMs);
      if (next === undefined) break;
      this.#planned = this.#planned.filter((one) => one !== next);
      this.#nowMs = next.atMs;
      next.run();
      await this.settle();
    }
    this.#nowMs = untilMs;
  }

  /** Lets promises that are settled be heard of. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  }

  #plan(virtualMs: number, run: () => void): () => void {
    const planned = { atMs: this.#nowMs + virtualMs, run };
    this.#planned.push(planned);
    return () => {
      this.#planned = this.#planned.filter((one) => one !== planned);
    };
  }
}
