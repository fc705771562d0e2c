import { describe, expect, it } from '@jest/globals';
import { HOLD_METRIC } from '../../src/core/names.ts';
import { holdAlarmName, holdDimensions } from '../../src/infrastructure/hold-switch.ts';
import { logicalIds } from '../../src/infrastructure/logical-ids.ts';
import { buildStacks } from '../../src/infrastructure/stacks.ts';
import { whyNotFollowable } from '../../src/route53/alarm-snapshot.ts';
import { aConfiguration, aService } from '../builders/configuration.ts';
import { healthCheck, resource } from './template-reading.ts';

const service = aService();
const ids = logicalIds(service);
const { home } = buildStacks(aConfiguration({ services: [service] }));
const { Properties: alarm } = resource(home, ids.holdAlarm, 'AWS::CloudWatch::Alarm');

describe('the hold switch', () => {
  it('is on while the metric of stack and service is 1', () => {
    expect(alarm).toMatchObject({
      Namespace: HOLD_METRIC.namespace,
      MetricName: HOLD_METRIC.name,
      Dimensions: holdDimensions('switchback', service),
      Statistic: 'Maximum',
      Threshold: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    });
  });

  it('has an alarm that Route 53 can follow', () => {
    const { Dimensions, ...settings } = alarm;
    expect(whyNotFollowable(settings)).toBeUndefined();
    expect(settings).not.toHaveProperty('DatapointsToAlarm');
  });

  it('stays as it is when nothing is published', () => {
    expect(alarm.TreatMissingData).toBe('ignore');
    expect(healthCheck(home, ids.holdCheck).Properties.HealthCheckConfig).toEqual({
      Type: 'CLOUDWATCH_METRIC',
      AlarmIdentifier: { Region: 'us-west-2', Name: { Ref: ids.holdAlarm } },
      InsufficientDataHealthStatus: 'LastKnownStatus',
    });
  });

  it('is followed in the home Region, wherever that is', () => {
    const moved = buildStacks(aConfiguration({ homeRegion: 'eu-west-1' })).home;
    expect(healthCheck(moved, ids.holdCheck).Properties.HealthCheckConfig).toMatchObject({
      AlarmIdentifier: { Region: 'eu-west-1' },
    });
  });

  it('has an alarm whose name says what it follows, so that other settings are another alarm', () => {
    expect(holdAlarmName('switchback', service)).toMatch(/^switchback-shop-hold-[0-9a-f]{8}$/);
    expect(holdAlarmName('staging', service).slice(-8)).not.toBe(
      holdAlarmName('switchback', service).slice(-8),
    );
  });

  it('keeps its alarm when the stack is removed, as live records lean on it', () => {
    expect(resource(home, ids.holdAlarm, 'AWS::CloudWatch::Alarm').DeletionPolicy).toBe(
      'RetainExceptOnCreate',
    );
  });
});
