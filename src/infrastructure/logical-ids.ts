/** Logical ids of a service's resources, outputs and parameters: the one place that makes them up. */
import type { AlarmRef, Service, Side } from '../core/service.ts';
import { endpointIdentity } from './endpoint-check.ts';
import { shortHash } from './short-hash.ts';

export interface SideLogicalIds {
  /** Changes with what can only be made anew on a check, so that a new check takes the old one's place. */
  readonly endpointCheck: string;
  /** The alarm that each alarm check follows, by the check's logical id. */
  readonly alarmChecks: ReadonlyMap<string, AlarmRef>;
  /** The check that is the side's health: the endpoint check, or with `unhealthyWhen` a calculated one. */
  readonly health: string;
  /** In ears. */
  readonly healthAlarm: string;
  /** Home's output and ears' parameter: the id of the check that is the side's health. */
  readonly healthCheckId: string;
}

export interface ServiceLogicalIds {
  readonly primary: SideLogicalIds;
  readonly secondary: SideLogicalIds;
  /** The check on the primary's records. */
  readonly primaryCheck: string;
  readonly holdAlarm: string;
  readonly holdCheck: string;
  readonly records: string;
}

/** In ears, for all services. */
export const ALARM_RULE = 'AlarmStateChangeRule';
/** In both stacks: where an event goes that could not be delivered. */
export const DEAD_LETTERS = 'DeadLetters';

export function logicalIds(service: Service): ServiceLogicalIds {
  const stem = logicalStem(service.id);
  return {
    primary: sideLogicalIds(stem, service, 'primary'),
    secondary: sideLogicalIds(stem, service, 'secondary'),
    primaryCheck: `${stem}PrimaryCheck`,
    holdAlarm: `${stem}HoldAlarm`,
    holdCheck: `${stem}HoldCheck`,
    records: `${stem}Records`,
  };
}

function sideLogicalIds(stem: string, service: Service, side: Side): SideLogicalIds {
  const { healthCheck, unhealthyWhen } = service[side];
  const prefix = `${stem}${capitalised(side)}`;
  const endpointCheck = `${prefix}EndpointCheck${endpointIdentity(healthCheck)}`;
  return {
    endpointCheck,
    alarmChecks: new Map(
      unhealthyWhen.map((alarm) => [`${prefix}AlarmCheck${alarmIdentity(alarm)}`, alarm]),
    ),
    health: unhealthyWhen.length === 0 ? endpointCheck : `${prefix}Health`,
    healthAlarm: `${prefix}HealthAlarm`,
    healthCheckId: `${prefix}HealthCheckId`,
  };
}

function alarmIdentity(alarm: AlarmRef): string {
  return shortHash([alarm.region, alarm.name]);
}

/** Tells the resources of one service from all others, in a template that an older configuration made, too. */
export function logicalIdsOf(serviceId: string): (logicalId: string) => boolean {
  const own = new RegExp(`^${logicalStem(serviceId)}${OF_A_SERVICE}$`);
  return (logicalId) => own.test(logicalId);
}

/** What comes after the stem, as `logicalIds` and `sideLogicalIds` make it. */
const OF_A_SERVICE =
  '(PrimaryCheck|HoldAlarm|HoldCheck|Records|(Primary|Secondary)((Endpoint|Alarm)Check[0-9a-f]{8}|Health(Alarm)?))';

/** `order-entry` → `OrderEntry`; an id that the stem does not give back is told apart by a hash. */
function logicalStem(id: string): string {
  const stem = id
    .split(/[^a-zA-Z0-9]+/)
    .map(capitalised)
    .join('');
  const givenBack = stem.replace(/(?!^)(?=[A-Z])/g, '-').toLowerCase();
  return givenBack === id ? stem : `${stem}${shortHash([id])}`;
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
