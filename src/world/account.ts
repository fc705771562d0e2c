/** The account's parts and how they hear of each other. */
import type { AlarmRef } from '../core/service.ts';
import type { AlarmState } from '../ports.ts';
import type { AlarmSettings } from '../route53/alarm-snapshot.ts';
import type { HealthCheckConfig } from '../route53/health-check.ts';
import { Agenda } from './agenda.ts';
import { type AlarmMoment, alarmEvent } from './alarm-event.ts';
import { AlarmStates } from './alarm-states.ts';
import type { CheckFacts } from './check-book.ts';
import { Checkers } from './checkers.ts';
import { Dns } from './dns.ts';
import { EventBus } from './event-bus.ts';
import { FaultBoard } from './faults.ts';
import { ALARM_STATES } from './health-alarm.ts';
import { HealthAlarms } from './health-alarms.ts';
import { HealthChecks } from './health-checks.ts';
import { HoldSwitches } from './hold-switches.ts';
import type { JournalEntry, TrueEvent } from './journal.ts';
import type { WorldParameters } from './parameters.ts';
import { chanceFor } from './random.ts';
import { Sites } from './sites.ts';
import { UserAlarms } from './user-alarms.ts';
import { Zones } from './zones.ts';

export class Account {
  readonly seed: number;
  readonly parameters: WorldParameters;
  readonly agenda: Agenda;
  readonly journal: JournalEntry[] = [];
  readonly faults = new FaultBoard();
  readonly sites: Sites;
  readonly healthChecks: HealthChecks;
  readonly healthAlarms: HealthAlarms;
  readonly holdSwitches: HoldSwitches;
  readonly userAlarms: UserAlarms;
  readonly alarmStates: AlarmStates;
  readonly bus: EventBus;
  readonly dns: Dns;
  readonly zones: Zones;
  readonly #holdChecks = new Map<string, string>();
  #alarmEvents = 0;

  constructor(seed: number, startMs: number, parameters: WorldParameters) {
    this.seed = seed;
    this.parameters = parameters;
    this.agenda = new Agenda(startMs);
    this.sites = new Sites(parameters);
    const { agenda, faults } = this;
    this.dns = new Dns({
      agenda,
      parameters,
      changeChance: chanceFor(seed, 'changes'),
      statusChance: chanceFor(seed, 'statuses'),
    });
    this.bus = new EventBus({ agenda, faults, parameters, chance: chanceFor(seed, 'events') });
    this.healthChecks = this.#wireHealthChecks();
    this.zones = this.#wireZones();
    this.alarmStates = new AlarmStates((alarm, from, to) =>
      this.record({ kind: 'alarmChanged', ...alarm, from, to }),
    );
    this.healthAlarms = new HealthAlarms({
      seed,
      agenda,
      faults,
      parameters,
      status: (checkId) => this.healthChecks.status(checkId),
    });
    this.holdSwitches = new HoldSwitches({ seed, agenda, parameters });
    this.userAlarms = new UserAlarms(agenda, this.alarmStates);
  }

  record(event: TrueEvent): void {
    this.journal.push({ atMs: this.agenda.nowMs, ...event });
  }

  createZone(zoneId: string, name: string): void {
    const content = this.zones.create(zoneId, name);
    this.dns.introduce((nameServer) => nameServer.receiveZone(zoneId, content));
  }

  createHealthCheck(id: string, config: HealthCheckConfig): void {
    this.healthChecks.create(id, config);
    if (config.Type === 'CLOUDWATCH_METRIC') this.#followAlarm(id, config.AlarmIdentifier);
    else if (config.Type !== 'CALCULATED') {
      const chance = chanceFor(this.seed, `checkers of ${id}`);
      new Checkers(config, this, chance, (endpoint) => this.healthChecks.update(id, { endpoint }));
    }
  }

  createHoldAlarm(alarm: AlarmRef, settings: AlarmSettings): void {
    this.alarmStates.set(alarm, 'INSUFFICIENT_DATA');
    this.holdSwitches.create(alarm, settings, (status) => {
      // TreatMissingData: ignore.
      if (status !== 'insufficient') this.alarmStates.set(alarm, ALARM_STATES[status]);
    });
  }

  createHealthAlarm(alarm: AlarmRef, settings: AlarmSettings): void {
    let before: AlarmMoment = { state: 'INSUFFICIENT_DATA', atMs: this.agenda.nowMs };
    this.alarmStates.set(alarm, before.state);
    this.healthAlarms.create(alarm.name, settings, (state: AlarmState) => {
      if (state === before.state) return;
      const now = { state, atMs: this.agenda.nowMs };
      this.alarmStates.set(alarm, state);
      this.#alarmEvents += 1;
      this.bus.send(alarmEvent({ ...alarm, settings }, before, now, this.#alarmEvents));
      before = now;
    });
  }

  #followAlarm(checkId: string, { Region, Name }: { Region: string; Name: string }): void {
    const alarm = { region: Region, name: Name };
    const report = (status: 'healthy' | 'unhealthy' | 'insufficient') =>
      this.healthChecks.metricJudged(checkId, status);
    const service = this.holdSwitches.follow(alarm, report);
    if (service !== undefined) {
      this.#holdChecks.set(checkId, service);
      return;
    }
    const viewMs = chanceFor(this.seed, `view of ${checkId}`).whole(this.parameters.metricViewMs);
    this.userAlarms.follow(alarm, { viewMs, report });
  }

  #wireHealthChecks(): HealthChecks {
    return new HealthChecks({
      created: (id, facts) => this.dns.introduce((server) => server.receiveFacts(id, facts)),
      factsChanged: (id, facts) =>
        this.dns.carryFacts(id, facts, () => this.#recordSeenHold(id, facts)),
      statusChanged: (checkId, status) => {
        this.record({ kind: 'checkFlipped', checkId, status });
        this.healthAlarms.statusChanged(checkId);
      },
    });
  }

  #recordSeenHold(checkId: string, facts: CheckFacts): void {
    const service = this.#holdChecks.get(checkId);
    if (service === undefined) return;
    const position = facts.metric === 'unhealthy' ? 'on' : 'off';
    this.record({ kind: 'holdSeenByDns', service, position });
  }

  #wireZones(): Zones {
    return new Zones(
      (id) => this.healthChecks.exists(id),
      ({ changeId, zoneId, changes, content }) => {
        this.record({ kind: 'changeAccepted', changeId, zoneId, changes });
        this.dns.carryZone(zoneId, content, () => {
          this.zones.settle(changeId);
          this.record({ kind: 'changeInsync', changeId, zoneId });
        });
      },
    );
  }
}
