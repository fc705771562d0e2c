/** What a deployment would fail on half-way, said before anything is made. */
import { type AlarmRef, type Configuration, type Service, SIDES } from '../core/service.ts';
import { apiRecordSet } from '../infrastructure/api-record-set.ts';
import { recordSetGroup } from '../infrastructure/records.ts';
import { buildWholeStacks } from '../infrastructure/stacks.ts';
import { alarmKey } from '../ports.ts';
import { whyNotFollowable } from '../route53/alarm-snapshot.ts';
import { applyBatch } from '../route53/change-batch.ts';
import { recordSetKey } from '../route53/record-set.ts';
import type { Account } from './account.ts';
import { ownRecordKeys } from './deployed-records.ts';

/** One sentence a fault; empty when nothing stands in the way. */
export function preflight(configuration: Configuration, account: Account): readonly string[] {
  const { services } = configuration;
  return [
    ...zoneFaults(services, account),
    ...services.flatMap((service) => recordFaults(service, account)),
    ...healthCheckFaults(configuration, account),
    ...services.flatMap((service) => alarmFaults(service, account)),
  ];
}

function zoneFaults(services: readonly Service[], { zones }: Account): readonly string[] {
  const wanted = new Map(services.map(({ zone }) => [zone.id, zone.name]));
  return [...wanted].flatMap(([id, name]) => {
    const zone = zones.get(id);
    if (zone === undefined) return [`There is no hosted zone ${id} (${name}) in this account.`];
    if (zone.isPrivate) return [`The hosted zone ${id} is private: health checks see public ones.`];
    return zone.name === name ? [] : [`The hosted zone ${id} is ${zone.name}, not ${name}.`];
  });
}

/** Records of the stack itself are in nobody's way; for the others Route 53's own rules are asked. */
function recordFaults(service: Service, { zones, deployed }: Account): readonly string[] {
  const zone = zones.get(service.zone.id);
  if (zone === undefined) return [];
  const own = ownRecordKeys(deployed.home, service.zone.id);
  const foreign = zone.records.filter((set) => !own.has(recordSetKey(set)));
  const changes = recordSetGroup(service).Properties.RecordSets.map((set) => ({
    action: 'CREATE' as const,
    set: apiRecordSet(set, ({ Ref }) => Ref),
  }));
  const result = applyBatch(foreign, changes, {
    zoneName: zone.name,
    healthCheckExists: () => true,
  });
  if (result.ok) return [];
  return result.messages.map((message) => `${service.id}, not a record of this stack: ${message}`);
}

function healthCheckFaults(
  configuration: Configuration,
  { deployed, healthChecks }: Account,
): readonly string[] {
  if (!healthChecks.known) return [];
  const { used, limit } = healthChecks.value;
  const { Resources } = buildWholeStacks(configuration).home;
  const made = Object.keys(Resources).filter(
    (id) => Resources[id]?.Type === 'AWS::Route53::HealthCheck' && !(id in deployed.home.Resources),
  ).length;
  if (used + made <= limit) return [];
  return [
    `The account has ${used} health checks and may have ${limit}; ${made} more are needed. Ask for more: Service Quotas, Route 53.`,
  ];
}

function alarmFaults(service: Service, { alarms }: Account): readonly string[] {
  return SIDES.flatMap((side) =>
    service[side].unhealthyWhen.flatMap((alarm) => {
      const settings = alarms.get(alarmKey(alarm));
      if (settings === undefined) return [`${service.id}: there is no alarm ${shown(alarm)}.`];
      const why = whyNotFollowable(settings);
      if (why === undefined) return [];
      return [`${service.id}: a health check cannot follow the alarm ${shown(alarm)}: ${why}.`];
    }),
  );
}

/** What does not stand in the way, and had better be known. */
export function warnings(configuration: Configuration, account: Account): readonly string[] {
  const { healthChecks } = account;
  const unseen = healthChecks.known
    ? []
    : [`How many health checks the account may have could not be read: ${healthChecks.why}`];
  return [...unseen, ...missingAlarms(configuration, account)];
}

/** Whoever asks for an alarm that is not there waits. */
function missingAlarms({ services }: Configuration, { alarms }: Account): readonly string[] {
  return services.flatMap((service) =>
    askedAlarms(service)
      .filter((alarm) => !alarms.has(alarmKey(alarm)))
      .map(
        (alarm) => `${service.id}: there is no alarm ${shown(alarm)} yet; it counts as unknown.`,
      ),
  );
}

function askedAlarms({ primary, secondary, failback }: Service): readonly AlarmRef[] {
  const readiness = [...primary.readiness, ...secondary.readiness];
  return [
    ...failback.guardAlarms,
    ...readiness.flatMap((check) => (check.kind === 'alarmOk' ? [check.alarm] : [])),
  ];
}

/** Every alarm of the user's that the configuration names. */
export function namedAlarms({ services }: Configuration): readonly AlarmRef[] {
  return services.flatMap((service) => [
    ...service.primary.unhealthyWhen,
    ...service.secondary.unhealthyWhen,
    ...askedAlarms(service),
  ]);
}

function shown({ name, region }: AlarmRef): string {
  return `${JSON.stringify(name)} in ${region}`;
}
