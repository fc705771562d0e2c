/** What a plan costs in a month, at list prices; queries, hosted zones and the endpoints' own traffic apart. */
import {
  type Configuration,
  type EndpointCheck,
  type Service,
  SIDES,
  type Side,
} from '../core/service.ts';
import { earsSelfAlarmResources, farWatchInHome } from './far-watch.ts';
import { logicalIds } from './logical-ids.ts';
import {
  ALARM_CENTS,
  CALL_A_MINUTE_CENTS,
  DASHBOARD_CENTS,
  ENDPOINT_CHECK_CENTS,
  type EndpointPlace,
  FREE_AWS_ENDPOINT_CHECKS,
  LAMBDA_CENTS,
  METRIC_CENTS,
  OPTIONAL_FEATURE_CENTS,
  OTHER_CHECK_CENTS,
} from './prices.ts';
import { selfAlarmResources } from './self-alarms.ts';
import { SELF_METRICS } from './self-metrics.ts';

export type CostItem =
  | 'endpoint checks'
  | 'HTTPS'
  | 'string match'
  | '10-second interval'
  | 'latency graph'
  | 'calculated checks'
  | 'alarm-based checks'
  | 'alarms'
  | 'hold metric'
  | 'free endpoint checks'
  | 'PutMetricData'
  | 'DescribeAlarms'
  | 'Lambda'
  | 'alarms on Switchback'
  | 'check of the heartbeat'
  | 'metrics of Switchback'
  | 'dashboard';

export interface CostLine {
  readonly item: CostItem;
  readonly count: number;
  /** US cents a month; below zero where something is free. */
  readonly cents: number;
  /** False where no price list or bill that says so was seen. */
  readonly confirmed: boolean;
}

export interface ServiceCost {
  readonly service: string;
  readonly lines: readonly CostLine[];
  /** US cents a month. */
  readonly cents: number;
  /** Where each side's endpoint was taken to be. */
  readonly places: Readonly<Record<Side, KnownPlace>>;
}

/** `assumed` where nothing in the configuration tells. */
export interface KnownPlace {
  readonly place: EndpointPlace;
  readonly assumed: boolean;
}

export interface Cost {
  readonly services: readonly ServiceCost[];
  readonly account: readonly CostLine[];
  /** US cents a month, services and account. */
  readonly cents: number;
  /** Where endpoints were taken to be that the configuration does not tell. */
  readonly assumedPlace: EndpointPlace;
}

/** Two Regions of AWS is what Switchback is for, so an address or a host of one's own is taken to be on AWS. */
const USUAL_PLACE: EndpointPlace = 'aws';

export function monthlyCost(
  configuration: Configuration,
  assumedPlace: EndpointPlace = USUAL_PLACE,
): Cost {
  const services = configuration.services.map((service) => serviceCost(service, assumedPlace));
  const account = accountLines(configuration, services);
  return {
    services,
    account,
    cents: sum(services.map(({ cents }) => cents)) + sumOfLines(account),
    assumedPlace,
  };
}

/** List prices: what is free for an account is not taken off here. */
export function serviceCost(
  service: Service,
  assumedPlace: EndpointPlace = USUAL_PLACE,
): ServiceCost {
  const places = {
    primary: endpointPlace(service.primary.healthCheck, assumedPlace),
    secondary: endpointPlace(service.secondary.healthCheck, assumedPlace),
  };
  const lines = [...endpointLines(service, places), ...switchbackLines(service)].filter(
    ({ count }) => count > 0,
  );
  return { service: service.id, lines, cents: sumOfLines(lines), places };
}

const AWS_HOST = /\.(amazonaws\.com|cloudfront\.net|awsglobalaccelerator\.com|on\.aws)$/;

/** An address may be anyone's: only AWS's own host names tell. */
export function endpointPlace(check: EndpointCheck, assumedPlace: EndpointPlace): KnownPlace {
  const endpoint = check.address === undefined ? (check.host ?? '') : '';
  return AWS_HOST.test(endpoint)
    ? { place: 'aws', assumed: false }
    : { place: assumedPlace, assumed: true };
}

const OPTIONAL_FEATURES: readonly (readonly [CostItem, (check: EndpointCheck) => boolean])[] = [
  ['HTTPS', (check) => check.protocol === 'HTTPS'],
  ['string match', (check) => check.protocol !== 'TCP' && check.searchString !== undefined],
  ['10-second interval', (check) => check.intervalSeconds === 10],
  ['latency graph', (check) => check.latencyGraph],
];

function endpointLines(
  service: Service,
  places: Readonly<Record<Side, KnownPlace>>,
): readonly CostLine[] {
  const line = (
    item: CostItem,
    prices: Readonly<Record<EndpointPlace, number>>,
    counts: (check: EndpointCheck) => boolean,
  ): CostLine => {
    const sides = SIDES.filter((side) => counts(service[side].healthCheck));
    const cents = sum(sides.map((side) => prices[places[side].place]));
    return { item, count: sides.length, cents, confirmed: true };
  };
  return [
    line('endpoint checks', ENDPOINT_CHECK_CENTS, () => true),
    ...OPTIONAL_FEATURES.map(([item, counts]) => line(item, OPTIONAL_FEATURE_CENTS, counts)),
  ];
}

function switchbackLines(service: Service): readonly CostLine[] {
  const ids = logicalIds(service);
  const sidesHealth = SIDES.filter((side) => ids[side].health !== ids[side].endpointCheck).length;
  const usersAlarms = ids.primary.alarmChecks.size + ids.secondary.alarmChecks.size;
  return [
    // The primary's check is one of them, the hold check is one of the next.
    { ...counted('calculated checks', 1 + sidesHealth, OTHER_CHECK_CENTS), confirmed: false },
    { ...counted('alarm-based checks', 1 + usersAlarms, OTHER_CHECK_CENTS), confirmed: false },
    counted('alarms', SIDES.length + 1, ALARM_CENTS),
    counted('hold metric', 1, METRIC_CENTS),
  ];
}

/** Values of one PutMetricData, names of one DescribeAlarms (CloudWatch API). */
const METRICS_A_CALL = 1000;
const ALARMS_A_CALL = 100;

function accountLines(
  configuration: Configuration,
  services: readonly ServiceCost[],
): readonly CostLine[] {
  const selfAlarms = {
    ...selfAlarmResources(configuration),
    ...earsSelfAlarmResources(configuration),
  };
  const heartbeatChecks = Object.keys(farWatchInHome(configuration)).length;
  const places = services.flatMap(({ places }) => [places.primary, places.secondary]);
  const onAws = places.filter(({ place }) => place === 'aws').length;
  const free = Math.min(onAws, FREE_AWS_ENDPOINT_CHECKS);
  const puts = Math.ceil(services.length / METRICS_A_CALL);
  const describes = Math.ceil((services.length * SIDES.length) / ALARMS_A_CALL);
  return [
    counted('free endpoint checks', free, -ENDPOINT_CHECK_CENTS.aws),
    counted('PutMetricData', puts, CALL_A_MINUTE_CENTS),
    counted('DescribeAlarms', describes, CALL_A_MINUTE_CENTS),
    counted('alarms on Switchback', Object.keys(selfAlarms).length, ALARM_CENTS),
    counted('metrics of Switchback', Object.keys(SELF_METRICS).length, METRIC_CENTS),
    {
      ...counted('check of the heartbeat', heartbeatChecks, OTHER_CHECK_CENTS),
      confirmed: false,
    },
    { ...counted('dashboard', configuration.dashboard ? 1 : 0, DASHBOARD_CENTS), confirmed: false },
    // An estimate: how long a pass takes was not measured on a real account.
    { ...counted('Lambda', 1, LAMBDA_CENTS), confirmed: false },
  ].filter(({ count }) => count > 0);
}

function counted(item: CostItem, count: number, centsEach: number): CostLine {
  return { item, count, cents: count * centsEach, confirmed: true };
}

function sumOfLines(lines: readonly CostLine[]): number {
  return sum(lines.map(({ cents }) => cents));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
