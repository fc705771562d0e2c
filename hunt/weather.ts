/** What breaks and mends in the account by itself: sites, Regions, alarms, whole services, the way of events. */
import { type AlarmRef, type Service, SIDES, type Side } from '../src/core/service.ts';
import type { AlarmState } from '../src/ports.ts';
import type { EndpointResponse } from '../src/route53/probe.ts';
import { type CallFault, type EventFault, type Faults, OUTAGES } from '../src/world/faults.ts';
import { httpStatus, NO_CONNECTION, REFUSED, slow } from '../src/world/sites.ts';
import { type Ground, HOUR_MS, MINUTE_MS } from './ground.ts';
import { gapMs, pick } from './streams.ts';
import { lengthMs } from './swarm.ts';

const DRIP: EndpointResponse = {
  kind: 'http',
  connectMs: 20,
  statusMs: 50,
  status: 200,
  bodyMs: 60_000,
  body: 'x',
};
const CONDITIONS: readonly (readonly [string, EndpointResponse])[] = [
  ['refused', REFUSED],
  ['silent', NO_CONNECTION],
  ['503', httpStatus(503)],
  ['drip', DRIP],
  ['slow', slow(30_000)],
];

const CALL_FAULTS: readonly CallFault[] = ['error', 'silence', 'answer-lost'];
const ALARM_STATES: readonly AlarmState[] = ['OK', 'ALARM', 'INSUFFICIENT_DATA'];

/** Plans a kind of happening again and again until the calm. */
export function recurring(
  ground: Ground,
  kind: string,
  meanMs: number | null,
  act: () => void,
): void {
  if (meanMs === null) return;
  const chance = ground.streams.of(`when ${kind}`);
  const plan = () =>
    ground.after(gapMs(chance, meanMs), () => {
      if (ground.calm) return;
      act();
      plan();
    });
  plan();
}

export function siteKey(service: Service, side: Side): string {
  const { address, host, port } = service[side].healthCheck;
  return `${address ?? host}:${port}`;
}

export class Weather {
  readonly #ground: Ground;

  constructor(ground: Ground) {
    this.#ground = ground;
    const { gapsMs } = ground.swarm;
    recurring(ground, 'sites', gapsMs.siteBreaks, () => this.#breakSite());
    recurring(ground, 'regions', gapsMs.regionBreaks, () => this.#breakRegion());
    recurring(ground, 'flapping', gapsMs.flapping, () => this.#flap());
    recurring(ground, 'alarms', gapsMs.alarms, () => this.#setAlarm());
    recurring(ground, 'services', gapsMs.serviceFaults, () => this.#failService());
    recurring(ground, 'us-east-1', gapsMs.usEast1, () => this.#failUsEast1());
    recurring(ground, 'events', gapsMs.events, () => this.#disturbEvents());
  }

  /** All faults end; sites and alarms stay as they are. */
  clear(): void {
    for (const name of [...this.#ground.serviceFaults.keys()])
      this.#ground.setFault(name, undefined);
  }

  mendAll(): void {
    for (const service of this.#ground.services) {
      for (const side of SIDES) this.put(service, side, 'up');
      for (const alarm of alarmsOf(service)) this.#ground.world.setAlarm(alarm, 'OK');
    }
  }

  /** In the calm only what is asked for changes. */
  #set(service: Service, side: Side, condition: EndpointResponse | 'up'): void {
    if (!this.#ground.calm) this.put(service, side, condition);
  }

  #breakSite(): void {
    const { streams, services, swarm } = this.#ground;
    const chance = streams.of('sites');
    const service = pick(chance, services);
    const side = chance.share() < 0.65 ? 'primary' : 'secondary';
    const [how, condition] = pick(chance, CONDITIONS);
    this.#ground.inject('site broken', `${service.id} ${side} ${how}`);
    if (how === 'drip') this.#ground.reach('probe drips');
    this.#set(service, side, condition);
    this.#ground.after(lengthMs(chance, swarm.outageMs), () => this.#set(service, side, 'up'));
  }

  #breakRegion(): void {
    const { streams, services, swarm } = this.#ground;
    const chance = streams.of('regions');
    const side = chance.share() < 0.7 ? 'primary' : 'secondary';
    const [how, condition] = pick(chance, CONDITIONS);
    this.#ground.inject('region broken', `${side} ${how}`);
    for (const service of services) this.#set(service, side, condition);
    this.#ground.after(lengthMs(chance, 2 * swarm.outageMs), () => {
      for (const service of services) this.#set(service, side, 'up');
    });
  }

  #flap(): void {
    const { streams, services } = this.#ground;
    const chance = streams.of('flapping');
    const service = pick(chance, services);
    const side = pick(chance, SIDES);
    const periodMs = chance.whole({ min: MINUTE_MS, max: 20 * MINUTE_MS });
    this.#ground.inject(
      'site flaps',
      `${service.id} ${side} every ${Math.round(periodMs / 1000)} s`,
    );
    let left = Math.min(20, Math.ceil((2 * HOUR_MS) / periodMs));
    let isUp = true;
    const turn = () => {
      if (this.#ground.calm) return;
      isUp = left > 1 ? !isUp : true;
      left -= 1;
      this.#set(service, side, isUp ? 'up' : REFUSED);
      if (left > 0) this.#ground.after(periodMs / 2, turn);
    };
    turn();
  }

  /** A site carries the service and says whether it is ready. */
  put(service: Service, side: Side, condition: EndpointResponse | 'up'): void {
    const { world, trail } = this.#ground;
    trail.note('site', `${service.id} ${side} ${condition === 'up' ? 'up' : condition.kind}`);
    world.setSite(siteKey(service, side), condition);
    if (service[side].readiness.length > 0) {
      world.setSite(`ready-${side}.${service.id}.example.com:443`, condition);
    }
  }

  #setAlarm(): void {
    const { streams, services, world, trail } = this.#ground;
    const chance = streams.of('alarms');
    const alarms = services.flatMap(alarmsOf);
    if (alarms.length === 0) return;
    const alarm = pick(chance, alarms);
    const state = pick(chance, ALARM_STATES);
    this.#ground.inject('user alarm', `${alarm.name} ${state}`);
    world.setAlarm(alarm, state);
    this.#ground.after(lengthMs(chance, 20 * MINUTE_MS), () => {
      if (this.#ground.calm) return;
      trail.note('site', `${alarm.name} OK`);
      world.setAlarm(alarm, 'OK');
    });
  }

  #failService(): void {
    const chance = this.#ground.streams.of('services');
    const name = pick(chance, OUTAGES);
    this.#fail(name, pick(chance, CALL_FAULTS), lengthMs(chance, 20 * MINUTE_MS));
  }

  #failUsEast1(): void {
    const chance = this.#ground.streams.of('us-east-1');
    const forMs = lengthMs(chance, 90 * MINUTE_MS);
    const how = pick(chance, CALL_FAULTS);
    this.#ground.count('us-east-1 fails');
    this.#fail('route53Control', how, forMs);
    this.#fail('cloudWatchUsEast1', how, forMs);
    this.#fail('healthCheckMetrics', 'silence', forMs);
    if (forMs > HOUR_MS) this.#ground.reach('control plane down for more than an hour');
  }

  #fail(name: (typeof OUTAGES)[number], how: CallFault, forMs: number): void {
    const ground = this.#ground;
    if (ground.serviceFaults.has(name)) return;
    const fault = (name === 'healthCheckMetrics' ? 'silence' : how) as Faults[typeof name];
    ground.inject(`service ${name}`, `${how} for ${Math.round(forMs / 1000)} s`);
    ground.setFault(name, fault);
    if (name === 'stateStore' && hasIncident(ground)) {
      ground.reach('state store down during an incident');
    }
    ground.after(forMs, () => {
      if (ground.serviceFaults.has(name)) ground.setFault(name, undefined);
    });
  }

  #disturbEvents(): void {
    const ground = this.#ground;
    const chance = ground.streams.of('events');
    if (ground.serviceFaults.has('events')) return;
    const fault = pick<EventFault>(chance, [
      { kind: 'dropped' },
      { kind: 'repeated', copies: chance.whole({ min: 2, max: 5 }) },
      { kind: 'late', byMs: chance.whole({ min: MINUTE_MS, max: 54 * HOUR_MS }) },
    ]);
    ground.inject(`events ${fault.kind}`);
    ground.setFault('events', fault);
    ground.after(lengthMs(chance, 2 * HOUR_MS), () => ground.setFault('events', undefined));
  }
}

function hasIncident({ truth }: Ground): boolean {
  return [...truth.services.values()].some(({ state }) => state?.incident != null);
}

export function alarmsOf(service: Service): readonly AlarmRef[] {
  return [
    ...service.failback.guardAlarms,
    ...SIDES.flatMap((side) => [
      ...service[side].unhealthyWhen,
      ...service[side].readiness.flatMap((check) =>
        check.kind === 'alarmOk' ? [check.alarm] : [],
      ),
    ]),
  ];
}
