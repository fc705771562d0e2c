import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SELF_METRICS } from '../../src/infrastructure/self-metrics.ts';
import { whyNotFollowable } from '../../src/route53/alarm-snapshot.ts';
import { randomConfiguration } from './random-configuration.ts';
import { type Loose, loose, ofType, threeServices, wholeStacks } from './whole-stacks.ts';

const ALARM = 'AWS::CloudWatch::Alarm';
const { home, ears } = wholeStacks();

/** By stack and logical id, those that tell somebody by themselves. */
const SELF_ALARMS = [home, ears].flatMap((stack) =>
  ofType(stack, ALARM)
    .filter(([, { Properties }]) => Properties.AlarmActions !== undefined)
    .map(([id, alarm]) => [id, alarm, stack === home ? 'SelfTopic' : 'EarsSelfTopic'] as const),
);

function propertiesOf(logicalId: string) {
  const found = SELF_ALARMS.find(([id]) => id === logicalId);
  if (found === undefined) throw new Error(`no ${logicalId}`);
  return found[1].Properties;
}

describe('an alarm on Switchback itself', () => {
  it.each(SELF_ALARMS)(
    '%s tells a topic of its Region when it begins and when it ends',
    (...all) => {
      const [, { Properties }, topic] = all;
      expect([Properties.AlarmActions, Properties.OKActions]).toEqual([
        [{ Ref: topic }],
        [{ Ref: topic }],
      ]);
    },
  );

  it.each(SELF_ALARMS)('%s looks back no longer than CloudWatch allows', (_, { Properties }) => {
    const { Period, EvaluationPeriods } = Properties;
    const longest = Period < 3600 ? 86_400 : 604_800;
    expect(Period * EvaluationPeriods).toBeLessThanOrEqual(longest);
  });

  it.each(SELF_ALARMS)('%s says in 1,024 characters what it means and what to do', (...all) => {
    const { AlarmDescription } = all[1].Properties;
    expect(AlarmDescription).toMatch(/^.+\. .+\. Runbook: /);
    expect(AlarmDescription.length).toBeLessThanOrEqual(1024);
  });

  it('has as many siblings for five services as for one', () => {
    const counts = fc.sample(randomConfiguration, 20).map((configuration) => {
      const stacks = wholeStacks(configuration);
      return [stacks.home, stacks.ears].map(
        (stack) =>
          ofType(stack, ALARM).filter(([, { Properties }]) => Properties.AlarmActions).length,
      );
    });
    expect(new Set(counts.map(String)).size).toBe(1);
  });
});

describe('what silence means', () => {
  it.each(['HeartbeatAlarm', 'HomeSilentAlarm'])('%s takes it for the fault it waits for', (id) => {
    expect(propertiesOf(id).TreatMissingData).toBe('breaching');
  });

  it('is left to them by all that passes say', () => {
    const ofPasses = SELF_ALARMS.filter(
      ([, { Properties }]) => Properties.Namespace === 'Switchback',
    );
    const treatments = ofPasses
      .filter(([id]) => id !== 'HeartbeatAlarm')
      .map(([, { Properties }]) => Properties.TreatMissingData);
    expect(new Set(treatments)).toEqual(new Set(['ignore']));
  });

  it('is health for what has metrics only when something happens', () => {
    const ofAws = SELF_ALARMS.filter(([, { Properties }]) =>
      ['AWS/Lambda', 'AWS/SQS'].includes(Properties.Namespace),
    );
    const treatments = ofAws.map(([, { Properties }]) => Properties.TreatMissingData);
    expect(new Set(treatments)).toEqual(new Set(['notBreaching']));
  });
});

describe('metrics of passes', () => {
  it('are each watched by one alarm, under the one dimension that Powertools gives them', () => {
    const watched = SELF_ALARMS.map(([, { Properties }]) => Properties).filter(
      ({ Namespace }) => Namespace === 'Switchback',
    );
    expect(watched.map(({ MetricName }) => MetricName).toSorted()).toEqual(
      Object.keys(SELF_METRICS).toSorted(),
    );
    for (const { Dimensions } of watched) {
      expect(Dimensions).toEqual([{ Name: 'service', Value: 'switchback' }]);
    }
  });
});

describe('the watch from another Region', () => {
  const checks = (stacks = wholeStacks()): readonly (readonly [string, Loose])[] =>
    ofType(stacks.home, 'AWS::Route53::HealthCheck').filter(([id]) =>
      id.startsWith('HeartbeatCheck'),
    );

  it('is a check that follows the heartbeat in home, and no data is a bad sign', () => {
    const configuration = threeServices({ homeRegion: 'eu-west-1' });
    expect(checks(wholeStacks(configuration)).map(([, { Properties }]) => Properties)).toEqual([
      {
        HealthCheckConfig: {
          Type: 'CLOUDWATCH_METRIC',
          AlarmIdentifier: { Region: 'eu-west-1', Name: { Ref: 'HeartbeatAlarm' } },
          InsufficientDataHealthStatus: 'Unhealthy',
        },
        HealthCheckTags: [{ Key: 'Name', Value: 'switchback-heartbeat' }],
      },
    ]);
  });

  it('follows an alarm that Route 53 can follow', () => {
    expect(whyNotFollowable(loose(home, 'HeartbeatAlarm').Properties)).toBeUndefined();
  });

  it('is handed from home to ears, and goes with the stack', () => {
    const [[id, check] = []] = checks();
    expect(home.Outputs.HeartbeatCheckId?.Value).toEqual({ Ref: id });
    expect(ears.Parameters).toHaveProperty('HeartbeatCheckId');
    expect(propertiesOf('HomeSilentAlarm').Dimensions).toEqual([
      { Name: 'HealthCheckId', Value: { Ref: 'HeartbeatCheckId' } },
    ]);
    expect(check).not.toHaveProperty('DeletionPolicy');
  });

  it('tells a topic of its own', () => {
    expect(loose(ears, 'EarsSelfTopic').Properties.TopicName).toBe('switchback-ears-self');
  });
});
