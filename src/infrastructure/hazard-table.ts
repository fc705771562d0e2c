/** What a person should know before a service is deployed; each entry is true exactly for the settings it names. */
import { CHECKER_REGIONS } from '../config/regions.ts';
import {
  type Configuration,
  type RecordTarget,
  type Service,
  type ServiceSide,
  SIDES,
  type Side,
} from '../core/service.ts';
import { EARS_REGION } from './ears.ts';

interface ServiceHazardEntry {
  readonly applies: (service: Service, configuration: Configuration) => boolean;
  readonly fact: (service: Service, configuration: Configuration) => string;
}

interface SideHazardEntry {
  readonly applies: (side: ServiceSide, service: Service, name: Side) => boolean;
  readonly fact: (side: ServiceSide) => string;
}

const LONG_TTL_SECONDS = 60;

/** About a service as a whole. */
export const SERVICE_HAZARDS = {
  'observe-only': {
    applies: ({ mode }) => mode === 'observe',
    fact: () =>
      'Switchback only watches and reports: Route 53 fails over and comes back, and nothing is held.',
  },
  'short-outage-returns': {
    applies: ({ mode }) => mode === 'auto',
    fact: () =>
      'An outage that ends within a minute or two of the DNS change can return by itself before it is held.',
  },
  'long-ttl': {
    applies: (service) => some(service, 'values') && service.ttlSeconds > LONG_TTL_SECONDS,
    fact: ({ ttlSeconds }) =>
      `Resolvers may send users to the failed side for ${ttlSeconds} s after DNS has moved.`,
  },
  'alias-answers-look-alike': {
    applies: (service) => some(service, 'alias'),
    fact: () =>
      "An alias answers with its target's addresses, which change, so the answer alone may not tell the sides apart.",
  },
  'failover-alias-follows-target': {
    applies: (service) => service.routing === 'failover' && some(service, 'alias'),
    fact: () =>
      "The failover alias has EvaluateTargetHealth true: traffic can move on the target's own health, without an alarm.",
  },
  'failback-at-once': {
    applies: ({ routing }) => routing === 'failover',
    fact: () => 'Failover routing has no stages: a failback moves all users at once.',
  },
  'held-by-switch-falls-open': {
    applies: ({ routing }) => routing === 'failover',
    fact: () =>
      'While failover routing is held, a failing secondary is answered by the primary, whether that is well or not.',
  },
  'last-resort-secondary': {
    applies: ({ lastResort }) => lastResort === 'secondary',
    fact: () =>
      'While held, a failing secondary goes on being answered although the primary may be well.',
  },
  'failback-without-guards': {
    applies: ({ failback }) => failback.guardAlarms.length === 0,
    fact: () =>
      'No guard alarm watches the failback: a stage is judged by health checks, readiness and probes alone.',
  },
  'failback-starts-by-itself': {
    applies: ({ mode, failback }) => mode === 'auto' && failback.start === 'when-stable',
    fact: () =>
      'The failback starts by itself once the primary has been stable, with nobody asked.',
  },
  'home-in-primary-region': {
    applies: ({ primary }, { homeRegion }) => primary.region === homeRegion,
    fact: (_, { homeRegion }) =>
      `Home is in the primary's Region: when ${homeRegion} fails, Route 53 still fails over, but nothing may be able to hold.`,
  },
  'home-in-us-east-1': {
    applies: (_, { homeRegion }) => homeRegion === EARS_REGION,
    fact: () =>
      "Home is in us-east-1 with Route 53's control plane: when us-east-1 fails, both ways of holding may fail together.",
  },
  'primary-in-us-east-1': {
    applies: ({ primary }) => primary.region === EARS_REGION,
    fact: () =>
      "The primary's Region is that of Route 53's control plane: when it fails, alarms may be silent and weights unwritable.",
  },
  'one-region': {
    applies: ({ primary, secondary }) => primary.region === secondary.region,
    fact: ({ primary }) => `Both sides are in ${primary.region}, which can fail as one.`,
  },
} as const satisfies Readonly<Record<string, ServiceHazardEntry>>;

/** About one side. */
export const SIDE_HAZARDS = {
  'slow-detection': {
    applies: ({ healthCheck }) => healthCheck.intervalSeconds === 30,
    fact: () => 'A 30 s interval sees an outage about three times as late as a 10 s one.',
  },
  'single-failure-counts': {
    applies: ({ healthCheck }) => healthCheck.failureThreshold === 1,
    fact: () => "One failed request changes a checker's mind, so short trouble moves traffic.",
  },
  'few-checkers': {
    applies: ({ healthCheck: { checkerRegions } }) =>
      checkerRegions.length > 0 && checkerRegions.length < CHECKER_REGIONS.length,
    fact: ({ healthCheck }) =>
      `Checkers look from ${healthCheck.checkerRegions.length} of ${CHECKER_REGIONS.length} Regions only.`,
  },
  'open-port-only': {
    applies: ({ healthCheck }) => healthCheck.protocol === 'TCP',
    fact: () => 'A TCP check proves an open port, not a service that works.',
  },
  'any-answer-passes': {
    applies: ({ healthCheck }) =>
      healthCheck.protocol !== 'TCP' && healthCheck.searchString === undefined,
    fact: () =>
      'Without a search string any status from 200 to 399 is healthy, redirects and wrong pages included.',
  },
  'certificate-unverified': {
    applies: ({ healthCheck }) => healthCheck.protocol === 'HTTPS',
    fact: () =>
      'Route 53 does not verify the certificate: an expired or wrong one leaves the check healthy.',
  },
  'ipv4-only': {
    applies: ({ healthCheck }) => healthCheck.address === undefined,
    fact: () => "Checkers resolve the endpoint's name to IPv4 only, at every request.",
  },
  'one-address-checked': {
    applies: ({ target, healthCheck }) =>
      healthCheck.address !== undefined &&
      target.kind === 'values' &&
      Object.values(target.values).flat().length > 1,
    fact: ({ healthCheck }) =>
      `Only ${healthCheck.address} is checked: the other addresses of the records are answered unseen.`,
  },
  'check-of-own-name': {
    applies: ({ healthCheck: { address, host } }, { names }) =>
      address === undefined && host !== undefined && names.includes(host),
    fact: () =>
      'The check asks the very name that it moves, which AWS calls unpredictable: give it an address or a name of its own.',
  },
  'alarm-kind-unverified': {
    applies: ({ unhealthyWhen }) => unhealthyWhen.length > 0,
    fact: () =>
      'Whether Route 53 can follow the alarms of unhealthyWhen (no composite, percentile, M-of-N or metric math) is not seen offline.',
  },
  'silent-alarm-is-healthy': {
    applies: ({ unhealthyWhen }) => unhealthyWhen.length > 0,
    fact: () => 'An alarm of unhealthyWhen that has no data counts as healthy.',
  },
  'secondary-readiness-unknown': {
    applies: ({ readiness }, _, name) => name === 'secondary' && readiness.length === 0,
    fact: () =>
      'No readiness check: that the secondary can carry the traffic, data and capacity included, is not looked at.',
  },
} as const satisfies Readonly<Record<string, SideHazardEntry>>;

function some(service: Service, kind: RecordTarget['kind']): boolean {
  return SIDES.some((side) => service[side].target.kind === kind);
}
