/** The account's parts and how they hear of each other. */
import type { AlarmRef } from '../core/service.ts';
import { EARS_REGION } from '../infrastructure/ears.ts';
import type { AlarmState } from '../ports.ts';
import type { AlarmSettings } from '../route53/alarm-snapshot.ts';
import type { HealthCheckConfig } from '../route53/health-check.ts';
import { Agenda } from './agenda.ts';
import { alarmEvent } from './alarm-event.ts';
import { type AlarmChange, AlarmStates } from './alarm-states.ts';
import type { CheckFacts } from './check-book.ts';
import type { Checking } from './checking.ts';
import { ChecksAtWork } from './checks-at-work.ts';
import { Dns } from './dns.ts';
import { EventBus } from './event-bus.ts';
import { FaultBoard } from './faults.ts';
import { ALARM_STATES } from './health-alarm.ts';
import { HealthAlarms } from './health-alarms.ts';
import { type HealthCheckChange, HealthChecks } from './health-checks.ts';
import { HealthStatusMetric } from './health-status-metric.ts';
import { HoldSwitches } from './hold-switches.ts';
import type { JournalEntry, TrueEvent } from './journal.ts';
import { minuteOf } from './metric-minutes.ts';
import type { MetricSource } from './metric-series.ts';
import { type MetricDatum, Metrics } from './metrics.ts';
import { MINUTE_MS, type WorldParameters } from './parameters.ts';
import { PutAlarms } from './put-alarms.ts';
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
  readonly metrics: Metrics;
  readonly putAlarms: PutAlarms;
  readonly checksAtWork: ChecksAtWork;
  readonly #madeAtMs = new Map<string, number>();
  #alarmEvents = 0;

  /** Without `checking` the simulated checkers probe the simulated sites. */
  constructor(seed: number, startMs: number, parameters: WorldParameters, checking?: Checking) {
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
    this.alarmStates = new AlarmStates(
      () => agenda.nowMs,
      (change) => this.#alarmChanged(change),
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
    this.metrics = new Metrics({ seed, agenda, parameters });
    this.putAlarms = new PutAlarms({
      seed,
      agenda,
      parameters,
      faults,
      states: this.alarmStates,
      metrics: this.metrics,
      healthStatus: (checkId) => this.#healthStatus(checkId),
    });
    this.checksAtWork = new ChecksAtWork({ ...this, checking });
  }

  record(event: TrueEvent): void {
    this.journal.push({ atMs: this.agenda.nowMs, ...event });
  }

  createZone(zoneId: string, name: string): void {
    const content = this.zones.create(zoneId, name);
    this.dns.introduce((nameServer) => nameServer.receiveZone(zoneId, content));
  }

  deleteZone(zoneId: string): void {
    this.zones.delete(zoneId);
    this.dns.introduce((nameServer) => nameServer.dropZone(zoneId));
  }

  createHealthCheck(id: string, config: HealthCheckConfig): void {
    this.healthChecks.create(id, config);
    this.#madeAtMs.set(id, this.agenda.nowMs);
    this.checksAtWork.start(id, config);
  }

  editHealthCheck(id: string, change: HealthCheckChange): void {
    const config = this.healthChecks.edit(id, change);
    this.checksAtWork.edited(id, config, new Set(Object.keys(change)));
  }

  deleteHealthCheck(id: string): void {
    this.checksAtWork.stop(id);
    this.healthChecks.delete(id);
    this.healthAlarms.checkDeleted(id);
  }

  createHoldAlarm(alarm: AlarmRef, settings: AlarmSettings): void {
    const report = this.alarmStates.create(alarm, settings, false);
    this.holdSwitches.create(alarm, settings, (status) => {
      // TreatMissingData: ignore.
      if (status !== 'insufficient') report(ALARM_STATES[status]);
    });
  }

  createHealthAlarm(alarm: AlarmRef, settings: AlarmSettings): void {
    const report = this.alarmStates.create(alarm, settings, true);
    this.healthAlarms.create(alarm.name, settings, report);
  }

  /** As PutMetricAlarm does. */
  putAlarm(alarm: AlarmRef, settings: AlarmSettings): void {
    const isAsBefore =
      JSON.stringify(this.alarmStates.settingsOf(alarm)) === JSON.stringify(settings);
    if (!isAsBefore) this.putAlarms.put(alarm, settings);
  }

  deleteAlarm(alarm: AlarmRef): void {
    this.putAlarms.delete(alarm);
    this.alarmStates.delete(alarm);
  }

  /** As SetAlarmState does: the alarm's next evaluation, within a minute, makes it true again. */
  forceAlarm(alarm: AlarmRef, state: AlarmState, reason: string): void {
    this.alarmStates.force(alarm, state, reason);
    this.#releaseAlarm(alarm);
  }

  putMetric(datum: MetricDatum): void {
    this.metrics.put(datum);
    this.holdSwitches.put(datum);
  }

  #releaseAlarm(alarm: AlarmRef): void {
    const service = alarm.region === EARS_REGION ? 'cloudWatchUsEast1' : 'cloudWatchHome';
    this.agenda.at(minuteOf(this.agenda.nowMs) + MINUTE_MS, () => {
      // Without CloudWatch nothing is evaluated.
      if (this.faults.get(service) === undefined) this.alarmStates.release(alarm);
      else this.#releaseAlarm(alarm);
    });
  }

  #alarmChanged({ alarm, settings, from, to, isSent }: AlarmChange): void {
    this.record({ kind: 'alarmChanged', ...alarm, from: from.state, to: to.state });
    if (!isSent) return;
    this.#alarmEvents += 1;
    this.bus.send(alarmEvent({ ...alarm, settings }, from, to, this.#alarmEvents));
  }

  #healthStatus(checkId: string): MetricSource {
    const { journal, faults, healthChecks } = this;
    return new HealthStatusMetric({
      checkId,
      journal,
      faults,
      status: () => healthChecks.status(checkId),
      exists: () => healthChecks.exists(checkId),
      sinceMs: this.#madeAtMs.get(checkId) ?? 0,
    });
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
    const service = this.checksAtWork.holdOf(checkId);
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
