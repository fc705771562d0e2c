import { describe, expect, it } from '@jest/globals';
import { known, unknown } from '../../src/core/reading.ts';
import { preflight, warnings } from '../../src/deployment/preflight.ts';
import { alarmKey } from '../../src/ports.ts';
import type { AlarmSettings } from '../../src/route53/alarm-snapshot.ts';
import type { ResourceRecordSet } from '../../src/route53/record-set.ts';
import { aConfiguration, aFailbackPolicy, aService, aSide } from '../builders/configuration.ts';
import { anAccount, aZone, deployedAccount } from './an-account.ts';

const configuration = aConfiguration();
const [service] = configuration.services;

describe('before anything is made', () => {
  it('nothing is said of an account in which all would work', () => {
    expect(preflight(configuration, anAccount())).toEqual([]);
  });

  it('nor of records and checks that are already those of the stack', () => {
    const account = deployedAccount(configuration, { healthChecks: known({ used: 4, limit: 4 }) });
    expect(preflight(configuration, account)).toEqual([]);
  });
});

describe('the zone', () => {
  it.each([
    ['is not there', new Map(), 'There is no hosted zone Z0123456789ABCDEFGHIJ (example.com)'],
    ['has another name', aZone({ name: 'example.org' }), 'is example.org, not example.com'],
    ['is private', aZone({ isPrivate: true }), 'is private'],
  ] as const)('%s', (_what, zones, said) => {
    expect(preflight(configuration, anAccount({ zones })).join('\n')).toContain(said);
  });
});

describe('a record of somebody else', () => {
  const simple = (Name: string, Type: 'A' | 'CNAME' | 'TXT'): ResourceRecordSet => ({
    Name,
    Type,
    TTL: 60,
    ResourceRecords: [{ Value: Type === 'A' ? '192.0.2.99' : 'other.example.net' }],
  });

  it.each([
    ['under a name of the service', simple('www.shop.example.com', 'A')],
    ['of a type that bears no other beside it', simple('shop.example.com', 'CNAME')],
    ['under the name of a witness', simple('_switchback-hold.shop.example.com', 'TXT')],
  ])('%s is in the way', (_where, record) => {
    const faults = preflight(configuration, anAccount({ zones: aZone({ records: [record] }) }));
    expect(faults.join('\n')).toContain(`${service?.id}, not a record of this stack:`);
    expect(faults.join('\n')).toContain(record.Name);
  });

  it('under another name is not', () => {
    const records = [simple('blog.example.com', 'A'), simple('example.com', 'A')];
    expect(preflight(configuration, anAccount({ zones: aZone({ records }) }))).toEqual([]);
  });

  it('that a removed stack has left is', () => {
    const { zones } = deployedAccount(configuration);
    expect(preflight(configuration, anAccount({ zones })).join('\n')).toContain('already exists');
  });
});

describe('health checks', () => {
  it.each([
    [195, []],
    [
      196,
      [
        'The account has 196 health checks and may have 200; 5 more are needed. Ask for more: Service Quotas, Route 53.',
      ],
    ],
  ])(
    '%i of 200 that are there leave room for four and one that watches the heartbeat: %j',
    (used, faults) => {
      const account = anAccount({ healthChecks: known({ used, limit: 200 }) });
      expect(preflight(configuration, account)).toEqual(faults);
    },
  );

  it('that cannot be counted stop nobody, and it is said', () => {
    const account = anAccount({ healthChecks: unknown('AccessDenied') });
    expect(preflight(configuration, account)).toEqual([]);
    expect(warnings(configuration, account).join()).toContain('AccessDenied');
  });
});

describe('an alarm of the user', () => {
  const alarm = { region: 'ap-northeast-1', name: 'slow' };
  const unhealthyWhen = aConfiguration({
    services: [aService({ primary: aSide('primary', { unhealthyWhen: [alarm] }) })],
  });
  const followable: AlarmSettings = {
    MetricName: 'Latency',
    Statistic: 'Average',
    Period: 60,
    EvaluationPeriods: 2,
    Threshold: 1,
    ComparisonOperator: 'GreaterThanThreshold',
  };

  it.each([
    ['is not there', undefined, 'there is no alarm "slow" in ap-northeast-1'],
    ['is a percentile', { ...followable, ExtendedStatistic: 'p99' }, 'percentile'],
    ['is composite', { AlarmRule: 'ALARM(a)' }, 'composite'],
  ])('that %s cannot be followed', (_what, settings, said) => {
    const alarms = new Map(settings ? [[alarmKey(alarm), settings]] : []);
    expect(preflight(unhealthyWhen, anAccount({ alarms })).join()).toContain(said);
  });

  it('of the common kind can', () => {
    const alarms = new Map([[alarmKey(alarm), followable]]);
    expect(preflight(unhealthyWhen, anAccount({ alarms }))).toEqual([]);
  });

  it('that a guard or a readiness check asks for may come later, and it is said', () => {
    const services = [
      aService({
        failback: aFailbackPolicy({ guardAlarms: [alarm] }),
        secondary: aSide('secondary', {
          readiness: [{ kind: 'alarmOk', alarm: { region: 'us-west-2', name: 'lag' } }],
        }),
      }),
    ];
    const asking = aConfiguration({ services });
    expect(preflight(asking, anAccount())).toEqual([]);
    expect(warnings(asking, anAccount())).toEqual([
      'shop: there is no alarm "slow" in ap-northeast-1 yet; it counts as unknown.',
      'shop: there is no alarm "lag" in us-west-2 yet; it counts as unknown.',
    ]);
  });
});
