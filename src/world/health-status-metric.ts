/** HealthCheckStatus of one check as CloudWatch has it: one datapoint a minute, read off what truly happened. */
import type { HealthStatus } from '../route53/health-check.ts';
import type { FaultBoard, Faults } from './faults.ts';
import type { JournalEntry } from './journal.ts';
import { type MetricSource, statisticOf } from './metric-series.ts';
import { MINUTE_MS } from './parameters.ts';

/** Faults that keep datapoints from CloudWatch. */
const SILENCING: readonly (keyof Faults)[] = ['healthCheckMetrics', 'cloudWatchUsEast1'];

interface HealthStatusNeeds {
  readonly checkId: string;
  readonly journal: readonly JournalEntry[];
  readonly faults: FaultBoard;
  /** Now. */
  readonly status: () => HealthStatus;
  /** `false` once the check is deleted: its metric ends. */
  readonly exists: () => boolean;
  /** When the check was made. */
  readonly sinceMs: number;
}

export class HealthStatusMetric implements MetricSource {
  readonly #needs: HealthStatusNeeds;

  constructor(needs: HealthStatusNeeds) {
    this.#needs = needs;
  }

  statistic(name: string, fromMs: number, toMs: number, nowMs: number): number | undefined {
    if (!this.#needs.exists()) return undefined;
    const firstMs = Math.max(fromMs, this.#needs.sinceMs);
    const minutes: number[] = [];
    for (let atMs = Math.ceil(firstMs / MINUTE_MS) * MINUTE_MS; atMs < toMs; atMs += MINUTE_MS) {
      if (atMs <= nowMs) minutes.push(atMs);
    }
    return statisticOf(name, this.#valuesAt(minutes));
  }

  /** Walks back from now, undoing what happened since. */
  #valuesAt(minutes: readonly number[]): readonly number[] {
    const { journal, status, faults } = this.#needs;
    const values: number[] = [];
    const moment: Moment = {
      healthy: status() === 'healthy',
      silent: new Set(SILENCING.filter((name) => faults.get(name) !== undefined)),
    };
    let at = journal.length - 1;
    for (const minute of minutes.toReversed()) {
      for (let entry = journal[at]; entry && entry.atMs > minute; entry = journal[--at]) {
        this.#undo(entry, moment);
      }
      if (moment.silent.size === 0) values.push(moment.healthy ? 1 : 0);
    }
    return values;
  }

  #undo(entry: JournalEntry, moment: Moment): void {
    if (entry.kind === 'checkFlipped' && entry.checkId === this.#needs.checkId) {
      moment.healthy = !moment.healthy;
    }
    if (entry.kind !== 'faultSet' || !SILENCING.includes(entry.name)) return;
    if (entry.on) moment.silent.delete(entry.name);
    else moment.silent.add(entry.name);
  }
}

interface Moment {
  healthy: boolean;
  readonly silent: Set<keyof Faults>;
}
