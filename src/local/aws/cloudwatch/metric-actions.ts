/** CloudWatch's actions on metrics. */
import { EARS_REGION } from '../../../infrastructure/ears.ts';
import type { MetricId } from '../../../world/metrics.ts';
import type { World } from '../../../world/world.ts';
import { ApiError } from '../api-error.ts';
import type { JsonActions, JsonCall } from '../json-protocol.ts';
import {
  dimensions,
  type Input,
  invalid,
  list,
  page,
  requiredNumber,
  requiredText,
  text,
  timeMs,
} from './input.ts';

/** API `PutMetricData`. */
const MOST_METRICS = 1_000;
const OLDEST_MS = 14 * 24 * 3_600_000;
const NEWEST_MS = 2 * 3_600_000;
/** API `GetMetricStatistics`, `ListMetrics`. */
const MOST_DATAPOINTS = 1_440;
const METRICS_PER_PAGE = 500;

const DATUM_MEMBERS = [
  'MetricName',
  'Dimensions',
  'Timestamp',
  'Value',
  'Values',
  'Counts',
  'Unit',
];

export function metricActions(world: World): JsonActions {
  return {
    PutMetricData: {
      members: ['Namespace', 'MetricData', 'StrictEntityValidation'],
      run: (call) => putMetricData(world, call),
    },
    GetMetricStatistics: {
      members: [
        'Namespace',
        'MetricName',
        'Dimensions',
        'StartTime',
        'EndTime',
        'Period',
        'Statistics',
        'Unit',
      ],
      run: (call) => getMetricStatistics(world, call),
    },
    ListMetrics: {
      members: ['Namespace', 'MetricName', 'Dimensions', 'NextToken', 'RecentlyActive'],
      run: (call) => listMetrics(world, call),
    },
  };
}

/** All of it is taken, or nothing. */
function putMetricData(world: World, { input, region }: JsonCall): object {
  const namespace = requiredText(input, 'Namespace');
  if (namespace.startsWith('AWS/')) {
    throw new ApiError(
      'InvalidParameterValue',
      'The value AWS/ for parameter Namespace is invalid: it is reserved.',
    );
  }
  const data = list(input, 'MetricData');
  if (data.length === 0) throw new ApiError('MissingParameter', 'MetricData is required.');
  if (data.length > MOST_METRICS) throw invalid(`MetricData has at most ${MOST_METRICS} members.`);
  const read = data.map((datum) => readDatum(Object(datum), world.nowMs));
  for (const { name, dimensions: own, values, atMs } of read) {
    for (const value of values) {
      world.putMetric({ region, namespace, name, dimensions: own, value, atMs });
    }
  }
  return {};
}

function readDatum(datum: Input, nowMs: number) {
  const stranger = Object.keys(datum).find((member) => !DATUM_MEMBERS.includes(member));
  if (stranger !== undefined) {
    throw invalid(`The local CloudWatch does not know ${stranger} of a metric datum.`);
  }
  const atMs = timeMs(datum, 'Timestamp') ?? nowMs;
  if (atMs < nowMs - OLDEST_MS || atMs > nowMs + NEWEST_MS) {
    throw new ApiError(
      'InvalidParameterValue',
      'A timestamp must lie at most two weeks back and two hours ahead.',
    );
  }
  return {
    name: requiredText(datum, 'MetricName'),
    dimensions: dimensions(datum),
    values: valuesOf(datum),
    atMs,
  };
}

/** `Values` with as many `Counts`, or one `Value`. */
function valuesOf(datum: Input): readonly number[] {
  if (datum.Values === undefined) return [requiredNumber(datum, 'Value')];
  const values = list(datum, 'Values');
  const counts = datum.Counts === undefined ? values.map(() => 1) : list(datum, 'Counts');
  if (counts.length !== values.length) throw invalid('Values and Counts must be as many.');
  return values.flatMap((value, at) => {
    const count = Number(counts[at]);
    const isGood = typeof value === 'number' && Number.isInteger(count) && count >= 1;
    if (!isGood || count > MOST_METRICS) throw invalid('A value or its count makes no sense.');
    return Array<number>(count).fill(value);
  });
}

function metricOf(input: Input, region: string): MetricId {
  return {
    region,
    namespace: requiredText(input, 'Namespace'),
    name: requiredText(input, 'MetricName'),
    dimensions: dimensions(input),
  };
}

function getMetricStatistics(world: World, { input, region }: JsonCall): object {
  const metric = metricOf(input, region);
  const periodMs = requiredNumber(input, 'Period') * 1000;
  const [startMs, endMs] = [timeMs(input, 'StartTime'), timeMs(input, 'EndTime')];
  const statistics = list(input, 'Statistics').map(String);
  if (startMs === undefined || endMs === undefined || endMs <= startMs) {
    throw new ApiError('InvalidParameterValue', 'StartTime must lie before EndTime.');
  }
  if (periodMs < 60_000 || periodMs % 60_000 !== 0) {
    throw new ApiError('InvalidParameterValue', 'Period must be a multiple of 60.');
  }
  if (statistics.length === 0) throw new ApiError('MissingParameter', 'Statistics is required.');
  const firstMs = Math.floor(startMs / periodMs) * periodMs;
  const periods = Math.ceil((endMs - firstMs) / periodMs);
  if (periods > MOST_DATAPOINTS) {
    throw new ApiError(
      'InvalidParameterCombination',
      `You have requested up to ${periods} datapoints, which exceeds the limit of ${MOST_DATAPOINTS}.`,
    );
  }
  const datapoints = Array.from({ length: periods }, (_, at) => firstMs + at * periodMs).flatMap(
    (fromMs) => {
      const read = statistics.map((name) => [
        name,
        world.metricStatistic({ ...metric, statistic: name, fromMs, toMs: fromMs + periodMs }),
      ]);
      const known = read.filter(([, value]) => value !== undefined);
      if (known.length === 0) return [];
      return [{ Timestamp: fromMs / 1000, Unit: 'None', ...Object.fromEntries(known) }];
    },
  );
  return { Label: metric.name, Datapoints: datapoints };
}

function listMetrics(world: World, { input, region }: JsonCall): object {
  const [namespace, name] = [text(input, 'Namespace'), text(input, 'MetricName')];
  const wanted = list(input, 'Dimensions').map((one) => Object(one) as Input);
  const found = [...world.metrics(), ...healthMetrics(world)].filter(
    (metric) =>
      metric.region === region &&
      (namespace === undefined || metric.namespace === namespace) &&
      (name === undefined || metric.name === name) &&
      wanted.every((dimension) => hasDimension(metric, dimension)),
  );
  const { items, next } = page(found, text(input, 'NextToken'), METRICS_PER_PAGE);
  const Metrics = items.map((metric) => ({
    Namespace: metric.namespace,
    MetricName: metric.name,
    Dimensions: metric.dimensions,
  }));
  return { Metrics, ...(next !== undefined && { NextToken: next }) };
}

function healthMetrics(world: World): readonly MetricId[] {
  return world.healthChecks().map(({ id }) => ({
    region: EARS_REGION,
    namespace: 'AWS/Route53',
    name: 'HealthCheckStatus',
    dimensions: [{ Name: 'HealthCheckId', Value: id }],
  }));
}

function hasDimension(metric: MetricId, { Name, Value }: Input): boolean {
  return metric.dimensions.some(
    (one) => one.Name === Name && (Value === undefined || one.Value === Value),
  );
}
