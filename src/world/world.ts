/** One simulated AWS account in virtual time: deploy to it, step it, break it, ask it. Nothing here decides anything. */
import type { AlarmRef } from '../core/service.ts';
import type { Notification } from '../messages/message.ts';
import type { AlarmState, Change, ChangeStatus, Ports } from '../ports.ts';
import type { AlarmSettings } from '../route53/alarm-snapshot.ts';
import type { Answer } from '../route53/answer.ts';
import type { HealthCheckConfig, HealthStatus } from '../route53/health-check.ts';
import type { EndpointResponse } from '../route53/probe.ts';
import type { RecordType, ResourceRecordSet } from '../route53/record-set.ts';
import { Account } from './account.ts';
import type { AlarmEvent } from './alarm-event.ts';
import type { AlarmDescription } from './alarm-states.ts';
import { Calls } from './calls.ts';
import type { CheckerObservation } from './checker-panel.ts';
import type { Checking } from './checking.ts';
import { type Deployment, deploy } from './deploy.ts';
import type { NameServerReply } from './dns.ts';
import type { Faults } from './faults.ts';
import type { HealthCheckChange } from './health-checks.ts';
import type { JournalEntry } from './journal.ts';
import type { MetricDatum, MetricId, MetricQuery } from './metrics.ts';
import { PARAMETERS, type WorldParameters } from './parameters.ts';
import { portsOf } from './ports-of.ts';
import { Table } from './state-store.ts';
import type { NamedZone } from './zones.ts';

export interface WorldOptions {
  /** The same seed, start and acts give the same world, to the millisecond. */
  readonly seed: number;
  readonly startMs: number;
  readonly parameters?: Partial<WorldParameters>;
  /** Who probes endpoint checks; by default simulated checkers, which meet the simulated sites. */
  readonly checking?: Checking;
}

/** A message that people were sent. */
export interface Received extends Notification {
  readonly atMs: number;
}

export function createWorld(options: WorldOptions): World {
  return new World(options);
}

export class World {
  /** What the notifier delivered, oldest first. */
  readonly inbox: Received[] = [];
  readonly #account: Account;
  readonly #calls: Calls;
  readonly #table = new Table();
  readonly #ports: Ports;

  constructor({ seed, startMs, parameters, checking }: WorldOptions) {
    this.#account = new Account(seed, startMs, { ...PARAMETERS, ...parameters }, checking);
    this.#calls = new Calls(this.#account.faults);
    this.#ports = portsOf(this.#account, this.#table, this.#calls, (notification) =>
      this.inbox.push({ ...notification, atMs: this.nowMs }),
    );
  }

  get nowMs(): number {
    return this.#account.agenda.nowMs;
  }

  /** Everything that truly happened so far, oldest first. */
  get journal(): readonly JournalEntry[] {
    return this.#account.journal;
  }

  /** AWS calls made through the ports, by API, e.g. `dynamodb:PutItem`. */
  get calls(): ReadonlyMap<string, number> {
    return this.#calls.counts;
  }

  /** Grows whenever any name server may answer something else than before. */
  get dnsVersion(): number {
    return this.#account.dns.version;
  }

  /** Names that were asked for and may be answered otherwise since; each of them is named once. */
  takeChangedNames(): readonly string[] {
    return this.#account.dns.takeChangedNames();
  }

  deploy(deployment: Deployment): void {
    deploy(this.#account, deployment);
  }

  /** Lets everything happen that is due until `nowMs`. */
  step(nowMs: number): void {
    this.#account.agenda.advance(nowMs);
  }

  /** When something happens next by itself; until then `step` costs nothing. */
  nextEventAtMs(): number | undefined {
    return this.#account.agenda.nextAtMs();
  }

  ports(): Ports {
    return this.#ports;
  }

  /** Alarm events that have been delivered since the last call; the same one may come twice. */
  takeEvents(): AlarmEvent[] {
    return this.#account.bus.take();
  }

  /** `address:port` or `host:port`; a site that nobody has set is up. */
  setSite(endpoint: string, condition: EndpointResponse | 'up'): void {
    this.#account.record({ kind: 'siteChanged', endpoint, condition });
    this.#account.sites.set(endpoint, condition);
  }

  /** What a user who goes there meets. */
  siteAt(endpoint: string): EndpointResponse {
    return this.#account.sites.at(endpoint);
  }

  /** One of the users' own alarms, and the metric behind it. */
  setAlarm(alarm: AlarmRef, state: AlarmState): void {
    this.#account.userAlarms.set(alarm, state);
  }

  setFault<Name extends keyof Faults>(name: Name, fault: Faults[Name] | undefined): void {
    this.#account.faults.set(name, fault);
    this.#account.record({ kind: 'faultSet', name, on: fault !== undefined });
    this.#account.healthAlarms.faultChanged(name);
  }

  fault<Name extends keyof Faults>(name: Name): Faults[Name] | undefined {
    return this.#account.faults.get(name);
  }

  /** Somebody with the console changes records; Route 53's rules hold for them too. Throws `ChangeRefused`. */
  editRecords(zoneId: string, changes: readonly Change[]): string {
    return this.#account.zones.change(zoneId, changes);
  }

  /** Somebody with the console changes a check, e.g. disables and inverts it (the break-glass of the hold check). */
  editHealthCheck(id: string, change: HealthCheckChange): void {
    this.#account.editHealthCheck(id, change);
  }

  /** Children of a calculated check must be there. */
  createHealthCheck(id: string, config: HealthCheckConfig): void {
    this.#account.createHealthCheck(id, config);
  }

  deleteHealthCheck(id: string): void {
    this.#account.deleteHealthCheck(id);
  }

  healthChecks(): readonly { readonly id: string; readonly config: HealthCheckConfig }[] {
    return this.#account.healthChecks.list();
  }

  createZone(id: string, name: string): void {
    this.#account.createZone(id, name);
  }

  deleteZone(id: string): void {
    this.#account.deleteZone(id);
  }

  hostedZones(): readonly NamedZone[] {
    return this.#account.zones.all();
  }

  changeStatus(changeId: string): ChangeStatus {
    return this.#account.zones.changeStatus(changeId);
  }

  alarmDescriptions(): readonly AlarmDescription[] {
    return this.#account.alarmStates.descriptions();
  }

  /** As PutMetricAlarm: on one metric, with a static threshold. */
  putAlarm(alarm: AlarmRef, settings: AlarmSettings): void {
    this.#account.putAlarm(alarm, settings);
  }

  deleteAlarm(alarm: AlarmRef): void {
    this.#account.deleteAlarm(alarm);
  }

  /** As SetAlarmState: checks do not notice, and the next evaluation makes the alarm true again. */
  forceAlarm(alarm: AlarmRef, state: AlarmState, reason: string): void {
    this.#account.forceAlarm(alarm, state, reason);
  }

  /** Metrics that have values, those of health checks apart. */
  metrics(): readonly MetricId[] {
    return this.#account.metrics.ids();
  }

  /** As it is seen now; `undefined` without datapoints. */
  metricStatistic(query: MetricQuery): number | undefined {
    return this.#account.putAlarms.statistic(query);
  }

  /** A value of any metric, that of a hold switch included. */
  putMetric(datum: MetricDatum): void {
    this.#account.putMetric(datum);
  }

  /** Somebody writes over a service's state item, or deletes it (`undefined`). */
  editState(service: string, item: unknown): void {
    this.#table.edit(service, item);
  }

  /** A service's state item as it is stored, whatever the state store's faults; `undefined` when there is none. */
  storedState(service: string): string | undefined {
    return this.#table.json(service);
  }

  /**
   * What users meet: the distribution over all name servers. Shares add up to less than 1 while some of them have no
   * answer; `undefined` for a name in no zone of this account.
   */
  answer(name: string, type: RecordType): Answer | undefined {
    const zone = this.#account.zones.holding(name);
    return zone && this.#account.dns.answer(zone.id, name, type);
  }

  /** How many name servers answer for each zone. */
  get nameServers(): number {
    return this.#account.dns.nameServers.length;
  }

  /** As that one name server answers now; no zone: the name is in none of this account. */
  nameServerReply(index: number, name: string, type: RecordType): NameServerReply {
    const { dns, zones } = this.#account;
    return dns.replyOf(index, zones.holding(name), name, type);
  }

  /** What each checker of an endpoint check saw last; nothing of other checks. */
  observationsOf(checkId: string): readonly CheckerObservation[] {
    return this.#account.checksAtWork.observationsOf(checkId);
  }

  /** A check's effective status now, before name servers have heard of it. */
  healthOf(checkId: string): HealthStatus {
    return this.#account.healthChecks.status(checkId);
  }

  /** All record sets of a zone, pending changes included. */
  records(zoneId: string): readonly ResourceRecordSet[] {
    return this.#account.zones.list(zoneId) ?? [];
  }
}
