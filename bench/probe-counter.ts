/** Counts the probes of running checkers by what each of them says that it has seen. */
import type { RunningCheckers } from '../src/world/checking.ts';

/** What a checker has seen last says when: each is counted once for each time. */
export class ProbeCounter {
  done = 0;
  failed = 0;
  readonly #last = new Map<string, number>();

  count(endpoint: number, running: RunningCheckers): void {
    for (const { ipAddress, atMs, judgement } of running.observations()) {
      const key = `${endpoint} ${ipAddress}`;
      if (this.#last.get(key) === atMs) continue;
      this.#last.set(key, atMs);
      this.done += 1;
      if (!judgement.passed) this.failed += 1;
    }
  }
}
