/** What feeds each health check: checkers that probe its endpoint, or the metric of the alarm that it follows. */
import type { AlarmRef } from '../core/service.ts';
import type {
  AlarmHealthCheck,
  EndpointHealthCheck,
  HealthCheckConfig,
  HealthStatus,
} from '../route53/health-check.ts';
import type { Agenda } from './agenda.ts';
import type { CheckerObservation } from './checker-panel.ts';
import { Checkers, checkerCount } from './checkers.ts';
import type { Checking, RunningCheckers } from './checking.ts';
import type { HealthChecks } from './health-checks.ts';
import type { HoldSwitches } from './hold-switches.ts';
import type { WorldParameters } from './parameters.ts';
import type { PutAlarms } from './put-alarms.ts';
import { chanceFor } from './random.ts';
import type { Sites } from './sites.ts';
import type { UserAlarms } from './user-alarms.ts';

interface ChecksAtWorkNeeds {
  readonly seed: number;
  readonly agenda: Agenda;
  readonly parameters: WorldParameters;
  readonly sites: Sites;
  readonly healthChecks: HealthChecks;
  readonly holdSwitches: HoldSwitches;
  readonly putAlarms: PutAlarms;
  readonly userAlarms: UserAlarms;
  /** Without it the simulated checkers probe the simulated sites. */
  readonly checking: Checking | undefined;
}

/** Fields that checkers go by: an edit of any of them puts new checkers to work. */
const PROBED = [
  'IPAddress',
  'FullyQualifiedDomainName',
  'Port',
  'ResourcePath',
  'SearchString',
  'FailureThreshold',
  'EnableSNI',
  'Regions',
] as const satisfies readonly (keyof EndpointHealthCheck)[];

export class ChecksAtWork {
  readonly #needs: ChecksAtWorkNeeds;
  readonly #checkers = new Map<string, RunningCheckers>();
  /** How to stop following an alarm, by check. */
  readonly #following = new Map<string, () => void>();
  readonly #holds = new Map<string, string>();

  constructor(needs: ChecksAtWorkNeeds) {
    this.#needs = needs;
  }

  start(id: string, config: HealthCheckConfig): void {
    if (config.Type === 'CLOUDWATCH_METRIC') this.#follow(id, config);
    else if (config.Type !== 'CALCULATED') this.#checkers.set(id, this.#startCheckers(id, config));
  }

  /** The check has been edited; `changed` are the fields that were given. */
  edited(id: string, config: HealthCheckConfig, changed: ReadonlySet<string>): void {
    const isProbedOtherwise = PROBED.some((field) => changed.has(field));
    // Route 53 copies an alarm's settings again whenever the alarm is named, even the same one.
    if (!isProbedOtherwise && !changed.has('AlarmIdentifier')) return;
    this.stop(id);
    this.start(id, config);
  }

  stop(id: string): void {
    this.#checkers.get(id)?.stop();
    this.#checkers.delete(id);
    this.#following.get(id)?.();
    this.#following.delete(id);
    this.#holds.delete(id);
  }

  /** What each checker of an endpoint check saw last; nothing of other checks. */
  observationsOf(id: string): readonly CheckerObservation[] {
    return this.#checkers.get(id)?.observations() ?? [];
  }

  /** Whose hold switch the check follows. */
  holdOf(id: string): string | undefined {
    return this.#holds.get(id);
  }

  #startCheckers(id: string, check: EndpointHealthCheck): RunningCheckers {
    const { seed, parameters, healthChecks, checking } = this.#needs;
    const report = (endpoint: HealthStatus) => healthChecks.update(id, { endpoint });
    return checking === undefined
      ? new Checkers(check, this.#needs, chanceFor(seed, `checkers of ${id}`), report)
      : checking(check, checkerCount(check, parameters), report);
  }

  #follow(id: string, { AlarmIdentifier: { Region, Name } }: AlarmHealthCheck): void {
    const { seed, parameters, healthChecks, holdSwitches, putAlarms, userAlarms } = this.#needs;
    const alarm: AlarmRef = { region: Region, name: Name };
    let follows = true;
    const report = (status: HealthStatus | 'insufficient') => {
      if (follows) healthChecks.metricJudged(id, status);
    };
    const stopWatching = putAlarms.follow(alarm, id, report);
    this.#following.set(id, () => {
      follows = false;
      stopWatching?.();
    });
    if (stopWatching !== undefined) return;
    const service = holdSwitches.follow(alarm, report);
    if (service !== undefined) {
      this.#holds.set(id, service);
      return;
    }
    const viewMs = chanceFor(seed, `view of ${id}`).whole(parameters.metricViewMs);
    userAlarms.follow(alarm, { viewMs, report });
  }
}
