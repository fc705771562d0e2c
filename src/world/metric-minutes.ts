/** One metric's datapoints of the last minutes, with Maximum as its statistic. */
import { MINUTE_MS } from './parameters.ts';

interface Datapoint {
  readonly value: number;
  readonly seenAtMs: number;
}

const KEPT_MINUTES = 10;

export class MetricMinutes {
  readonly #minutes = new Map<number, Datapoint[]>();

  /** The datapoint belongs to the minute of `timestampMs` and is seen from `seenAtMs` on. */
  add(value: number, timestampMs: number, seenAtMs: number): void {
    const startMs = minuteOf(timestampMs);
    const minute = this.#minutes.get(startMs);
    if (minute) minute.push({ value, seenAtMs });
    else this.#minutes.set(startMs, [{ value, seenAtMs }]);
    if (this.#minutes.size > KEPT_MINUTES) this.#minutes.delete(Math.min(...this.#minutes.keys()));
  }

  /** Of the minute that starts then, as it is seen at `nowMs`; `undefined` when it has no data yet. */
  maximum(startMs: number, nowMs: number): number | undefined {
    const seen = this.#minutes.get(startMs)?.filter(({ seenAtMs }) => seenAtMs <= nowMs) ?? [];
    return seen.length === 0 ? undefined : Math.max(...seen.map(({ value }) => value));
  }
}

export function minuteOf(timestampMs: number): number {
  return Math.floor(timestampMs / MINUTE_MS) * MINUTE_MS;
}
