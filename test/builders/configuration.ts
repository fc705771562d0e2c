/** Services and configurations for tests: legal as they are, with what a test is about written over them. */
import type {
  Configuration,
  EndpointCheck,
  FailbackPolicy,
  Service,
  ServiceSide,
  Side,
} from '../../src/core/service.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

const REGIONS: Readonly<Record<Side, string>> = {
  primary: 'ap-northeast-1',
  secondary: 'us-west-2',
};

const ADDRESSES: Readonly<Record<Side, string>> = {
  primary: '192.0.2.10',
  secondary: '198.51.100.20',
};

/** HTTPS on port 443 of the side's address, `/health`, every 10 s, three times. */
export function anEndpointCheck(
  side: Side = 'primary',
  overrides: Partial<EndpointCheck> = {},
): EndpointCheck {
  return {
    protocol: 'HTTPS',
    address: ADDRESSES[side],
    host: 'shop.example.com',
    port: 443,
    path: '/health',
    sni: true,
    intervalSeconds: 10,
    failureThreshold: 3,
    checkerRegions: [],
    latencyGraph: false,
    ...overrides,
  };
}

/** One A record with the side's address; no alarms, no readiness checks. */
export function aSide(side: Side = 'primary', overrides: Partial<ServiceSide> = {}): ServiceSide {
  return {
    region: REGIONS[side],
    target: { kind: 'values', values: { A: [ADDRESSES[side]] } },
    healthCheck: anEndpointCheck(side),
    unhealthyWhen: [],
    readiness: [],
    ...overrides,
  };
}

/** Started by a person, stages 10, 50, 100. */
export function aFailbackPolicy(overrides: Partial<FailbackPolicy> = {}): FailbackPolicy {
  return {
    start: 'person',
    stages: [10, 50, 100],
    bakeMs: 5 * MINUTE,
    stableForMs: 10 * MINUTE,
    approval: 'none',
    guardAlarms: [],
    ...overrides,
  };
}

/** `shop`: weighted, TTL 60 s, Tokyo to Oregon. */
export function aService(overrides: Partial<Service> = {}): Service {
  return {
    id: 'shop',
    names: ['shop.example.com', 'www.shop.example.com'],
    zone: { id: 'Z0123456789ABCDEFGHIJ', name: 'example.com' },
    routing: 'weighted',
    ttlSeconds: 60,
    primary: aSide('primary'),
    secondary: aSide('secondary'),
    failback: aFailbackPolicy(),
    lastResort: 'primary',
    cooldownMs: 30 * MINUTE,
    mode: 'auto',
    language: 'en',
    objectives: {},
    probeRanges: [],
    configHash: 'sha256-of-shop',
    ...overrides,
  };
}

/** One service, `shop`, and a home in its secondary's Region. */
export function aConfiguration(overrides: Partial<Configuration> = {}): Configuration {
  const services = overrides.services ?? [aService()];
  return {
    stackName: 'switchback',
    homeRegion: services[0]?.secondary.region ?? REGIONS.secondary,
    rateBrake: { acts: 3, windowMs: 60 * MINUTE },
    subscriptions: [],
    dashboard: false,
    ...overrides,
    services,
  };
}
