/** How long one step of a drill is waited for. */
import type { DrillStep, Seen, Sight } from './steps.ts';

export class Wait {
  readonly #step: DrillStep;
  #sinceMs: number;
  lastSeen = 'nothing could be seen';

  constructor(step: DrillStep, nowMs: number) {
    this.#step = step;
    this.#sinceMs = nowMs;
  }

  /** `seen` is `null` where nothing could be seen this time. What waits for a person waits as long as that takes. */
  after(seen: Seen | null, nowMs: number): Sight {
    if (seen !== null) {
      const sight = this.#step.look(seen);
      if (!('notYet' in sight)) return sight;
      this.lastSeen = sight.notYet;
      if (seen.state.failback?.waitingFor != null) this.#sinceMs = nowMs;
    }
    const isOver = nowMs - this.#sinceMs > this.#step.withinMs;
    return isOver ? { failed: this.lastSeen } : { notYet: this.lastSeen };
  }
}
