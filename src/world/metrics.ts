/** All metrics that somebody has put into CloudWatch, by Region, namespace, name and dimensions. */
import type { Agenda } from './agenda.ts';
import { MetricSeries } from './metric-series.ts';
import type { WorldParameters } from './parameters.ts';
import { type Chance, chanceFor } from './random.ts';

export interface MetricDimension {
  readonly Name: string;
  readonly Value: string;
}

export interface MetricId {
  readonly region: string;
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: readonly MetricDimension[];
}

/** One value of one metric. */
export interface MetricDatum extends MetricId {
  readonly value: number;
  readonly atMs: number;
}

/** One statistic of one metric, over a stretch of time. */
export interface MetricQuery extends MetricId {
  readonly statistic: string;
  readonly fromMs: number;
  readonly toMs: number;
}

/** Dimensions in any order are the same metric. */
export function metricKey({ region, namespace, name, dimensions }: MetricId): string {
  const sorted = dimensions.map(({ Name, Value }) => JSON.stringify([Name, Value])).sort();
  return JSON.stringify([region, namespace, name, sorted]);
}

interface MetricsNeeds {
  readonly seed: number;
  readonly agenda: Agenda;
  readonly parameters: WorldParameters;
}

export class Metrics {
  readonly #needs: MetricsNeeds;
  readonly #ingestion: Chance;
  readonly #byKey = new Map<string, { readonly id: MetricId; readonly series: MetricSeries }>();

  constructor(needs: MetricsNeeds) {
    this.#needs = needs;
    this.#ingestion = chanceFor(needs.seed, 'ingestion of metrics');
  }

  put(datum: MetricDatum): void {
    const { agenda, parameters } = this.#needs;
    const seenAtMs = agenda.nowMs + this.#ingestion.whole(parameters.metricIngestionMs);
    this.series(datum).add(datum.value, datum.atMs, seenAtMs);
  }

  /** Empty for a metric that nobody has put yet. */
  series(metric: MetricId): MetricSeries {
    const key = metricKey(metric);
    const found = this.#byKey.get(key);
    if (found) return found.series;
    const { region, namespace, name, dimensions } = metric;
    const series = new MetricSeries();
    this.#byKey.set(key, { id: { region, namespace, name, dimensions }, series });
    return series;
  }

  /** Of those that have a value. */
  ids(): readonly MetricId[] {
    return [...this.#byKey.values()].filter(({ series }) => !series.isEmpty).map(({ id }) => id);
  }
}
