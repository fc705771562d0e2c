/**
 * How Route 53 follows a metric for a CLOUDWATCH_METRIC check: some time after the end of each minute it judges the
 * newest minute that has data. Only judgements that can change something are planned.
 */
import { type AlarmSettings, evaluateDatapoints } from '../route53/alarm-snapshot.ts';
import type { HealthStatus } from '../route53/health-check.ts';
import type { Agenda } from './agenda.ts';
import { MetricMinutes, minuteOf } from './metric-minutes.ts';
import { MINUTE_MS } from './parameters.ts';

interface MetricViewSettings {
  readonly alarm: AlarmSettings;
  /** From the end of a minute to its judgement. */
  readonly viewMs: number;
  readonly lookbackMinutes: number;
}

export class MetricView {
  readonly #settings: MetricViewSettings;
  readonly #agenda: Agenda;
  readonly #report: (status: HealthStatus | 'insufficient') => void;
  readonly #minutes = new MetricMinutes();
  readonly #planned = new Set<number>();
  #status: HealthStatus | 'insufficient' | undefined;

  constructor(
    settings: MetricViewSettings,
    agenda: Agenda,
    report: (status: HealthStatus | 'insufficient') => void,
  ) {
    this.#settings = settings;
    this.#agenda = agenda;
    this.#report = report;
  }

  /** A value arrives in CloudWatch, to be seen from `seenAtMs` on. */
  publish(value: number, timestampMs: number, seenAtMs: number): void {
    this.#minutes.add(value, timestampMs, seenAtMs);
    const minuteMs = minuteOf(timestampMs);
    if (this.#saysTheSameAgain(value, minuteMs)) return;
    const judgedAtMs = this.#beatFrom(
      Math.max(minuteMs + MINUTE_MS + this.#settings.viewMs, seenAtMs),
    );
    if (this.#planned.has(judgedAtMs)) return;
    this.#planned.add(judgedAtMs);
    this.#agenda.at(judgedAtMs, () => this.#look(judgedAtMs));
  }

  /** As the minute before, and as it was judged last: nothing that is still planned can make a difference. */
  #saysTheSameAgain(value: number, minuteMs: number): boolean {
    const status = this.#judge([value]);
    const before = this.#minutes.maximum(minuteMs - MINUTE_MS, Number.POSITIVE_INFINITY);
    return status === this.#status && status === this.#judge([before]);
  }

  #look(nowMs: number): void {
    this.#planned.delete(nowMs);
    const status = this.#judge(this.#newestValues(nowMs));
    if (status === this.#status) return;
    this.#status = status;
    this.#report(status);
  }

  #newestValues(nowMs: number): readonly (number | undefined)[] {
    const { viewMs, lookbackMinutes, alarm } = this.#settings;
    const lastMinute = nowMs - viewMs - MINUTE_MS;
    const values = Array.from({ length: lookbackMinutes }, (_, back) =>
      this.#minutes.maximum(lastMinute - back * MINUTE_MS, nowMs),
    );
    const newest = values.findIndex((value) => value !== undefined);
    return newest < 0 ? [] : values.slice(newest, newest + (alarm.EvaluationPeriods ?? 1));
  }

  #judge(values: readonly (number | undefined)[]): HealthStatus | 'insufficient' {
    return evaluateDatapoints(this.#settings.alarm, values);
  }

  /** Judgements come once a minute, always at the same second of it. */
  #beatFrom(atMs: number): number {
    const { viewMs } = this.#settings;
    return Math.ceil((atMs - viewMs) / MINUTE_MS) * MINUTE_MS + viewMs;
  }
}
