/** A service as the rest of the house knows it: validated and frozen by `config/`, never changed after. */

import type { CheckerRegion } from '../route53/health-check.ts';

export type Side = 'primary' | 'secondary';
export const SIDES: readonly Side[] = ['primary', 'secondary'];

export type Routing = 'weighted' | 'failover';
export type AddressType = 'A' | 'AAAA' | 'CNAME';
export type Language = 'en' | 'ja';

/** What a side's records hold: values by record type, or an alias to an AWS resource. */
export type RecordTarget =
  | {
      readonly kind: 'values';
      readonly values: Readonly<Partial<Record<AddressType, readonly string[]>>>;
    }
  | {
      readonly kind: 'alias';
      readonly types: readonly ('A' | 'AAAA')[];
      readonly dnsName: string;
      readonly hostedZoneId: string;
    };

/** One of the user's own CloudWatch alarms. */
export interface AlarmRef {
  readonly region: string;
  readonly name: string;
}

/** Where and how one side is asked whether it lives, by Route 53's checkers and by our own probe. */
export interface EndpointCheck {
  readonly protocol: 'HTTP' | 'HTTPS' | 'TCP';
  /** IP address the checkers connect to; without it they resolve `host` (IPv4 only). */
  readonly address?: string;
  /** Host header and SNI name; the endpoint itself where there is no `address`. */
  readonly host?: string;
  readonly port: number;
  /** Empty for TCP. */
  readonly path: string;
  readonly searchString?: string;
  readonly sni: boolean;
  readonly intervalSeconds: 10 | 30;
  readonly failureThreshold: number;
  /** Empty means all of Route 53's checker Regions. */
  readonly checkerRegions: readonly CheckerRegion[];
  readonly latencyGraph: boolean;
}

export type ReadinessCheck =
  | {
      readonly kind: 'http';
      readonly url: string;
      readonly statuses: { readonly from: number; readonly to: number };
      /** The whole answer must arrive within this time. */
      readonly withinMs: number;
      readonly bodyContains?: string;
      readonly json?: JsonExpectation;
    }
  | {
      readonly kind: 'tcp';
      readonly host: string;
      readonly port: number;
      readonly withinMs: number;
    }
  | { readonly kind: 'alarmOk'; readonly alarm: AlarmRef };

/** One value of a JSON body, by its dotted path, and what it must be. */
export interface JsonExpectation {
  readonly path: string;
  readonly equals?: string | number | boolean;
  readonly atMost?: number;
  readonly atLeast?: number;
}

export interface ServiceSide {
  readonly region: string;
  readonly target: RecordTarget;
  readonly healthCheck: EndpointCheck;
  /** Alarms that make this side unhealthy beside its endpoint check. */
  readonly unhealthyWhen: readonly AlarmRef[];
  readonly readiness: readonly ReadinessCheck[];
}

export interface FailbackPolicy {
  readonly start: 'person' | 'when-stable';
  /** Per cent of traffic on the primary, rising, the last one 100. */
  readonly stages: readonly number[];
  /** How long a stage must stay good, counted after INSYNC and the TTL. */
  readonly bakeMs: number;
  /** How long the primary must have been healthy before a failback starts. */
  readonly stableForMs: number;
  readonly approval: 'none' | 'each-stage';
  readonly guardAlarms: readonly AlarmRef[];
}

/** The public hosted zone that holds a service's names. */
export interface Zone {
  readonly id: string;
  readonly name: string;
  /** Hosts, or `host:port`, that are asked instead of those that Route 53 has given the zone. */
  readonly nameServers?: readonly string[];
}

export interface Service {
  /** Unique name of the service in `services.yml`, e.g. `shop`. */
  readonly id: string;
  /** Fully qualified, lower case, no trailing dot. The first one carries witnesses and fence. */
  readonly names: readonly [string, ...string[]];
  readonly zone: Zone;
  readonly routing: Routing;
  /** 60 beside an alias, which brings its own. */
  readonly ttlSeconds: number;
  readonly primary: ServiceSide;
  readonly secondary: ServiceSide;
  readonly failback: FailbackPolicy;
  /** Which side is answered when the one that holds the traffic fails as well. */
  readonly lastResort: Side;
  /** Quiet time after an automatic act, for automatic moves towards the primary. */
  readonly cooldownMs: number;
  readonly mode: 'auto' | 'observe';
  readonly language: Language;
  readonly objectives: { readonly rtoMs?: number; readonly lostShare?: number };
  /** Address ranges (CIDR) beyond public ones that probes may reach. */
  readonly probeRanges: readonly string[];
  /** Of everything above, so that "the configuration changed during an incident" can be seen. */
  readonly configHash: string;
}

/** At most `acts` automatic acts in any `windowMs`, over all services. */
export interface RateBrake {
  readonly acts: number;
  readonly windowMs: number;
}

/** Somewhere that the stack's topics send their messages. */
export interface Subscription {
  readonly protocol: 'email' | 'https';
  /** An address or a URL. Who owns it confirms once, by the message that SNS sends. */
  readonly endpoint: string;
}

/** Everything that `services.yml` says. */
export interface Configuration {
  /** Prefix of everything that is deployed, unique in the account. */
  readonly stackName: string;
  /** Region of the stack that holds state; by default the first service's secondary. */
  readonly homeRegion: string;
  readonly rateBrake: RateBrake;
  /** Who is told; more can be subscribed to the topics at any time. */
  readonly subscriptions: readonly Subscription[];
  /** Whether there is to be one in CloudWatch. */
  readonly dashboard: boolean;
  readonly services: readonly Service[];
}

/** Record types that a service's names carry. */
export function recordTypes(service: Service): readonly AddressType[] {
  const { target } = service.primary;
  return target.kind === 'alias' ? target.types : (Object.keys(target.values) as AddressType[]);
}
