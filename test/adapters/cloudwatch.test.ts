import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  type DescribeAlarmsCommandOutput,
  PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import { afterEach, describe, expect, it } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { cloudWatchAlarms } from '../../src/adapters/cloudwatch-alarms.ts';
import { cloudWatchHoldSwitch } from '../../src/adapters/cloudwatch-hold-switch.ts';
import { aConfiguration, aService } from '../builders/configuration.ts';

const NOW_MS = 1_795_478_400_000;
const client = new CloudWatchClient({ region: 'us-west-2' });
const cloudWatch = mockClient(client);
afterEach(() => {
  cloudWatch.reset();
});

const alarms = cloudWatchAlarms({ clientOf: () => client, clock: { nowMs: () => NOW_MS } });
const ref = (name: string) => ({ region: 'us-west-2', name });

describe('alarm states', () => {
  it('are asked for by a hundred names, composite alarms too, each name once', async () => {
    cloudWatch.on(DescribeAlarmsCommand).resolves({ MetricAlarms: [] });
    const names = Array.from({ length: 230 }, (_, at) => `alarm-${at}`);
    await alarms.states([...names, ...names].map(ref));
    const inputs = cloudWatch.commandCalls(DescribeAlarmsCommand).map(({ args }) => args[0].input);
    expect(inputs.map(({ AlarmNames }) => AlarmNames?.length)).toEqual([100, 100, 30]);
    expect(inputs.flatMap(({ AlarmNames }) => AlarmNames)).toEqual(names);
    expect(inputs[0]).toMatchObject({
      AlarmTypes: ['MetricAlarm', 'CompositeAlarm'],
      MaxRecords: 100,
    });
  });

  const AT = new Date(NOW_MS);
  it.each<[string, Partial<DescribeAlarmsCommandOutput>, unknown]>([
    [
      'of a metric alarm',
      { MetricAlarms: [{ AlarmName: 'a', StateValue: 'OK', StateUpdatedTimestamp: AT }] },
      { known: true, value: 'OK' },
    ],
    [
      'of a composite alarm',
      { CompositeAlarms: [{ AlarmName: 'a', StateValue: 'ALARM' }] },
      { known: true, value: 'ALARM' },
    ],
    [
      'that nobody knows are unknown',
      { MetricAlarms: [{ AlarmName: 'a', StateValue: 'alarm' as 'ALARM' }] },
      { known: false, why: 'the alarm has a state that CloudWatch does not know' },
    ],
    [
      'from the future are unknown',
      {
        MetricAlarms: [
          { AlarmName: 'a', StateValue: 'OK', StateUpdatedTimestamp: new Date(NOW_MS + 400_000) },
        ],
      },
      { known: false, why: "the alarm's state is dated in the future" },
    ],
    [
      'of alarms that are not there are unknown',
      { MetricAlarms: [{ AlarmName: 'A', StateValue: 'OK' }, { StateValue: 'OK' }] },
      { known: false, why: 'no such alarm' },
    ],
  ])('%s', async (_, output, expected) => {
    cloudWatch.on(DescribeAlarmsCommand).resolves(output);
    expect(await alarms.states([ref('a')])).toEqual(new Map([['us-west-2 a', expected]]));
  });

  it('are not read out of an answer that says nothing', async () => {
    cloudWatch.on(DescribeAlarmsCommand).resolves({});
    await expect(alarms.states([ref('a')])).rejects.toThrow('the answer has no alarms');
  });

  it('of no alarms cost no call', async () => {
    expect(await alarms.states([])).toEqual(new Map());
    expect(cloudWatch.calls()).toEqual([]);
  });
});

describe('hold switches', () => {
  const services = Array.from({ length: 2_300 }, (_, at) => aService({ id: `s${at}` }));
  const switches = cloudWatchHoldSwitch({ client, configuration: aConfiguration({ services }) });
  const values = services.map(({ id }, at) => {
    const value: 0 | 1 = at === 1 ? 1 : 0;
    return { service: id, value, atMs: NOW_MS + at };
  });

  it('are put a thousand a call, each with the time of its decision', async () => {
    cloudWatch.on(PutMetricDataCommand).resolves({});
    await switches.publish(values);
    const inputs = cloudWatch.commandCalls(PutMetricDataCommand).map(({ args }) => args[0].input);
    expect(inputs.map(({ MetricData }) => MetricData?.length)).toEqual([1000, 1000, 300]);
    expect(inputs[0]?.Namespace).toBe('Switchback/Hold');
    expect(inputs[0]?.MetricData?.[1]).toEqual({
      MetricName: 'Hold',
      Dimensions: [
        { Name: 'Stack', Value: 'switchback' },
        { Name: 'Service', Value: 's1' },
      ],
      Timestamp: new Date(NOW_MS + 1),
      Value: 1,
    });
  });

  it('that are not all taken make the call fail, and the others are sent all the same', async () => {
    cloudWatch.on(PutMetricDataCommand).rejectsOnce(new Error('CANARY')).resolves({});
    const failure = await switches.publish(values).catch((error: Error) => error);
    expect(String(failure)).toBe('AwsError: cloudwatch:PutMetricData failed: UnknownError');
    expect(cloudWatch.commandCalls(PutMetricDataCommand)).toHaveLength(3);
  });
});
