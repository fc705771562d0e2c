/** Everything that a pass asks the world about its services, gathered so that each port is called once. */
import { holdWitnessName, sideAlarmName, sideWitnessName } from '../core/names.ts';
import {
  type AddressType,
  type AlarmRef,
  type Configuration,
  type ReadinessCheck,
  recordTypes,
  type Service,
  SIDES,
  type Side,
} from '../core/service.ts';
import type { DnsQuestion, Probe } from '../ports.ts';

/** Metrics of health checks, and so the alarms on them, exist only here (Route 53 Developer Guide, monitoring). */
const EARS_REGION = 'us-east-1';

export function sideAlarm({ stackName }: Configuration, service: Service, side: Side): AlarmRef {
  return { region: EARS_REGION, name: sideAlarmName(stackName, service, side) };
}

/** The record type by which the answer is asked for. */
export function answerType(service: Service): AddressType {
  return recordTypes(service)[0] ?? 'A';
}

export function dnsQuestions(service: Service): readonly DnsQuestion[] {
  const zoneId = service.zone.id;
  const witnesses = [
    ...SIDES.map((side) => sideWitnessName(service, side)),
    holdWitnessName(service),
  ];
  return [
    ...witnesses.map((name) => ({ zoneId, name, type: 'TXT' }) as const),
    { zoneId, name: service.names[0], type: answerType(service) },
  ];
}

export function alarmQuestions(
  configuration: Configuration,
  service: Service,
): readonly AlarmRef[] {
  return [
    ...SIDES.map((side) => sideAlarm(configuration, service, side)),
    ...SIDES.flatMap((side) => service[side].readiness.flatMap(alarmOf)),
    ...service.failback.guardAlarms,
  ];
}

function alarmOf(check: ReadinessCheck): readonly AlarmRef[] {
  return check.kind === 'alarmOk' ? [check.alarm] : [];
}

export function endpointProbeKey(service: Service, side: Side): string {
  return `${service.id} ${side} endpoint`;
}

export function readinessProbeKey(service: Service, side: Side, at: number): string {
  return `${service.id} ${side} readiness ${at}`;
}

export function probes(service: Service): readonly Probe[] {
  return SIDES.flatMap((side) => [endpointProbe(service, side), ...readinessProbes(service, side)]);
}

function endpointProbe(service: Service, side: Side): Probe {
  return {
    key: endpointProbeKey(service, side),
    kind: 'endpoint',
    check: service[side].healthCheck,
    ranges: service.probeRanges,
  };
}

function readinessProbes(service: Service, side: Side): readonly Probe[] {
  return service[side].readiness.flatMap((check, at) =>
    check.kind === 'alarmOk'
      ? []
      : [
          {
            key: readinessProbeKey(service, side, at),
            kind: 'readiness',
            check,
            ranges: service.probeRanges,
          } as const,
        ],
  );
}

/** A readiness check by a name that a person recognises. */
export function readinessName(check: ReadinessCheck): string {
  if (check.kind === 'http') return check.url;
  return check.kind === 'tcp' ? `${check.host}:${check.port}` : `alarm ${check.alarm.name}`;
}
