import {
  DeleteAlarmsCommand,
  DescribeAlarmsCommand,
  GetMetricStatisticsCommand,
  ListMetricsCommand,
  ListTagsForResourceCommand,
  PutMetricAlarmCommand,
  PutMetricDataCommand,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MINUTE, START_MS } from '../../world/deployed-world.ts';
import { aCloud, refusal, type TestCloud } from './cloud.ts';

let cloud: TestCloud;
beforeEach(async () => {
  cloud = await aCloud();
});
afterEach(() => cloud.close());

const ALARM = {
  AlarmName: 'errors',
  Namespace: 'Shop',
  MetricName: 'Errors',
  Dimensions: [{ Name: 'Service', Value: 'shop' }],
  Statistic: 'Sum',
  Period: 60,
  EvaluationPeriods: 1,
  Threshold: 5,
  ComparisonOperator: 'GreaterThanThreshold',
} as const;

const describeAlarms = (more: object = {}, region?: string) =>
  cloud.cloudWatch(region).send(new DescribeAlarmsCommand(more));
const put = (more: object = {}) =>
  cloud
    .cloudWatch()
    .send(new PutMetricAlarmCommand({ ...ALARM, Dimensions: [...ALARM.Dimensions], ...more }));
const datum = (Value: number, more: object = {}) => ({
  MetricName: 'Errors',
  Dimensions: [...ALARM.Dimensions],
  Timestamp: new Date(cloud.world.nowMs),
  Value,
  ...more,
});
const putData = (MetricData: object[], Namespace = 'Shop', region?: string) =>
  cloud
    .cloudWatch(region)
    .send(new PutMetricDataCommand({ Namespace, MetricData: MetricData as never }));

describe('describing alarms', () => {
  it('tells of one Region at a time, with settings, state and why', async () => {
    const { MetricAlarms = [], CompositeAlarms } = await describeAlarms({}, 'us-east-1');
    expect(CompositeAlarms).toEqual([]);
    expect(MetricAlarms).toHaveLength(2);
    expect(MetricAlarms[0]).toMatchObject({
      AlarmName: 'switchback-shop-primary-health',
      AlarmArn: 'arn:aws:cloudwatch:us-east-1:123456789012:alarm:switchback-shop-primary-health',
      StateValue: 'OK',
      StateReason: 'Threshold Crossed: 1 datapoint [1.0] was not less than the threshold (1.0).',
      StateUpdatedTimestamp: expect.any(Date),
      Namespace: 'AWS/Route53',
      Period: 60,
    });
    expect((await describeAlarms()).MetricAlarms?.map(({ Namespace }) => Namespace)).toEqual([
      'Switchback/Hold',
    ]);
  });

  it('filters by name, prefix and state, and goes page by page', async () => {
    for (const name of ['c', 'a1', 'a2', 'a3']) await put({ AlarmName: name });
    const namesOf = async (more: object) =>
      (await describeAlarms(more)).MetricAlarms?.map(({ AlarmName }) => AlarmName);
    expect(await namesOf({ AlarmNamePrefix: 'a' })).toEqual(['a1', 'a2', 'a3']);
    expect(await namesOf({ AlarmNames: ['a2', 'c', 'none'] })).toEqual(['a2', 'c']);
    expect(await namesOf({ StateValue: 'ALARM' })).toEqual([]);
    expect(await namesOf({ AlarmTypes: ['CompositeAlarm'] })).toEqual([]);
    const first = await describeAlarms({ AlarmNamePrefix: 'a', MaxRecords: 2 });
    expect(first.MetricAlarms).toHaveLength(2);
    expect(
      await namesOf({ AlarmNamePrefix: 'a', MaxRecords: 2, NextToken: first.NextToken }),
    ).toEqual(['a3']);
  });

  it('refuses more than 100 names, and a page larger than that', async () => {
    const AlarmNames = Array.from({ length: 101 }, (_, at) => `a${at}`);
    for (const wrong of [{ AlarmNames }, { MaxRecords: 101 }, { StateValue: 'BAD' }]) {
      expect(await refusal(describeAlarms(wrong))).toMatchObject({ name: 'ValidationException' });
    }
  });
});

describe('an alarm that somebody puts', () => {
  it('follows data that somebody puts, and is forced, and deleted', async () => {
    await put();
    for (let minute = 0; minute < 4; minute += 1) {
      await putData([datum(3), datum(4)]);
      cloud.world.step(cloud.world.nowMs + MINUTE);
    }
    const [alarm] = (await describeAlarms({ AlarmNames: ['errors'] })).MetricAlarms ?? [];
    expect(alarm).toMatchObject({
      StateValue: 'ALARM',
      StateReason: 'Threshold Crossed: 1 datapoint [7.0] was greater than the threshold (5.0).',
    });
    const force = (AlarmName: string) =>
      cloud
        .cloudWatch()
        .send(new SetAlarmStateCommand({ AlarmName, StateValue: 'OK', StateReason: 'a test' }));
    await force('errors');
    expect((await describeAlarms({ AlarmNames: ['errors'] })).MetricAlarms?.[0]).toMatchObject({
      StateValue: 'OK',
      StateReason: 'a test',
    });
    await cloud.cloudWatch().send(new DeleteAlarmsCommand({ AlarmNames: ['errors'] }));
    expect(await refusal(force('errors'))).toMatchObject({
      name: 'ResourceNotFound',
      $metadata: { httpStatusCode: 404 },
    });
  });

  it.each([
    ['a period of 10 s', { Period: 10 }],
    ['a percentile', { Statistic: undefined, ExtendedStatistic: 'p99' }],
    ['an action, which nobody would carry out', { AlarmActions: ['arn:aws:sns:us-west-2:1:t'] }],
    ['more than a day', { Period: 3600, EvaluationPeriods: 25 }],
    ['4 out of 3', { EvaluationPeriods: 3, DatapointsToAlarm: 4 }],
    ['no threshold', { Threshold: undefined }],
  ])('is refused with %s', async (_, more) => {
    expect(await refusal(put(more))).toMatchObject({ $metadata: { httpStatusCode: 400 } });
    expect((await describeAlarms({ AlarmNames: ['errors'] })).MetricAlarms).toEqual([]);
  });
});

describe('putting metric data', () => {
  it('takes a value with its count, and gives statistics of it', async () => {
    await putData([datum(0, { Value: undefined, Values: [1, 4], Counts: [3, 1] })]);
    cloud.world.step(cloud.world.nowMs + 2 * MINUTE);
    const command = new GetMetricStatisticsCommand({
      ...ALARM,
      Dimensions: [...ALARM.Dimensions],
      StartTime: new Date(START_MS),
      EndTime: new Date(cloud.world.nowMs),
      Statistics: ['Sum', 'SampleCount', 'Average', 'Maximum', 'Minimum'],
    });
    expect((await cloud.cloudWatch().send(command)).Datapoints).toEqual([
      expect.objectContaining({ Sum: 7, SampleCount: 4, Average: 1.75, Maximum: 4, Minimum: 1 }),
    ]);
    const { Metrics } = await cloud
      .cloudWatch()
      .send(new ListMetricsCommand({ Namespace: 'Shop' }));
    expect(Metrics).toEqual([
      { Namespace: 'Shop', MetricName: 'Errors', Dimensions: ALARM.Dimensions },
    ]);
  });

  it.each<[string, object[], string]>([
    ['a namespace of AWS', [{}], 'AWS/Route53'],
    ['more than 1,000 values', Array(1001).fill({}), 'Shop'],
    [
      'a value from three weeks ago',
      [{ Timestamp: new Date(START_MS - 21 * 1440 * MINUTE) }],
      'Shop',
    ],
    ['a value from the day after', [{ Timestamp: new Date(START_MS + 1440 * MINUTE) }], 'Shop'],
    ['no value', [{ Value: undefined }], 'Shop'],
    [
      'a statistic set',
      [{ Value: undefined, StatisticValues: { SampleCount: 1, Sum: 1, Minimum: 1, Maximum: 1 } }],
      'Shop',
    ],
  ])('refuses %s', async (_, more, namespace) => {
    const error = await refusal(
      putData(
        more.map((one) => datum(1, one)),
        namespace,
      ),
    );
    expect(error).toMatchObject({ $metadata: { httpStatusCode: 400 } });
    expect(cloud.world.metrics()).toEqual([]);
  });

  it('gives HealthCheckStatus, minute by minute, in us-east-1', async () => {
    const { ids } = cloud.deployed;
    const read = async (region: string) =>
      (
        await cloud.cloudWatch(region).send(
          new GetMetricStatisticsCommand({
            Namespace: 'AWS/Route53',
            MetricName: 'HealthCheckStatus',
            Dimensions: [{ Name: 'HealthCheckId', Value: ids.primaryCheck }],
            StartTime: new Date(START_MS),
            EndTime: new Date(START_MS + 5 * MINUTE),
            Period: 60,
            Statistics: ['Minimum'],
          }),
        )
      ).Datapoints?.map(({ Minimum }) => Minimum);
    expect(await read('us-east-1')).toEqual([1, 1, 1, 1, 1]);
    expect(await read('us-west-2')).toEqual([]);
  });
});

it('says which actions there are to whoever asks for another', async () => {
  const command = new ListTagsForResourceCommand({ ResourceARN: 'arn:x' });
  const error = await refusal(cloud.cloudWatch().send(command));
  expect(error).toMatchObject({
    name: 'UnknownOperationException',
    message: expect.stringContaining('DescribeAlarms, PutMetricAlarm'),
    $metadata: { httpStatusCode: 501 },
  });
});
