import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Service } from '../../src/core/service.ts';
import { logicalIds } from '../../src/infrastructure/logical-ids.ts';
import type { ResourceRecordSet } from '../../src/route53/record-set.ts';
import { aFailbackPolicy, aService, aSide } from '../builders/configuration.ts';
import { aWorldWith, type Scene } from '../reconcile/scene.ts';
import { accountOf, audited } from './scene.ts';

const ALIAS = {
  kind: 'alias',
  types: ['A'],
  hostedZoneId: 'Z2FDTNDATAQYW2',
  dnsName: 'd1.cloudfront.net',
} as const;
/** `undefined` takes a field away. */
type Change = { readonly [Field in keyof ResourceRecordSet]?: unknown };

const ALARM = { region: 'ap-northeast-1', name: 'orders-5xx' };

describe('an account as it was deployed', () => {
  it.each<[string, Partial<Service>]>([
    ['in two names and types', { names: ['shop.example.com', 'www.shop.example.com'] }],
    [
      'with failover records',
      { routing: 'failover', failback: aFailbackPolicy({ stages: [100] }) },
    ],
    [
      'with an alarm that makes it unhealthy',
      { primary: aSide('primary', { unhealthyWhen: [ALARM] }) },
    ],
    [
      'with aliases',
      {
        primary: aSide('primary', { target: ALIAS }),
        secondary: aSide('secondary', { target: { ...ALIAS, dnsName: 'd2.cloudfront.net' } }),
      },
    ],
  ])('is good: %s', async (_, service) => {
    const scene = await aWorldWith([aService(service)]);
    const { good, wrong, unknown, sections } = await audited(scene);
    expect({ good, wrong, unknown }).toEqual({ good: true, wrong: [], unknown: [] });
    expect(sections.map(({ about }) => about)).toEqual([
      'records',
      'health checks',
      'alarms',
      'checkers',
      'witnesses',
      'Switchback',
    ]);
  });

  it('is good in each of several services that share a zone', async () => {
    const scene = await aWorldWith([
      aService(),
      aService({ id: 'api', names: ['api.example.com'] }),
    ]);
    expect((await audited(scene)).wrong).toEqual([]);
  });
});

describe('what somebody changed by hand', () => {
  let scene: Scene;
  beforeEach(async () => {
    scene = await aWorldWith();
  });
  const ids = logicalIds(aService());

  function edit(side: string, change: Change, action: 'UPSERT' | 'DELETE' = 'UPSERT') {
    const { id } = scene.first.zone;
    const set = scene.world
      .records(id)
      .find(({ Name, SetIdentifier }) => Name === 'shop.example.com' && SetIdentifier === side)!;
    scene.world.editRecords(id, [{ action, set: { ...set, ...change } as ResourceRecordSet }]);
  }

  it.each<[string, Change, string]>([
    ['a weight', { Weight: 50 }, 'Weight is 50, should be 0'],
    [
      'a value',
      { ResourceRecords: [{ Value: '192.0.2.1' }] },
      'ResourceRecords is [{"Value":"192.0.2.1"}], should be',
    ],
    [
      'a check taken away',
      { HealthCheckId: undefined },
      'it names no health check, so that Route 53 takes it for healthy',
    ],
  ])('is found: %s', async (_, change, fault) => {
    edit('secondary', change);
    const { good, wrong } = await audited(scene);
    expect(good).toBe(false);
    expect(wrong[0]).toContain(`records: shop.example.com A secondary: ${fault}`);
  });

  it('is found: a TTL, on each record set', async () => {
    const { id } = scene.first.zone;
    const sets = scene.world.records(id).filter(({ Name }) => Name === 'www.shop.example.com');
    const slower = sets.map((set) => ({ action: 'UPSERT', set: { ...set, TTL: 300 } }) as const);
    scene.world.editRecords(id, slower);
    expect((await audited(scene)).wrong).toEqual([
      'records: www.shop.example.com A primary: TTL is 300, should be 60',
      'records: www.shop.example.com A secondary: TTL is 300, should be 60',
    ]);
  });

  it('is found: a record set that is gone, and one too many', async () => {
    edit('secondary', {}, 'DELETE');
    edit('primary', { SetIdentifier: 'third' });
    const { wrong } = await audited(scene);
    expect(wrong).toContain('records: shop.example.com A secondary is missing');
    expect(wrong).toContain("records: shop.example.com A third is neither side's");
  });

  it('is found: records that name other checks than each other', async () => {
    const two = await aWorldWith([
      aService({ names: ['shop.example.com', 'www.shop.example.com'] }),
    ]);
    scene = two;
    edit('primary', { HealthCheckId: ids.secondary.endpointCheck });
    const { wrong } = await audited(two);
    expect(wrong.join('\n')).toMatch(
      /www\.shop\.example\.com A primary: it names the health check .*as the others do/,
    );
  });

  it.each<[string, () => void, string]>([
    [
      'a check that is pinned',
      () => scene.world.editHealthCheck(ids.holdCheck, { Disabled: true, Inverted: true }),
      `health checks: the hold check (${ids.holdCheck}): Disabled is true, should be false`,
    ],
    [
      'a threshold',
      () => scene.world.editHealthCheck(ids.primary.endpointCheck, { FailureThreshold: 9 }),
      `the endpoint check of the primary (${ids.primary.endpointCheck}): FailureThreshold is 9, should be 3`,
    ],
    [
      'a check that is gone',
      () => scene.world.deleteHealthCheck(ids.secondary.endpointCheck),
      `the health check ${ids.secondary.endpointCheck} is named but does not exist`,
    ],
    [
      'an alarm that is gone',
      () =>
        scene.world.deleteAlarm({ region: 'us-east-1', name: 'switchback-shop-primary-health' }),
      'alarms: switchback-shop-primary-health (us-east-1) does not exist',
    ],
  ])('is found: %s', async (_, change, fault) => {
    change();
    expect((await audited(scene)).wrong.join('\n')).toContain(fault);
  });

  it('is found: an alarm with other settings', async () => {
    const alarm = { region: 'us-east-1', name: 'switchback-shop-secondary-health' };
    const { settings } = scene.world.alarmDescriptions().find(({ name }) => name === alarm.name)!;
    scene.world.putAlarm(alarm, { ...settings, Period: 300 });
    expect((await audited(scene)).wrong).toEqual([
      'alarms: switchback-shop-secondary-health (us-east-1): Period is 300, should be 60',
    ]);
  });

  it('is found: a generation that nobody here has made', async () => {
    const { id } = scene.first.zone;
    const set = {
      Name: 'g000007._switchback.shop.example.com',
      Type: 'TXT',
      TTL: 10,
      ResourceRecords: [{ Value: '"v7 0/100"' }],
    } as const;
    scene.world.editRecords(id, [{ action: 'CREATE', set }]);
    expect((await audited(scene)).wrong).toContain(
      'records: the zone has generation 7 of the records, the stored state knows 0',
    );
  });
});

describe('a service that is not at rest', () => {
  it('has the weights and the switch of its hold, and an open incident', async () => {
    const scene = await aWorldWith();
    await scene.holdAfterFailure();
    const { wrong } = await audited(scene);
    expect(
      wrong.filter((line) => line.startsWith('records') || line.includes('hold switch')),
    ).toEqual([]);
    expect(wrong.join('\n')).toMatch(/Switchback: the incident shop-.* is open \(OnSecondary\)/);
    expect(wrong.join('\n')).toMatch(/checkers: say healthy: primary 0 of 16; /);
    expect(wrong).toContain('witnesses: the primary is unhealthy to Route 53, should be healthy');
  });

  it('is not armed, is paused, only observes: all of it is said', async () => {
    const scene = await aWorldWith([aService({ mode: 'observe' })]);
    await scene.command('pause');
    const { wrong } = await audited(scene);
    expect(wrong).toEqual([
      'Switchback: paused by operator until 2026-11-24 01:15 UTC',
      'Switchback: mode is observe: nothing is held',
    ]);
  });
});

describe('what cannot be seen', () => {
  it.each([
    ['stateStore', 'Switchback: the stored state: '],
    ['route53Control', 'records: '],
    ['nameServers', 'witnesses: '],
  ] as const)('is unknown and never good: %s', async (fault, start) => {
    const scene = await aWorldWith();
    scene.world.setFault(fault, 'error');
    const { good, unknown, wrong } = await audited(scene);
    expect({ good, wrong }).toEqual({ good: false, wrong: [] });
    expect(unknown.some((line) => line.startsWith(start))).toBe(true);
  });

  it('is a check that only a check would name which cannot be read', async () => {
    const service = aService({ primary: aSide('primary', { unhealthyWhen: [ALARM] }) });
    const scene = await aWorldWith([service]);
    const { primaryCheck, primary } = logicalIds(service);
    const account = accountOf(scene.world);
    const { wrong, unknown } = await audited(scene, {
      healthCheck: (id) =>
        id === primaryCheck || id === primary.health
          ? Promise.reject(new Error('away'))
          : account.healthCheck(id),
    });
    expect(wrong).toEqual([]);
    expect(unknown).toEqual([
      `health checks: the health check ${primaryCheck}: away`,
      `health checks: the health check ${primary.health}: away`,
      'health checks: the endpoint check of the primary: what would name it could not be read',
      'health checks: the check on the alarm orders-5xx of the primary: what would name it could not be read',
      'checkers: the primary: its endpoint check was not found',
    ]);
  });

  it('is no reason to say that weights are wrong', async () => {
    const scene = await aWorldWith();
    await scene.holdAfterFailure();
    scene.world.setFault('stateStore', 'error');
    const { wrong } = await audited(scene);
    expect(wrong.filter((line) => line.startsWith('records'))).toEqual([]);
  });

  it.each([
    ['healthCheck', 'health checks: the health check'],
    ['checkers', 'checkers: the primary: Throttling'],
    ['alarm', 'alarms: switchback-shop'],
  ] as const)('is said for each thing that it is true of: %s', async (call, start) => {
    const scene = await aWorldWith();
    const { good, unknown, wrong } = await audited(scene, {
      [call]: () => Promise.reject(new Error('Throttling')),
    });
    expect({ good, wrong }).toEqual({ good: false, wrong: [] });
    expect(unknown.some((line) => line.startsWith(start) && line.includes('Throttling'))).toBe(
      true,
    );
  });
});
