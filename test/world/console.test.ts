/** What somebody can do to the account with the console, and what the account then does. */
import { describe, expect, it } from '@jest/globals';
import type { AlarmSettings } from '../../src/route53/alarm-snapshot.ts';
import type { EndpointHealthCheck, HealthStatus } from '../../src/route53/health-check.ts';
import type { Checking } from '../../src/world/checking.ts';
import { REFUSED } from '../../src/world/sites.ts';
import type { World } from '../../src/world/world.ts';
import { aDeployedWorld, MINUTE, PRIMARY_SITE, SECOND, ZONE_ID } from './deployed-world.ts';

const CHECK: EndpointHealthCheck = {
  Type: 'HTTP',
  IPAddress: '203.0.113.5',
  Port: 80,
  RequestInterval: 10,
  FailureThreshold: 1,
};
const SITE = '203.0.113.5:80';
const later = (world: World, minutes: number) => world.step(world.nowMs + minutes * MINUTE);

describe('checkers of somebody else', () => {
  it('are put to work on every endpoint check, and what they report is the status', () => {
    const started: { check: EndpointHealthCheck; count: number; stopped: boolean }[] = [];
    const reports: ((status: HealthStatus) => void)[] = [];
    const checking: Checking = (check, count, report) => {
      const one = { check, count, stopped: false };
      started.push(one);
      reports.push(report);
      return {
        observations: () => [],
        stop: () => {
          one.stopped = true;
        },
      };
    };
    const { world } = aDeployedWorld({ checking });
    expect(started).toHaveLength(2);
    world.createHealthCheck('mine', { ...CHECK, Regions: ['us-east-1', 'us-west-1', 'eu-west-1'] });
    expect(started[2]).toMatchObject({ count: 6, check: { Port: 80 } });
    reports[2]!('unhealthy');
    expect(world.healthOf('mine')).toBe('unhealthy');
    world.editHealthCheck('mine', { Port: 81 });
    expect(started.map(({ stopped }) => stopped)).toEqual([false, false, true, false]);
    expect(started[3]!.check.Port).toBe(81);
    world.editHealthCheck('mine', { Inverted: true });
    expect(started).toHaveLength(4);
    world.deleteHealthCheck('mine');
    expect(started[3]!.stopped).toBe(true);
  });
});

describe('a health check that somebody makes', () => {
  it('is probed, edited field by field, and gone when it is deleted', () => {
    const { world } = aDeployedWorld();
    world.createHealthCheck('mine', { ...CHECK, ResourcePath: '/x' });
    world.setSite(SITE, REFUSED);
    later(world, 1);
    expect(world.healthOf('mine')).toBe('unhealthy');
    world.editHealthCheck('mine', { FailureThreshold: 5, ResourcePath: undefined });
    const { ResourcePath: _, ...kept } = { ...CHECK, FailureThreshold: 5, ResourcePath: '' };
    expect(world.healthChecks().find(({ id }) => id === 'mine')?.config).toEqual(kept);
    world.deleteHealthCheck('mine');
    expect(world.healthChecks().some(({ id }) => id === 'mine')).toBe(false);
    expect(world.observationsOf('mine')).toEqual([]);
    world.setSite(SITE, 'up');
    later(world, 5);
    expect(() => world.editHealthCheck('mine', { Disabled: true })).toThrow('no health check mine');
    expect(world.journal.filter((one) => one.kind === 'checkFlipped')).toHaveLength(1);
  });

  it('can be named by records only while it is there', () => {
    const { world } = aDeployedWorld();
    world.createHealthCheck('mine', CHECK);
    world.deleteHealthCheck('mine');
    const set = {
      Name: 'x.shop.example.com',
      Type: 'A',
      TTL: 60,
      HealthCheckId: 'mine',
      ResourceRecords: [{ Value: '203.0.113.5' }],
    } as const;
    expect(() => world.editRecords(ZONE_ID, [{ action: 'CREATE', set }])).toThrow();
  });

  it('leaves records that still name it answered as they were', () => {
    const { world, ids, service } = aDeployedWorld();
    world.deleteHealthCheck(ids.primaryCheck);
    world.setSite(PRIMARY_SITE, REFUSED);
    later(world, 3);
    expect(world.answer(service.names[0], 'A')).toMatchObject({ kind: 'answer' });
    expect(world.healthChecks().some(({ id }) => id === ids.primaryCheck)).toBe(false);
  });
});

describe('one name server', () => {
  it('answers by what has reached it, and names the zone', () => {
    const { world, service } = aDeployedWorld();
    const name = service.names[0];
    expect(world.nameServers).toBe(4);
    const reply = world.nameServerReply(3, name, 'A');
    expect(reply.zone).toEqual({ id: ZONE_ID, name: 'example.com' });
    expect(reply.answer).toEqual(world.answer(name, 'A'));
    expect(world.nameServerReply(0, 'elsewhere.example.org', 'A')).toEqual({});
    expect(world.nameServerReply(0, 'missing.example.com', 'A').answer).toEqual({
      kind: 'nxdomain',
    });
    expect(() => world.nameServerReply(4, name, 'A')).toThrow(RangeError);
  });

  it('learns of a change in its own time', () => {
    const { world } = aDeployedWorld();
    const set = {
      Name: 'new.example.com',
      Type: 'A',
      TTL: 60,
      ResourceRecords: [{ Value: '203.0.113.5' }],
    } as const;
    const id = world.editRecords(ZONE_ID, [{ action: 'CREATE', set }]);
    const knowing = () =>
      [0, 1, 2, 3].filter(
        (index) => world.nameServerReply(index, 'new.example.com', 'A').answer?.kind === 'answer',
      ).length;
    const seen = new Set<number>();
    for (let second = 0; second <= 60; second += 1) {
      seen.add(knowing());
      expect(world.changeStatus(id)).toBe(knowing() === 4 ? 'INSYNC' : 'PENDING');
      world.step(world.nowMs + SECOND);
    }
    expect(seen.size).toBeGreaterThan(2);
    expect(world.changeStatus('C9')).toBe('NoSuchChange');
  });
});

describe('a zone that somebody makes', () => {
  it('is served at once, and no more once it is deleted; one of the same name begins empty', () => {
    const { world } = aDeployedWorld();
    world.createZone('ZNEW', 'new.example.org');
    const ask = () => world.nameServerReply(0, 'new.example.org', 'NS');
    expect(ask().answer?.kind).toBe('answer');
    expect(world.hostedZones()).toContainEqual({ id: 'ZNEW', name: 'new.example.org' });
    const set = {
      Name: 'a.new.example.org',
      Type: 'A',
      TTL: 60,
      ResourceRecords: [{ Value: '203.0.113.5' }],
    } as const;
    world.editRecords('ZNEW', [{ action: 'CREATE', set }]);
    world.deleteZone('ZNEW');
    expect(ask()).toEqual({});
    world.createZone('ZAGAIN', 'new.example.org');
    later(world, 2);
    expect(world.nameServerReply(0, 'a.new.example.org', 'A').answer?.kind).toBe('nxdomain');
    expect(world.records('ZNEW')).toEqual([]);
  });
});

const ALARM = { region: 'us-west-2', name: 'Too many errors' };
const SETTINGS: AlarmSettings = {
  Namespace: 'Shop',
  MetricName: 'Errors',
  Dimensions: [{ Name: 'Service', Value: 'shop' }],
  Statistic: 'Average',
  Period: 60,
  EvaluationPeriods: 2,
  Threshold: 5,
  ComparisonOperator: 'GreaterThanThreshold',
};

/** One value a minute. */
function put(world: World, minutes: number, value: number, region = 'us-west-2') {
  for (let minute = 0; minute < minutes; minute += 1) {
    world.putMetric({
      region,
      namespace: 'Shop',
      name: 'Errors',
      dimensions: [{ Name: 'Service', Value: 'shop' }],
      value,
      atMs: world.nowMs,
    });
    later(world, 1);
  }
}

const described = (world: World, { region, name }: { region: string; name: string }) =>
  world.alarmDescriptions().find((one) => one.region === region && one.name === name);

describe('an alarm that somebody puts', () => {
  it('follows its metric, says why, and lets Route 53 follow it', () => {
    const { world } = aDeployedWorld();
    world.putAlarm(ALARM, SETTINGS);
    const AlarmIdentifier = { Region: ALARM.region, Name: ALARM.name };
    world.createHealthCheck('mine', {
      Type: 'CLOUDWATCH_METRIC',
      AlarmIdentifier,
      InsufficientDataHealthStatus: 'Healthy',
    });
    expect(described(world, ALARM)?.state).toBe('INSUFFICIENT_DATA');
    put(world, 6, 4);
    expect(described(world, ALARM)?.state).toBe('OK');
    put(world, 6, 7.5);
    expect(described(world, ALARM)).toMatchObject({
      state: 'ALARM',
      reason: 'Threshold Crossed: 1 datapoint [7.5] was greater than the threshold (5.0).',
      settings: SETTINGS,
    });
    expect(world.healthOf('mine')).toBe('unhealthy');
    put(world, 6, 3);
    expect([described(world, ALARM)?.state, world.healthOf('mine')]).toEqual(['OK', 'healthy']);
  });

  it('is not moved by the same metric of another Region', () => {
    const { world } = aDeployedWorld();
    world.putAlarm(ALARM, SETTINGS);
    put(world, 6, 7.5, 'us-east-1');
    expect(described(world, ALARM)?.state).toBe('INSUFFICIENT_DATA');
  });

  it.each([
    ['missing', 'INSUFFICIENT_DATA'],
    ['ignore', 'ALARM'],
    ['breaching', 'ALARM'],
    ['notBreaching', 'OK'],
  ])('treats missing data as %s: %s', (TreatMissingData, state) => {
    const { world } = aDeployedWorld();
    world.putAlarm(ALARM, { ...SETTINGS, TreatMissingData });
    put(world, 6, 7.5);
    expect(described(world, ALARM)?.state).toBe('ALARM');
    later(world, 10);
    expect(described(world, ALARM)?.state).toBe(state);
  });

  it('is not evaluated while CloudWatch of its Region fails', () => {
    const { world } = aDeployedWorld();
    world.putAlarm(ALARM, SETTINGS);
    put(world, 6, 1);
    world.setFault('cloudWatchHome', 'error');
    put(world, 6, 7.5);
    expect(described(world, ALARM)?.state).toBe('OK');
    world.setFault('cloudWatchHome', undefined);
    later(world, 2);
    expect(described(world, ALARM)?.state).toBe('ALARM');
  });

  it('follows HealthCheckStatus in us-east-1, and loses it when the metrics stop', () => {
    const { world, ids } = aDeployedWorld();
    const alarm = { region: 'us-east-1', name: 'mine' };
    world.putAlarm(alarm, {
      Namespace: 'AWS/Route53',
      MetricName: 'HealthCheckStatus',
      Dimensions: [{ Name: 'HealthCheckId', Value: ids.primary.endpointCheck }],
      Statistic: 'Minimum',
      Period: 60,
      EvaluationPeriods: 3,
      Threshold: 1,
      ComparisonOperator: 'LessThanThreshold',
    });
    later(world, 5);
    expect(described(world, alarm)?.state).toBe('OK');
    world.setSite(PRIMARY_SITE, REFUSED);
    later(world, 2);
    expect(described(world, alarm)?.state).toBe('OK');
    later(world, 4);
    expect(described(world, alarm)?.state).toBe('ALARM');
    world.setFault('healthCheckMetrics', 'silence');
    later(world, 10);
    expect(described(world, alarm)?.state).toBe('INSUFFICIENT_DATA');
    world.setFault('healthCheckMetrics', undefined);
    later(world, 10);
    expect(described(world, alarm)?.state).toBe('ALARM');
  });

  it('is gone when it is deleted, and the check that followed it goes on', () => {
    const { world } = aDeployedWorld();
    world.putAlarm(ALARM, SETTINGS);
    world.createHealthCheck('mine', {
      Type: 'CLOUDWATCH_METRIC',
      AlarmIdentifier: { Region: ALARM.region, Name: ALARM.name },
      InsufficientDataHealthStatus: 'Healthy',
    });
    world.deleteAlarm(ALARM);
    put(world, 6, 7.5);
    expect(described(world, ALARM)).toBeUndefined();
    expect(world.healthOf('mine')).toBe('unhealthy');
  });
});

describe('a forced alarm', () => {
  it('sends its event and no check notices; the next evaluation makes it true again', () => {
    const { world, ids, service } = aDeployedWorld();
    const alarm = world
      .alarmDescriptions()
      .find(({ settings }) =>
        settings.Dimensions?.some(({ Value }) => Value === ids.primary.health),
      )!;
    world.takeEvents();
    world.forceAlarm(alarm, 'ALARM', 'a test');
    expect(described(world, alarm)).toMatchObject({ state: 'ALARM', reason: 'a test' });
    later(world, 2);
    expect(described(world, alarm)?.state).toBe('OK');
    const events = world.takeEvents();
    expect(events.map(({ detail }) => detail.state.value).sort()).toEqual(['ALARM', 'OK']);
    expect(world.healthOf(ids.primaryCheck)).toBe('healthy');
    expect(world.answer(service.names[0], 'A')).toMatchObject({
      outcomes: [{ set: { SetIdentifier: 'primary' } }],
    });
  });

  it('stays forced while CloudWatch evaluates nothing', () => {
    const { world, ids } = aDeployedWorld();
    const alarm = world
      .alarmDescriptions()
      .find(({ settings }) =>
        settings.Dimensions?.some(({ Value }) => Value === ids.primary.health),
      )!;
    world.setFault('cloudWatchUsEast1', 'error');
    world.forceAlarm(alarm, 'ALARM', 'a test');
    later(world, 10);
    expect(described(world, alarm)?.state).toBe('ALARM');
    world.setFault('cloudWatchUsEast1', undefined);
    later(world, 2);
    expect(described(world, alarm)?.state).toBe('OK');
  });
});

describe('the hold metric', () => {
  it('turns the switch when it is put by its dimensions, and does nothing from another Region', () => {
    const { world, ids } = aDeployedWorld();
    const hold = world.alarmDescriptions().find(({ region }) => region === 'us-west-2')!;
    const { Namespace = '', MetricName = '', Dimensions = [] } = hold.settings;
    const putHold = (value: number, region: string) => {
      for (let minute = 0; minute < 4; minute += 1) {
        const metric = { namespace: Namespace, name: MetricName, dimensions: Dimensions };
        world.putMetric({ ...metric, region, value, atMs: world.nowMs });
        later(world, 1);
      }
      return world.healthOf(ids.holdCheck);
    };
    expect(putHold(1, 'us-east-1')).toBe('healthy');
    expect(putHold(1, 'us-west-2')).toBe('unhealthy');
    expect(putHold(0, 'us-west-2')).toBe('healthy');
  });
});
