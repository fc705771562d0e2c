import { describe, expect, it } from '@jest/globals';
import { sideAlarmName } from '../../src/core/names.ts';
import { alarmKey } from '../../src/ports.ts';
import { matchesPattern } from '../../src/world/event-pattern.ts';
import { REFUSED } from '../../src/world/sites.ts';
import {
  aDeployedWorld,
  type DeployedWorld,
  MINUTE,
  PRIMARY_SITE,
  SECOND,
  timeUntil,
} from './deployed-world.ts';

const alarmOf = ({ service }: DeployedWorld) => ({
  region: 'us-east-1',
  name: sideAlarmName('switchback', service, 'primary'),
});

async function stateOf(deployed: DeployedWorld) {
  const alarm = alarmOf(deployed);
  return (await deployed.world.ports().alarms.states([alarm])).get(alarmKey(alarm));
}

/** Fails the primary and lets everything follow from it. */
function outage(deployed: DeployedWorld, lastsMs = 8 * MINUTE) {
  deployed.world.takeEvents();
  deployed.world.setSite(PRIMARY_SITE, REFUSED);
  deployed.world.step(deployed.world.nowMs + lastsMs);
}

describe('the alarm on the health of a side', () => {
  it('says OK once the check has data, and ALARM within three minutes of its failing', async () => {
    const deployed = aDeployedWorld();
    const { world, ids } = deployed;
    expect(await stateOf(deployed)).toEqual({ known: true, value: 'OK' });
    world.setSite(PRIMARY_SITE, REFUSED);
    timeUntil(world, () => world.healthOf(ids.primary.health) === 'unhealthy');
    world.takeEvents();
    const tookMs = timeUntil(world, () => world.takeEvents().length > 0);
    expect(tookMs).toBeGreaterThan(10 * SECOND);
    expect(tookMs).toBeLessThanOrEqual(3 * MINUTE + 3 * SECOND);
    expect(await stateOf(deployed)).toEqual({ known: true, value: 'ALARM' });
  });

  it('often does not see an outage of less than a minute', () => {
    const seen = Array.from({ length: 40 }, (_, seed) => {
      const deployed = aDeployedWorld({ seed });
      outage(deployed, 40 * SECOND);
      deployed.world.setSite(PRIMARY_SITE, 'up');
      deployed.world.step(deployed.world.nowMs + 5 * MINUTE);
      return deployed.world.takeEvents().length > 0;
    });
    expect(new Set(seen)).toEqual(new Set([true, false]));
  });

  it('sends an event in the shape that EventBridge documents', () => {
    const deployed = aDeployedWorld();
    outage(deployed);
    const name = alarmOf(deployed).name;
    const stamp = expect.stringMatching(/^2026-11-24T00:\d\d:\d\d\.\d{3}\+0000$/);
    expect(deployed.world.takeEvents()).toEqual([
      {
        version: '0',
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        'detail-type': 'CloudWatch Alarm State Change',
        source: 'aws.cloudwatch',
        account: '123456789012',
        time: expect.stringMatching(/^2026-11-24T00:\d\d:\d\dZ$/),
        region: 'us-east-1',
        resources: [`arn:aws:cloudwatch:us-east-1:123456789012:alarm:${name}`],
        detail: {
          alarmName: name,
          configuration: {
            metrics: [
              {
                id: expect.any(String),
                metricStat: {
                  metric: {
                    namespace: 'AWS/Route53',
                    name: 'HealthCheckStatus',
                    dimensions: { HealthCheckId: deployed.ids.primary.health },
                  },
                  period: 60,
                  stat: 'Minimum',
                },
                returnData: true,
              },
            ],
          },
          previousState: expect.objectContaining({ value: 'OK', timestamp: stamp }),
          state: {
            value: 'ALARM',
            reason: expect.stringContaining('Threshold Crossed'),
            reasonData: expect.stringContaining('"recentDatapoints":[0]'),
            timestamp: stamp,
          },
        },
      },
    ]);
  });

  it('says INSUFFICIENT_DATA while its metric is silent, and goes on when it speaks again', async () => {
    const deployed = aDeployedWorld();
    deployed.world.setFault('healthCheckMetrics', 'silence');
    outage(deployed);
    expect(await stateOf(deployed)).toMatchObject({ value: 'INSUFFICIENT_DATA' });
    deployed.world.setFault('healthCheckMetrics', undefined);
    deployed.world.step(deployed.world.nowMs + 4 * MINUTE);
    expect(await stateOf(deployed)).toMatchObject({ value: 'ALARM' });
    const states = deployed.world.takeEvents().map(({ detail }) => detail.state.value);
    expect(states.filter((state) => state !== 'OK')).toEqual([
      'INSUFFICIENT_DATA',
      'INSUFFICIENT_DATA',
      'ALARM',
    ]);
  });

  it('does not notice a silence of a minute', async () => {
    const deployed = aDeployedWorld();
    deployed.world.setFault('healthCheckMetrics', 'silence');
    deployed.world.step(deployed.world.nowMs + MINUTE);
    deployed.world.setFault('healthCheckMetrics', undefined);
    deployed.world.step(deployed.world.nowMs + 10 * MINUTE);
    expect(await stateOf(deployed)).toMatchObject({ value: 'OK' });
  });

  it('is blind and dumb while CloudWatch in us-east-1 is down, and catches up', async () => {
    const deployed = aDeployedWorld();
    deployed.world.setFault('cloudWatchUsEast1', 'error');
    outage(deployed, 20 * MINUTE);
    expect(deployed.world.takeEvents()).toEqual([]);
    await expect(stateOf(deployed)).rejects.toMatchObject({ name: 'ServiceFault' });
    deployed.world.setFault('cloudWatchUsEast1', undefined);
    deployed.world.step(deployed.world.nowMs + 4 * MINUTE);
    expect(deployed.world.takeEvents()).toHaveLength(1);
    expect(await stateOf(deployed)).toMatchObject({ value: 'ALARM' });
  });
});

describe('events', () => {
  it.each([
    [{ kind: 'dropped' }, 0],
    [{ kind: 'repeated', copies: 3 }, 3],
    [{ kind: 'late', byMs: 60 * MINUTE }, 0],
    [undefined, 1],
  ] as const)('on the way through %j arrive so many times: %i', (fault, times) => {
    const deployed = aDeployedWorld();
    deployed.world.setFault('events', fault);
    outage(deployed);
    expect(deployed.world.takeEvents()).toHaveLength(times);
  });

  it('that are late arrive in the end', () => {
    const deployed = aDeployedWorld();
    deployed.world.setFault('events', { kind: 'late', byMs: 60 * MINUTE });
    outage(deployed, 70 * MINUTE);
    expect(deployed.world.takeEvents()).toHaveLength(1);
  });

  it.each([
    [{ source: ['aws.cloudwatch'] }, true],
    [{ source: ['aws.s3'] }, false],
    [{ detail: { alarmName: [{ prefix: 'switchback-' }] } }, true],
    [{ detail: { alarmName: ['x', { prefix: 'other-' }] } }, false],
    [{ detail: { nothing: { there: ['x'] } } }, false],
    [{ resources: [{ prefix: 'arn:' }] }, true],
  ])('match %j: %s', (pattern, matches) => {
    const event = {
      source: 'aws.cloudwatch',
      resources: ['arn:aws:x'],
      detail: { alarmName: 'switchback-shop' },
    };
    expect(matchesPattern(pattern, event)).toBe(matches);
  });

  it('with a matcher that the model does not know are an error, not a match', () => {
    expect(() => matchesPattern({ a: [{ suffix: 'x' }] }, { a: 'x' })).toThrow('suffix');
  });
});
