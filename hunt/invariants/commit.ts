/** A commit as the checks see it: the states before and after, and what the pass had been told. */
import type { Entry } from '../../src/core/entry.ts';
import type { Service } from '../../src/core/service.ts';
import type { ServiceState } from '../../src/core/state.ts';
import type { Ground } from '../ground.ts';
import type { Look } from '../invocation.ts';
import type { Committed, ServiceTruth } from '../service-truth.ts';

export interface Commit {
  readonly ground: Ground;
  readonly truth: ServiceTruth;
  /** As the bundle of the pass describes it. */
  readonly service: Service;
  readonly before: ServiceState | undefined;
  readonly after: ServiceState;
  readonly committed: Committed;
  readonly look: Look;
  /** What this decision says that it did. */
  readonly entries: readonly Entry[];
}

export function did({ entries }: Pick<Commit, 'entries'>, action: string): boolean {
  return entries.some((entry) => entry.action === action);
}
