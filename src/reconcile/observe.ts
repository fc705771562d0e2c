/** One look at the world for all services of a pass. What cannot be seen is unknown, and the pass goes on. */
import { holdWitnessName, sideWitnessName } from '../core/names.ts';
import type {
  NamedReading,
  Observation,
  ProbeOutcome,
  SideObservation,
} from '../core/observation.ts';
import type { ZoneIndex } from '../core/read-records.ts';
import { known, type Reading, unknown } from '../core/reading.ts';
import { readAnswer, readWitness } from '../core/replies.ts';
import type { AlarmRef, Configuration, ReadinessCheck, Service, Side } from '../core/service.ts';
import type { ServiceState } from '../core/state.ts';
import {
  type AlarmState,
  alarmKey,
  type ChangeStatus,
  type DnsReplies,
  type Ports,
  type ProbeResult,
  questionKey,
} from '../ports.ts';
import type { ResourceRecordSet } from '../route53/record-set.ts';
import type { PassFaults } from './faults.ts';
import {
  alarmQuestions,
  answerType,
  dnsQuestions,
  endpointProbeKey,
  probes,
  readinessName,
  readinessProbeKey,
  sideAlarm,
} from './questions.ts';
import { indexOf, seenRecords } from './zone-sightings.ts';

/** What the ports said, before it is sorted by service. */
interface Sightings {
  readonly replies: ReadonlyMap<string, DnsReplies>;
  readonly alarms: ReadonlyMap<string, Reading<AlarmState>>;
  readonly probes: ReadonlyMap<string, Reading<ProbeResult>>;
  readonly zones: ReadonlyMap<string, Reading<ZoneIndex>>;
  readonly changes: ReadonlyMap<string, Reading<ChangeStatus>>;
}

export interface Observed {
  readonly observations: ReadonlyMap<string, Observation>;
  readonly zones: ReadonlyMap<string, Reading<ZoneIndex>>;
}

export async function observe(
  configuration: Configuration,
  services: readonly Service[],
  states: ReadonlyMap<string, ServiceState>,
  ports: Ports,
  faults: PassFaults,
): Promise<Observed> {
  const seen = await look(configuration, services, states, ports, faults);
  const observations = new Map(
    services.map((service) => [
      service.id,
      observationOf(configuration, service, states.get(service.id), seen),
    ]),
  );
  return { observations, zones: seen.zones };
}

async function look(
  configuration: Configuration,
  services: readonly Service[],
  states: ReadonlyMap<string, ServiceState>,
  ports: Ports,
  faults: PassFaults,
): Promise<Sightings> {
  const zoneIds = [...new Set(services.map(({ zone }) => zone.id))];
  const [replies, alarms, probed, zones, changes] = await Promise.all([
    faults.attempt('asking the name servers', () =>
      ports.nameServers.ask(services.flatMap(dnsQuestions)),
    ),
    faults.attempt('reading alarm states', () =>
      ports.alarms.states(services.flatMap((service) => alarmQuestions(configuration, service))),
    ),
    faults.attempt('probing', () => ports.probes.run(services.flatMap(probes))),
    faults.attempt('listing records', () => ports.records.list(zoneIds)),
    followedChanges(states, ports, faults),
  ]);
  return {
    replies: replies ?? new Map(),
    alarms: alarms ?? new Map(),
    probes: probed ?? new Map(),
    zones: new Map(zoneIds.map((id) => [id, indexed(zones?.get(id))])),
    changes,
  };
}

function indexed(listed: Reading<readonly ResourceRecordSet[]> | undefined): Reading<ZoneIndex> {
  if (listed === undefined) return unknown('the records could not be listed');
  return listed.known ? known(indexOf(listed.value)) : listed;
}

async function followedChanges(
  states: ReadonlyMap<string, ServiceState>,
  ports: Ports,
  faults: PassFaults,
): Promise<Sightings['changes']> {
  const ids = [...new Set([...states.values()].flatMap((state) => changeIdOf(state) ?? []))];
  if (ids.length === 0) return new Map();
  const statuses = await faults.attempt('following changes', () =>
    ports.records.changeStatuses(ids),
  );
  return statuses ?? new Map();
}

function changeIdOf(state: ServiceState | undefined): string | undefined {
  const progress = state?.records?.progress;
  return progress?.status === 'submitted' ? progress.changeId : undefined;
}

function observationOf(
  configuration: Configuration,
  service: Service,
  state: ServiceState | undefined,
  seen: Sightings,
): Observation {
  const zone = seen.zones.get(service.zone.id);
  const changeId = changeIdOf(state);
  const answerQuestion = { name: service.names[0], type: answerType(service) };
  return {
    primary: sideOf(configuration, service, 'primary', seen),
    secondary: sideOf(configuration, service, 'secondary', seen),
    holdWitness: readWitness(txt(seen, holdWitnessName(service)), ['on', 'off']),
    answer: readAnswer(seen.replies.get(questionKey(answerQuestion)), service, answerQuestion.type),
    records: zone?.known
      ? known(seenRecords(service, zone.value))
      : (zone ?? unknown('not listed')),
    change:
      changeId === undefined
        ? unknown('no change is under way')
        : (seen.changes.get(changeId) ?? unknown('no answer about the change')),
    guards: service.failback.guardAlarms.map((alarm) => ({
      name: `alarm ${alarm.name}`,
      reading: alarmOk(seen, alarm),
    })),
  };
}

function sideOf(
  configuration: Configuration,
  service: Service,
  side: Side,
  seen: Sightings,
): SideObservation {
  return {
    witness: readWitness(txt(seen, sideWitnessName(service, side)), ['healthy', 'unhealthy']),
    probe: probed(seen, endpointProbeKey(service, side)),
    probeTellsAll: service[side].unhealthyWhen.length === 0,
    alarm: alarmState(seen, sideAlarm(configuration, service, side)),
    readiness: service[side].readiness.map((check, at) =>
      readinessOf(service, side, check, at, seen),
    ),
  };
}

function readinessOf(
  service: Service,
  side: Side,
  check: ReadinessCheck,
  at: number,
  seen: Sightings,
): NamedReading {
  const reading =
    check.kind === 'alarmOk'
      ? alarmOk(seen, check.alarm)
      : probed(seen, readinessProbeKey(service, side, at));
  return { name: readinessName(check), reading };
}

function txt({ replies }: Sightings, name: string): DnsReplies | undefined {
  return replies.get(questionKey({ name, type: 'TXT' }));
}

function probed(seen: Sightings, key: string): Reading<ProbeOutcome> {
  return seen.probes.get(key) ?? unknown('not probed');
}

function alarmState(seen: Sightings, alarm: AlarmRef): Reading<AlarmState> {
  return seen.alarms.get(alarmKey(alarm)) ?? unknown('no answer about the alarm');
}

/** INSUFFICIENT_DATA is unknown, never good. */
function alarmOk(seen: Sightings, alarm: AlarmRef): Reading<ProbeOutcome> {
  const state = alarmState(seen, alarm);
  if (!state.known) return state;
  if (state.value === 'INSUFFICIENT_DATA') return unknown('alarm has insufficient data');
  return known({ good: state.value === 'OK', detail: `alarm is ${state.value}` });
}
