import { describe, expect, it } from '@jest/globals';
import { sideAlarmName } from '../../src/core/names.ts';
import { SIDES } from '../../src/core/service.ts';
import { ALARM_RULE, logicalIds } from '../../src/infrastructure/logical-ids.ts';
import { buildStacks } from '../../src/infrastructure/stacks.ts';
import { aConfiguration, aService, aSide } from '../builders/configuration.ts';
import { resource } from './template-reading.ts';

const service = aService();
const { home, ears } = buildStacks(aConfiguration({ services: [service] }));

describe('ears', () => {
  it.each(SIDES)('wakes on the health of the %s, and takes silence for unknown', (side) => {
    const ids = logicalIds(service)[side];
    const { Properties } = resource(ears, ids.healthAlarm, 'AWS::CloudWatch::Alarm');
    expect(Properties).toMatchObject({
      AlarmName: sideAlarmName('switchback', service, side),
      Namespace: 'AWS/Route53',
      MetricName: 'HealthCheckStatus',
      Dimensions: [{ Name: 'HealthCheckId', Value: { Ref: ids.healthCheckId } }],
      Statistic: 'Minimum',
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'missing',
    });
  });

  it('learns the ids of the checks from outputs of home with the names of its parameters', () => {
    expect(Object.keys(home.Outputs).sort()).toEqual(Object.keys(ears.Parameters ?? {}).sort());
  });

  it("is told the check that is the side's health, alarms included", () => {
    const unhealthyWhen = [{ region: 'ap-northeast-1', name: 'slow' }];
    const withAlarm = aService({ primary: aSide('primary', { unhealthyWhen }) });
    const stacks = buildStacks(aConfiguration({ services: [withAlarm] }));
    const { primary } = logicalIds(withAlarm);
    expect(stacks.home.Outputs[primary.healthCheckId]?.Value).toEqual({ Ref: primary.health });
    expect(primary.health).not.toBe(primary.endpointCheck);
  });

  it("hears every state change of this stack's alarms", () => {
    expect(ears.Resources[ALARM_RULE]).toMatchObject({
      Type: 'AWS::Events::Rule',
      Properties: {
        State: 'ENABLED',
        EventPattern: {
          source: ['aws.cloudwatch'],
          'detail-type': ['CloudWatch Alarm State Change'],
          detail: { alarmName: [{ prefix: 'switchback-' }] },
        },
      },
    });
  });
});
