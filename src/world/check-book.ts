/** What somebody knows of the account's health checks at one moment: Route 53 as a whole, or one name server. */
import type { HealthCheckConfig, HealthStatus } from '../route53/health-check.ts';
import { type HealthFacts, healthCheckStatus } from '../route53/health-status.ts';

/** Everything that a check's status is worked out from, children apart. */
export interface CheckFacts {
  readonly config: HealthCheckConfig;
  readonly endpoint: HealthStatus | undefined;
  readonly metric: HealthStatus | 'insufficient' | undefined;
  readonly lastKnown: HealthStatus | undefined;
}

export class CheckBook {
  readonly #facts = new Map<string, CheckFacts>();
  readonly #parents = new Map<string, Set<string>>();
  readonly #asFacts: HealthFacts = {
    config: (id) => this.#facts.get(id)?.config,
    endpoint: (id) => this.#facts.get(id)?.endpoint,
    metric: (id) => this.#facts.get(id)?.metric,
    lastKnown: (id) => this.#facts.get(id)?.lastKnown,
  };

  facts(id: string): CheckFacts | undefined {
    return this.#facts.get(id);
  }

  set(id: string, facts: CheckFacts): void {
    this.#facts.set(id, facts);
    if (facts.config.Type !== 'CALCULATED') return;
    for (const child of facts.config.ChildHealthChecks) {
      const parents = this.#parents.get(child);
      if (parents) parents.add(id);
      else this.#parents.set(child, new Set([id]));
    }
  }

  /** The check and every calculated one that is worked out from it. */
  affectedBy(id: string): readonly string[] {
    return [id, ...(this.#parents.get(id) ?? [])];
  }

  /** The effective status, calculated checks included. */
  status(id: string): HealthStatus {
    return healthCheckStatus(id, this.#asFacts);
  }
}
