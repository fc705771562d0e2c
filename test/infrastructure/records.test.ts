import { describe, expect, it } from '@jest/globals';
import { type RecordTarget, type Service, SIDES } from '../../src/core/service.ts';
import { logicalIds } from '../../src/infrastructure/logical-ids.ts';
import { recordSetGroup, WITNESS_TTL_SECONDS } from '../../src/infrastructure/records.ts';
import { aService, aSide } from '../builders/configuration.ts';

function sets(service: Service, name: string = service.names[0]) {
  return recordSetGroup(service).Properties.RecordSets.filter((set) => set.Name === name);
}

const ids = logicalIds(aService());

function anAlias(routing: Service['routing']): Service {
  const target: RecordTarget = {
    kind: 'alias',
    types: ['A', 'AAAA'],
    dnsName: 'one.us-west-2.elb.amazonaws.com',
    hostedZoneId: 'Z1H1FL5HABSF5',
  };
  return aService({
    routing,
    primary: aSide('primary', { target }),
    secondary: aSide('secondary', { target }),
  });
}

describe("a name's records", () => {
  it('are a weighted pair at 100 and 0', () => {
    expect(sets(aService())).toEqual([
      {
        Name: 'shop.example.com',
        Type: 'A',
        SetIdentifier: 'primary',
        Weight: 100,
        TTL: '60',
        ResourceRecords: ['192.0.2.10'],
        HealthCheckId: { Ref: ids.primaryCheck },
      },
      {
        Name: 'shop.example.com',
        Type: 'A',
        SetIdentifier: 'secondary',
        Weight: 0,
        TTL: '60',
        ResourceRecords: ['198.51.100.20'],
        HealthCheckId: { Ref: ids.secondary.endpointCheck },
      },
    ]);
  });

  it('are a failover pair, without weights, with failover routing', () => {
    const pair = sets(aService({ routing: 'failover' }));
    expect(pair.map(({ Failover }) => Failover)).toEqual(['PRIMARY', 'SECONDARY']);
    expect(pair.map(({ Weight }) => Weight)).toEqual([undefined, undefined]);
  });

  it('are a pair for each name and record type', () => {
    const values = (A: string, AAAA: string) => ({
      target: { kind: 'values' as const, values: { A: [A], AAAA: [AAAA] } },
    });
    const service = aService({
      primary: aSide('primary', values('192.0.2.10', '2001:db8:a::10')),
      secondary: aSide('secondary', values('198.51.100.20', '2001:db8:b::20')),
    });
    for (const name of service.names) {
      expect(sets(service, name).map(({ Type, SetIdentifier }) => [Type, SetIdentifier])).toEqual([
        ['A', 'primary'],
        ['A', 'secondary'],
        ['AAAA', 'primary'],
        ['AAAA', 'secondary'],
      ]);
    }
  });

  it("follow the secondary's alarms through its health", () => {
    const unhealthyWhen = [{ region: 'us-west-2', name: 'errors' }];
    const service = aService({ secondary: aSide('secondary', { unhealthyWhen }) });
    const secondary = sets(service).find(({ SetIdentifier }) => SetIdentifier === 'secondary');
    expect(secondary?.HealthCheckId).toEqual({ Ref: logicalIds(service).secondary.health });
  });

  it.each([
    ['weighted', false],
    ['failover', true],
  ] as const)('of a %s alias evaluate the health of its target: %s', (routing, evaluated) => {
    const pair = sets(anAlias(routing));
    expect(pair).toHaveLength(4);
    for (const set of pair) {
      expect(set.AliasTarget).toEqual({
        DNSName: 'one.us-west-2.elb.amazonaws.com',
        HostedZoneId: 'Z1H1FL5HABSF5',
        EvaluateTargetHealth: evaluated,
      });
      expect(set).not.toHaveProperty('TTL');
      expect(set).not.toHaveProperty('ResourceRecords');
    }
  });
});

describe('a witness', () => {
  it.each([
    ['_switchback-primary.shop.example.com', ids.primary.health, 'healthy', 'unhealthy'],
    ['_switchback-secondary.shop.example.com', ids.secondary.health, 'healthy', 'unhealthy'],
    ['_switchback-hold.shop.example.com', ids.holdCheck, 'off', 'on'],
  ])('%s answers what Route 53 thinks of a check', (name, check, whileHealthy, otherwise) => {
    expect(sets(aService(), name)).toEqual([
      {
        Name: name,
        Type: 'TXT',
        SetIdentifier: whileHealthy,
        Failover: 'PRIMARY',
        TTL: String(WITNESS_TTL_SECONDS),
        ResourceRecords: [`"${whileHealthy}"`],
        HealthCheckId: { Ref: check },
      },
      {
        Name: name,
        Type: 'TXT',
        SetIdentifier: otherwise,
        Failover: 'SECONDARY',
        TTL: String(WITNESS_TTL_SECONDS),
        ResourceRecords: [`"${otherwise}"`],
      },
    ]);
  });

  it('follows the primary without the hold, else it could not say that the primary is well', () => {
    const [witness] = sets(aService(), '_switchback-primary.shop.example.com');
    expect(witness?.HealthCheckId).not.toEqual({ Ref: ids.primaryCheck });
  });

  it('exists for both sides and the hold, under the first name only', () => {
    const names = recordSetGroup(aService())
      .Properties.RecordSets.filter(({ Type }) => Type === 'TXT')
      .map(({ Name }) => Name);
    expect([...new Set(names)]).toEqual([
      ...SIDES.map((side) => `_switchback-${side}.shop.example.com`),
      '_switchback-hold.shop.example.com',
    ]);
  });
});

it('a name is never left without records: the group is kept by removal and replacement', () => {
  expect(recordSetGroup(aService())).toMatchObject({
    DeletionPolicy: 'RetainExceptOnCreate',
    UpdateReplacePolicy: 'Retain',
  });
});
