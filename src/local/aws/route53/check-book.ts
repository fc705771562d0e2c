/** What Route 53 keeps of a health check beside its settings: who asked for it, and how often it was changed. */
import { whyNotFollowable } from '../../../route53/alarm-snapshot.ts';
import type { HealthCheckConfig } from '../../../route53/health-check.ts';
import type { HealthCheckChange } from '../../../world/health-checks.ts';
import type { World } from '../../../world/world.ts';
import { ApiError } from '../api-error.ts';
import { assertConfig, invalid } from './check-rules.ts';

/** Developer Guide, "Quotas". */
const MOST_CHECKS = 200;
const LONGEST_REFERENCE = 64;

interface Registration {
  readonly id: string;
  readonly callerReference: string;
  readonly version: number;
  /** Settings as they were asked for. */
  readonly asked: string;
}

export class CheckBook {
  readonly #world: World;
  readonly #byReference = new Map<string, Registration>();
  readonly #byId = new Map<string, Registration>();

  constructor(world: World) {
    this.#world = world;
  }

  /** Throws `NoSuchHealthCheck`. */
  config(id: string): HealthCheckConfig {
    const found = this.#world.healthChecks().find((check) => check.id === id);
    if (found === undefined) {
      throw new ApiError('NoSuchHealthCheck', `A health check with id ${id} does not exist.`, 404);
    }
    return found.config;
  }

  /** A check that the stack has made carries its id as reference. */
  registration(id: string): Pick<Registration, 'callerReference' | 'version'> {
    return this.#byId.get(id) ?? { callerReference: id, version: 1 };
  }

  /** The same reference with the same settings is the same check (API `CallerReference`). */
  create(callerReference: string, config: HealthCheckConfig, newId: string): string {
    if (callerReference === '' || callerReference.length > LONGEST_REFERENCE) {
      throw invalid(`CallerReference has 1 to ${LONGEST_REFERENCE} characters.`);
    }
    const asked = JSON.stringify(sortedEntries(config));
    const before = this.#byReference.get(callerReference);
    if (before !== undefined) return this.#again(before, asked);
    this.#assertPossible(config);
    if (this.#world.healthChecks().length >= MOST_CHECKS) {
      throw new ApiError(
        'TooManyHealthChecks',
        `This account has ${MOST_CHECKS} health checks, and no more are allowed.`,
      );
    }
    this.#world.createHealthCheck(newId, config);
    const made = { id: newId, callerReference, version: 1, asked };
    this.#byReference.set(callerReference, made);
    this.#byId.set(newId, made);
    return newId;
  }

  update(id: string, change: HealthCheckChange, expectedVersion: number | undefined): void {
    const before = this.config(id);
    const { callerReference, version } = this.registration(id);
    if (expectedVersion !== undefined && expectedVersion !== version) {
      throw new ApiError(
        'HealthCheckVersionMismatch',
        `The version of health check ${id} is ${version}, and not ${expectedVersion}.`,
        409,
      );
    }
    if ('IPAddress' in change && !('IPAddress' in before)) {
      throw invalid('An IPAddress cannot be added to a check that has none.');
    }
    const merged = Object.entries({ ...before, ...change });
    const after = Object.fromEntries(merged.filter(([, value]) => value !== undefined));
    assertConfig(after as unknown as HealthCheckConfig);
    this.#assertPossible(after as unknown as HealthCheckConfig, id);
    this.#world.editHealthCheck(id, change);
    const asked = this.#byId.get(id)?.asked ?? '';
    const updated = { id, callerReference, version: version + 1, asked };
    this.#byId.set(id, updated);
    if (this.#byReference.has(callerReference)) this.#byReference.set(callerReference, updated);
  }

  delete(id: string): void {
    this.config(id);
    this.#world.deleteHealthCheck(id);
  }

  #again({ id, asked: askedBefore, callerReference }: Registration, asked: string): string {
    const exists = this.#world.healthChecks().some((check) => check.id === id);
    if (exists && asked === askedBefore) return id;
    throw new ApiError(
      'HealthCheckAlreadyExists',
      exists
        ? `A health check with the caller reference ${callerReference} and other settings already exists.`
        : `The caller reference ${callerReference} belongs to a health check that has been deleted.`,
      409,
    );
  }

  #assertPossible(config: HealthCheckConfig, own?: string): void {
    if (config.Type === 'CALCULATED') {
      for (const child of config.ChildHealthChecks) this.#assertChild(child, own);
    }
    if (config.Type !== 'CLOUDWATCH_METRIC') return;
    const { Region, Name } = config.AlarmIdentifier;
    const alarm = this.#world
      .alarmDescriptions()
      .find((one) => one.region === Region && one.name === Name);
    if (alarm === undefined) throw invalid(`There is no alarm ${Name} in ${Region}.`);
    const isUnknown = Object.keys(alarm.settings).length === 0;
    const why = isUnknown ? undefined : whyNotFollowable(alarm.settings);
    if (why !== undefined) throw invalid(`A health check cannot follow the alarm ${Name}: ${why}.`);
  }

  #assertChild(child: string, own: string | undefined): void {
    const found = this.#world.healthChecks().find(({ id }) => id === child);
    if (found === undefined || child === own) {
      throw invalid(`${child} cannot be a child: there is no such health check.`);
    }
    if (found.config.Type === 'CALCULATED') {
      throw invalid(`${child} cannot be a child: it is a calculated check itself.`);
    }
  }
}

function sortedEntries(config: HealthCheckConfig): readonly (readonly [string, unknown])[] {
  return Object.entries(config).sort(([one], [other]) => (one < other ? -1 : 1));
}
