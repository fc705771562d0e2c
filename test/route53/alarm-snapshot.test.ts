import { describe, expect, it } from '@jest/globals';
import {
  type AlarmSettings,
  evaluateDatapoints,
  UnfollowableAlarmError,
  whyNotFollowable,
} from '../../src/route53/alarm-snapshot.ts';

function alarm(fields: AlarmSettings = {}): AlarmSettings {
  return {
    Namespace: 'Switchback/Hold',
    MetricName: 'Hold',
    Statistic: 'Maximum',
    Period: 60,
    EvaluationPeriods: 1,
    Threshold: 1,
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    ...fields,
  };
}

function without(field: keyof AlarmSettings): AlarmSettings {
  const { [field]: _, ...rest } = alarm();
  return rest;
}

describe('an alarm that a health check can follow', () => {
  it.each(['Average', 'Minimum', 'Maximum', 'Sum', 'SampleCount'])(
    'has statistic %s',
    (Statistic) => {
      expect(whyNotFollowable(alarm({ Statistic }))).toBeUndefined();
    },
  );

  it.each([
    { may: 'evaluate several periods', settings: alarm({ EvaluationPeriods: 5 }) },
    {
      may: 'need all of its periods',
      settings: alarm({ EvaluationPeriods: 3, DatapointsToAlarm: 3 }),
    },
    { may: 'treat missing data as it likes', settings: alarm({ TreatMissingData: 'breaching' }) },
    { may: 'have a long period', settings: alarm({ Period: 300 }) },
  ])('may $may', ({ settings }) => {
    expect(whyNotFollowable(settings)).toBeUndefined();
  });
});

describe('an alarm that a health check cannot follow', () => {
  it.each([
    { is: 'of high resolution', settings: alarm({ Period: 10 }), why: 'high resolution' },
    {
      is: 'on a percentile',
      settings: { ...without('Statistic'), ExtendedStatistic: 'p99' },
      why: 'percentile (ExtendedStatistic p99)',
    },
    {
      is: 'M out of N',
      settings: alarm({ EvaluationPeriods: 5, DatapointsToAlarm: 3 }),
      why: 'M-out-of-N alarm (3 out of 5)',
    },
    {
      is: 'on metric math',
      settings: { ...without('MetricName'), Metrics: [{ Id: 'e1' }] },
      why: 'metric math',
    },
    {
      is: 'on an anomaly',
      settings: { Metrics: [], ThresholdMetricId: 'ad1' },
      why: 'anomaly-detection',
    },
    { is: 'composite', settings: { AlarmRule: 'ALARM(a) AND ALARM(b)' }, why: 'composite' },
    { is: 'without a metric', settings: without('MetricName'), why: 'names no metric' },
    {
      is: 'on a statistic of its own',
      settings: alarm({ Statistic: 'IQM' }),
      why: 'its statistic is IQM, not Average, Minimum, Maximum, Sum or SampleCount',
    },
    { is: 'without a period', settings: without('Period'), why: 'its period is undefined s' },
    {
      is: 'over no period at all',
      settings: alarm({ EvaluationPeriods: 0 }),
      why: 'it evaluates 0 periods, not at least 1',
    },
    {
      is: 'without a comparison',
      settings: without('ComparisonOperator'),
      why: 'its comparison is undefined',
    },
    { is: 'without a statistic', settings: without('Statistic'), why: 'statistic is undefined' },
    { is: 'without periods', settings: without('EvaluationPeriods'), why: 'periods' },
    { is: 'without a threshold', settings: without('Threshold'), why: 'no static threshold' },
    {
      is: 'with another comparison',
      settings: alarm({ ComparisonOperator: 'LessThanLowerOrGreaterThanUpperThreshold' }),
      why: 'comparison',
    },
  ])('is $is', ({ settings, why }) => {
    expect(whyNotFollowable(settings)).toContain(why);
    expect(() => evaluateDatapoints(settings, [0])).toThrow(UnfollowableAlarmError);
  });
});

describe('what a health check makes of the data', () => {
  it.each([
    { values: [1, 1, 1], is: 'unhealthy' },
    { values: [1, 0, 1], is: 'healthy' },
    { values: [0, 0, 0], is: 'healthy' },
    { values: [1, undefined, 1], is: 'insufficient' },
    { values: [1, undefined, 0], is: 'healthy' },
    { values: [undefined, undefined, undefined], is: 'insufficient' },
    { values: [], is: 'insufficient' },
    { values: [1], is: 'insufficient' },
    { values: [0, 1, 1, 1], is: 'unhealthy' },
  ] as const)('is $is for $values over 3 periods', ({ values, is }) => {
    expect(evaluateDatapoints(alarm({ EvaluationPeriods: 3 }), values)).toBe(is);
  });

  it.each([
    { ComparisonOperator: 'GreaterThanOrEqualToThreshold', bad: [1, 2], good: [0] },
    { ComparisonOperator: 'GreaterThanThreshold', bad: [2], good: [0, 1] },
    { ComparisonOperator: 'LessThanThreshold', bad: [0], good: [1, 2] },
    { ComparisonOperator: 'LessThanOrEqualToThreshold', bad: [0, 1], good: [2] },
  ])('follows $ComparisonOperator', ({ ComparisonOperator, bad, good }) => {
    const settings = alarm({ ComparisonOperator });
    for (const value of bad) expect(evaluateDatapoints(settings, [value])).toBe('unhealthy');
    for (const value of good) expect(evaluateDatapoints(settings, [value])).toBe('healthy');
  });
});
