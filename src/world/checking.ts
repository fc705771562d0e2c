/** Who probes an endpoint check: the simulated checkers, or real ones over a network. */
import type { EndpointHealthCheck, HealthStatus } from '../route53/health-check.ts';
import type { CheckerObservation } from './checker-panel.ts';

/** The checkers of one check, at work until they are stopped. */
export interface RunningCheckers {
  observations(): readonly CheckerObservation[];
  stop(): void;
}

/** Puts so many checkers to work on a check. `report` hears of every change of what they say together. */
export type Checking = (
  check: EndpointHealthCheck,
  count: number,
  report: (status: HealthStatus) => void,
) => RunningCheckers;
