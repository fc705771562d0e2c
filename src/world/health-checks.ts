/** The account's health checks as Route 53 knows them now, and who is told when one of them changes. */
import type {
  AlarmHealthCheck,
  CalculatedHealthCheck,
  EndpointHealthCheck,
  HealthCheckConfig,
  HealthStatus,
} from '../route53/health-check.ts';
import { CheckBook, type CheckFacts } from './check-book.ts';

interface HealthCheckWatcher {
  created(id: string, facts: CheckFacts): void;
  /** Something that a check's status is worked out from has changed. */
  factsChanged(id: string, facts: CheckFacts): void;
  /** The effective status of a check has changed. */
  statusChanged(id: string, status: HealthStatus): void;
}

type Fields = Omit<
  EndpointHealthCheck & Omit<CalculatedHealthCheck, 'Type'> & Omit<AlarmHealthCheck, 'Type'>,
  'Type'
>;

/** Fields that a check gets; one that is `undefined` it loses. */
export type HealthCheckChange = { readonly [Field in keyof Fields]?: Fields[Field] | undefined };

export class HealthChecks {
  readonly #book = new CheckBook();
  readonly #statuses = new Map<string, HealthStatus>();
  readonly #watcher: HealthCheckWatcher;

  constructor(watcher: HealthCheckWatcher) {
    this.#watcher = watcher;
  }

  exists(id: string): boolean {
    return this.#statuses.has(id);
  }

  status(id: string): HealthStatus {
    return this.#book.status(id);
  }

  /** Children must be there already. */
  create(id: string, config: HealthCheckConfig): void {
    if (this.exists(id)) throw new Error(`Health check ${id} exists already.`);
    const facts = { config, endpoint: undefined, metric: undefined, lastKnown: undefined };
    this.#book.set(id, facts);
    this.#statuses.set(id, this.#book.status(id));
    this.#watcher.created(id, facts);
  }

  /** As UpdateHealthCheck does. */
  edit(id: string, change: HealthCheckChange): HealthCheckConfig {
    if (!this.exists(id)) throw new Error(`There is no health check ${id}.`);
    const merged = Object.entries({ ...this.#factsOf(id).config, ...change });
    const kept = merged.filter(([, value]) => value !== undefined);
    const config = Object.fromEntries(kept) as unknown as HealthCheckConfig;
    this.update(id, { config });
    return config;
  }

  /**
   * What records and calculated checks that still name it then do is not promised by AWS; here it stays with them at
   * the status that it had.
   */
  delete(id: string): void {
    this.#statuses.delete(id);
  }

  list(): readonly { readonly id: string; readonly config: HealthCheckConfig }[] {
    return [...this.#statuses.keys()].map((id) => ({ id, config: this.#factsOf(id).config }));
  }

  /** Route 53 has judged the metric that a CLOUDWATCH_METRIC check follows. */
  metricJudged(id: string, metric: HealthStatus | 'insufficient'): void {
    this.update(id, metric === 'insufficient' ? { metric } : { metric, lastKnown: metric });
  }

  update(id: string, change: Partial<CheckFacts>): void {
    const facts = { ...this.#factsOf(id), ...change };
    this.#book.set(id, facts);
    this.#watcher.factsChanged(id, facts);
    for (const affected of this.#book.affectedBy(id)) this.#settle(affected);
  }

  #factsOf(id: string): CheckFacts {
    const facts = this.#book.facts(id);
    if (facts === undefined) throw new Error(`There is no health check ${id}.`);
    return facts;
  }

  #settle(id: string): void {
    if (!this.exists(id)) return;
    const status = this.#book.status(id);
    if (this.#statuses.get(id) === status) return;
    this.#statuses.set(id, status);
    this.#watcher.statusChanged(id, status);
  }
}
