/** What is broken in the account at this moment, service by service. */

/**
 * How a whole service fails: `error` does nothing and says so, `silence` does nothing until the caller gives up,
 * `answer-lost` does what was asked and then fails all the same.
 */
export type CallFault = 'error' | 'silence' | 'answer-lost';

/** What becomes of the events of alarms. */
export type EventFault =
  | { readonly kind: 'dropped' }
  | { readonly kind: 'repeated'; readonly copies: number }
  | { readonly kind: 'late'; readonly byMs: number };

/** Everything that can be broken, and how. */
export interface Faults {
  readonly route53Control: CallFault;
  /** Alarm states cannot be read, alarms are not evaluated and send no events. */
  readonly cloudWatchUsEast1: CallFault;
  /** The metrics of health checks stop while everything else in us-east-1 works: their alarms lose their data. */
  readonly healthCheckMetrics: 'silence';
  readonly cloudWatchHome: CallFault;
  readonly stateStore: CallFault;
  readonly notifier: CallFault;
  readonly nameServers: CallFault;
  readonly probes: CallFault;
  readonly events: EventFault;
}

/** Everything that can be away as a whole; events are lost, doubled or late instead. */
export const OUTAGES = [
  'route53Control',
  'cloudWatchUsEast1',
  'healthCheckMetrics',
  'cloudWatchHome',
  'stateStore',
  'notifier',
  'nameServers',
  'probes',
] as const satisfies readonly Exclude<keyof Faults, 'events'>[];

export type Outage = (typeof OUTAGES)[number];

/** Services that are called, as opposed to those that only do something. */
export type CalledService = Exclude<keyof Faults, 'events' | 'healthCheckMetrics'>;

/** A call failed because its whole service fails. */
export class ServiceFault extends Error {
  override readonly name = 'ServiceFault';
  readonly service: CalledService;
  readonly fault: CallFault;
  constructor(service: CalledService, fault: CallFault) {
    super(`${service} fails: ${fault}`);
    this.service = service;
    this.fault = fault;
  }
}

/** The faults in force. */
export class FaultBoard {
  readonly #faults: Partial<Faults> = {};

  set<Name extends keyof Faults>(name: Name, fault: Faults[Name] | undefined): void {
    if (fault === undefined) delete (this.#faults as { [name in keyof Faults]?: unknown })[name];
    else this.#faults[name] = fault;
  }

  get<Name extends keyof Faults>(name: Name): Faults[Name] | undefined {
    return this.#faults[name];
  }
}
