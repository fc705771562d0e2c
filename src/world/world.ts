/** One simulated AWS account in virtual time: deploy to it, step it, break it, ask it. Nothing here decides anything. */
import type { AlarmRef } from '../core/service.ts';
import type { Notification } from '../messages/message.ts';
import type { AlarmState, Change, Ports } from '../ports.ts';
import type { Answer } from '../route53/answer.ts';
import type { HealthStatus } from '../route53/health-check.ts';
import type { EndpointResponse } from '../route53/probe.ts';
import type { RecordType, ResourceRecordSet } from '../route53/record-set.ts';
import { Account } from './account.ts';
import type { AlarmEvent } from './alarm-event.ts';
import { alarmsPort } from './alarms-port.ts';
import { Calls } from './calls.ts';
import { type Deployment, deploy } from './deploy.ts';
import type { Faults } from './faults.ts';
import { holdSwitchesPort } from './hold-switches.ts';
import type { JournalEntry } from './journal.ts';
import { nameServersPort } from './name-servers-port.ts';
import { PARAMETERS, type WorldParameters } from './parameters.ts';
import { probesPort } from './probes-port.ts';
import { chanceFor } from './random.ts';
import { recordsPort } from './records-port.ts';
import { stateStorePort, Table } from './state-store.ts';

export interface WorldOptions {
  /** The same seed, start and acts give the same world, to the millisecond. */
  readonly seed: number;
  readonly startMs: number;
  readonly parameters?: Partial<WorldParameters>;
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

  constructor({ seed, startMs, parameters }: WorldOptions) {
    this.#account = new Account(seed, startMs, { ...PARAMETERS, ...parameters });
    this.#calls = new Calls(this.#account.faults);
    this.#ports = this.#makePorts();
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

  /** Somebody with the console changes records; Route 53's rules hold for them too. Throws `ChangeRefused`. */
  editRecords(zoneId: string, changes: readonly Change[]): string {
    return this.#account.zones.change(zoneId, changes);
  }

  /** Somebody with the console changes a check, e.g. disables and inverts it (the break-glass of the hold check). */
  editHealthCheck(id: string, change: { Disabled?: boolean; Inverted?: boolean }): void {
    this.#account.healthChecks.edit(id, change);
  }

  /** Somebody writes over a service's state item, or deletes it (`undefined`). */
  editState(service: string, item: unknown): void {
    this.#table.edit(service, item);
  }

  /**
   * What users meet: the distribution over all name servers. Shares add up to less than 1 while some of them have no
   * answer; `undefined` for a name in no zone of this account.
   */
  answer(name: string, type: RecordType): Answer | undefined {
    const zoneId = this.#account.zones.holding(name);
    return zoneId === undefined ? undefined : this.#account.dns.answer(zoneId, name, type);
  }

  /** A check's effective status now, before name servers have heard of it. */
  healthOf(checkId: string): HealthStatus {
    return this.#account.healthChecks.status(checkId);
  }

  /** All record sets of a zone, pending changes included. */
  records(zoneId: string): readonly ResourceRecordSet[] {
    return this.#account.zones.list(zoneId) ?? [];
  }

  #makePorts(): Ports {
    const account = this.#account;
    const calls = this.#calls;
    const { agenda, parameters, zones } = account;
    return {
      clock: { nowMs: () => this.nowMs },
      stateStore: stateStorePort(this.#table, calls),
      records: recordsPort({ zones, calls, agenda, parameters }),
      nameServers: nameServersPort(account.dns, calls, chanceFor(account.seed, 'answers')),
      alarms: alarmsPort(account.alarmStates, calls),
      probes: probesPort(account.sites, calls),
      holdSwitches: holdSwitchesPort(account.holdSwitches, calls),
      notifier: {
        publish: (notification) =>
          calls.make('notifier', 'sns:Publish', 1, () => {
            this.inbox.push({ ...notification, atMs: this.nowMs });
          }),
      },
    };
  }
}
