/** Datapoints of one metric, and CloudWatch's statistics over any stretch of them. */

/** Where an alarm's values come from. */
export interface MetricSource {
  /** Over the datapoints from `fromMs` up to, not including, `toMs`, as seen at `nowMs`; `undefined` without any. */
  statistic(name: string, fromMs: number, toMs: number, nowMs: number): number | undefined;
}

interface Sample {
  readonly value: number;
  readonly atMs: number;
  readonly seenAtMs: number;
}

/** Longer than any alarm looks back (EvaluationPeriods times Period is at most a day). */
const KEPT_MS = 25 * 3_600_000;

export class MetricSeries implements MetricSource {
  #samples: Sample[] = [];

  get isEmpty(): boolean {
    return this.#samples.length === 0;
  }

  add(value: number, atMs: number, seenAtMs: number): void {
    const oldest = this.#samples[0];
    if (oldest !== undefined && oldest.seenAtMs < seenAtMs - 2 * KEPT_MS) {
      this.#samples = this.#samples.filter((sample) => sample.seenAtMs >= seenAtMs - KEPT_MS);
    }
    this.#samples.push({ value, atMs, seenAtMs });
  }

  statistic(name: string, fromMs: number, toMs: number, nowMs: number): number | undefined {
    const values = this.#samples
      .filter(({ atMs, seenAtMs }) => atMs >= fromMs && atMs < toMs && seenAtMs <= nowMs)
      .map(({ value }) => value);
    return statisticOf(name, values);
  }
}

/** `undefined` of no values, and for a statistic that is none of the five. */
export function statisticOf(name: string, values: readonly number[]): number | undefined {
  if (values.length === 0) return undefined;
  const sum = values.reduce((total, value) => total + value, 0);
  switch (name) {
    case 'Maximum':
      return values.reduce((most, value) => Math.max(most, value));
    case 'Minimum':
      return values.reduce((least, value) => Math.min(least, value));
    case 'Sum':
      return sum;
    case 'Average':
      return sum / values.length;
    case 'SampleCount':
      return values.length;
    default:
      return undefined;
  }
}
