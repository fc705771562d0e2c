/** A service's record sets: the pair for its users, and the witnesses. */
import { holdWitnessName, sideWitnessName } from '../core/names.ts';
import {
  type AddressType,
  type RecordTarget,
  recordTypes,
  type Service,
  SIDES,
  type Side,
} from '../core/service.ts';
import { logicalIds } from './logical-ids.ts';
import { RETAINED, type RecordSetGroupResource, ref, type TemplateRecordSet } from './template.ts';

/**
 * As short as the quickest check's interval. Switchback asks the name servers, where no cache is in the way; the
 * TTL is for people who look through a resolver.
 */
export const WITNESS_TTL_SECONDS = 10;

export function recordSetGroup(service: Service): RecordSetGroupResource {
  return {
    Type: 'AWS::Route53::RecordSetGroup',
    ...RETAINED,
    Properties: {
      HostedZoneId: service.zone.id,
      RecordSets: [...userRecordSets(service), ...witnessRecordSets(service)],
    },
  };
}

function userRecordSets(service: Service): TemplateRecordSet[] {
  return service.names.flatMap((name) =>
    recordTypes(service).flatMap((type) =>
      SIDES.map((side) => userRecordSet(service, name, type, side)),
    ),
  );
}

function userRecordSet(
  service: Service,
  name: string,
  type: AddressType,
  side: Side,
): TemplateRecordSet {
  const ids = logicalIds(service);
  return {
    Name: name,
    Type: type,
    SetIdentifier: side,
    ...routingAtRest(service, side),
    ...targetFields(service, service[side].target, type),
    HealthCheckId: ref(side === 'primary' ? ids.primaryCheck : ids.secondary.health),
  };
}

function routingAtRest(service: Service, side: Side) {
  return service.routing === 'weighted'
    ? { Weight: side === 'primary' ? 100 : 0 }
    : { Failover: failoverRole(side) };
}

function targetFields(service: Service, target: RecordTarget, type: AddressType) {
  if (target.kind === 'values') {
    return { TTL: String(service.ttlSeconds), ResourceRecords: target.values[type] ?? [] };
  }
  return {
    AliasTarget: {
      HostedZoneId: target.hostedZoneId,
      DNSName: target.dnsName,
      // Health comes from the checks alone, except where the API wants it otherwise: on a failover alias.
      EvaluateTargetHealth: service.routing === 'failover',
    },
  };
}

function witnessRecordSets(service: Service): TemplateRecordSet[] {
  const ids = logicalIds(service);
  return [
    ...SIDES.flatMap((side) =>
      witnessPair(sideWitnessName(service, side), ids[side].health, ['healthy', 'unhealthy']),
    ),
    ...witnessPair(holdWitnessName(service), ids.holdCheck, ['off', 'on']),
  ];
}

/** Answers the first value while the check is healthy, else the second, which has no check. */
function witnessPair(
  name: string,
  checkId: string,
  [whileHealthy, otherwise]: readonly [string, string],
): TemplateRecordSet[] {
  return [
    { ...witness(name, 'primary', whileHealthy), HealthCheckId: ref(checkId) },
    witness(name, 'secondary', otherwise),
  ];
}

function witness(name: string, role: Side, value: string): TemplateRecordSet {
  return {
    Name: name,
    Type: 'TXT',
    SetIdentifier: value,
    Failover: failoverRole(role),
    TTL: String(WITNESS_TTL_SECONDS),
    ResourceRecords: [`"${value}"`],
  };
}

function failoverRole(side: Side): 'PRIMARY' | 'SECONDARY' {
  return side === 'primary' ? 'PRIMARY' : 'SECONDARY';
}
