import { describe, expect, it } from '@jest/globals';
import { fenceGeneration, fenceName } from '../../src/core/names.ts';
import { fenceValue, indexZone, managedSets, readRecords } from '../../src/core/read-records.ts';
import type { Service } from '../../src/core/service.ts';
import { HELD } from '../../src/core/state.ts';
import type { ResourceRecordSet } from '../../src/route53/record-set.ts';
import { aService, aSide } from '../builders/configuration.ts';
import { fenceSet, recordSetsOf } from './zone.ts';

const shop = aService();
const failover = aService({ routing: 'failover' });

function read(sets: readonly ResourceRecordSet[], service: Service = shop) {
  return readRecords(service, indexZone(sets));
}

/** One member of the first name written over. */
function changed(service: Service, at: number, fields: object): ResourceRecordSet[] {
  return recordSetsOf(service).map((set, index) => (index === at ? { ...set, ...fields } : set));
}

describe('A service’s records', () => {
  it('are read as one pair of weights where all names agree', () => {
    const sets = recordSetsOf(shop, HELD);
    expect(read(sets)).toEqual({ weights: HELD, faults: [], fence: null });
  });

  it('are every name, type and side, and nothing else', () => {
    const target = {
      kind: 'values',
      values: { A: ['192.0.2.10'], AAAA: ['2001:db8::1'] },
    } as const;
    const keys = managedSets(aService({ primary: aSide('primary', { target }) }));
    expect(keys.map(({ key }) => key)).toEqual([
      'shop.example.com A primary',
      'shop.example.com A secondary',
      'shop.example.com AAAA primary',
      'shop.example.com AAAA secondary',
      'www.shop.example.com A primary',
      'www.shop.example.com A secondary',
      'www.shop.example.com AAAA primary',
      'www.shop.example.com AAAA secondary',
    ]);
  });

  it('of an alias are those of the types that the alias has', () => {
    const target = {
      kind: 'alias',
      types: ['AAAA'],
      dnsName: 'd1.cloudfront.net',
      hostedZoneId: 'Z2',
    } as const;
    const service = aService({
      names: ['shop.example.com'],
      primary: aSide('primary', { target }),
    });
    expect(managedSets(service).map(({ key }) => key)).toEqual([
      'shop.example.com AAAA primary',
      'shop.example.com AAAA secondary',
    ]);
  });

  it.each([
    ['a member is missing', recordSetsOf(shop).slice(1), 'shop.example.com A primary is missing'],
    [
      'its health check is lost',
      changed(shop, 1, { HealthCheckId: undefined }),
      'shop.example.com A secondary has no health check',
    ],
    [
      'it has become a simple record',
      changed(shop, 0, { Weight: undefined }),
      'shop.example.com A primary has no weight',
    ],
    ['the names differ', changed(shop, 0, { Weight: 50 }), 'names have different weights'],
    ['everything is gone', [], 'www.shop.example.com A secondary is missing'],
  ])('are at fault when %s', (_, sets, fault) => {
    expect(read(sets).faults).toContain(fault);
  });

  it('R13 have a stranger among them when it would be answered as well', () => {
    const stranger = { Type: 'A', SetIdentifier: 'third', Weight: 9 } as const;
    const beside = (Name: string, more: object = {}) =>
      read([...recordSetsOf(shop), { Name, ...stranger, ...more }]).faults;
    expect(beside('shop.example.com')).toEqual(["shop.example.com A third is neither side's"]);
    expect(beside('www.shop.example.com')).toHaveLength(1);
    expect(beside('api.example.com')).toEqual([]);
    expect(beside('shop.example.com', { Type: 'MX' })).toEqual([]);
  });

  it('of failover routing have roles in place of weights', () => {
    expect(read(recordSetsOf(failover), failover)).toEqual({
      weights: null,
      faults: [],
      fence: null,
    });
  });

  it('of failover routing are at fault when the roles are swapped', () => {
    const sets = changed(failover, 0, { Failover: 'SECONDARY' });
    expect(read(sets, failover).faults).toEqual(['shop.example.com A primary has another role']);
  });

  it('cannot be read as weights when none is left', () => {
    expect(read([]).weights).toBeNull();
  });
});

describe('The fence', () => {
  it.each([
    ['the only one', [1]],
    ['the highest of many', [9, 11, 10, 2]],
    ['the one beyond six digits', [999_999, 1_000_000]],
    ['the one beyond seven digits', [10_000_000, 9_999_999, 1_000_001]],
  ])('is %s', (_, generations) => {
    const sets = generations.map((generation) => fenceSet(shop, generation));
    expect(read([...recordSetsOf(shop), ...sets]).fence?.generation).toBe(Math.max(...generations));
  });

  it('says which decision made the change and what it brought', () => {
    const sets = [...recordSetsOf(shop), fenceSet(shop, 3, fenceValue(41, HELD))];
    expect(read(sets).fence).toEqual({ generation: 3, version: 41, weights: HELD });
  });

  it.each([
    '"by hand"',
    '""',
    'v=41 weights=0/100',
    '"v=41 weights=0"',
    '"v=-1 weights=0/100"',
    '"v=41 weights=0/100 "',
    `"v=${'9'.repeat(16)} weights=0/100"`,
    '"v=41 weights=1000/0"',
  ])('counts, but says nothing, when its value is %s', (value) => {
    const sets = [...recordSetsOf(shop), fenceSet(shop, 3, value)];
    expect(read(sets).fence).toEqual({ generation: 3, version: null, weights: null });
  });

  it('counts, but says nothing, when it has no value', () => {
    const { ResourceRecords: _, ...empty } = fenceSet(shop, 3);
    expect(read([...recordSetsOf(shop), empty]).fence).toMatchObject({
      generation: 3,
      version: null,
    });
  });

  it('of another service does not count', () => {
    const other = aService({ id: 'mail', names: ['mail.example.com'] });
    const nested = aService({ id: 'nested', names: ['eu.shop.example.com'] });
    const sets = [...recordSetsOf(shop), fenceSet(other, 7), fenceSet(nested, 8)];
    expect(read(sets).fence).toBeNull();
    expect(read([...sets, fenceSet(shop, 2)]).fence?.generation).toBe(2);
  });

  it.each([
    ['no TXT record', { ...fenceSet(shop, 5), Type: 'CNAME' }],
    ['too few digits', { ...fenceSet(shop, 5), Name: 'g00005._switchback.shop.example.com' }],
    ['no number', { ...fenceSet(shop, 5), Name: 'g00000x._switchback.shop.example.com' }],
    ['a longer name', { ...fenceSet(shop, 5), Name: 'x.g000005._switchback.shop.example.com' }],
    ['a witness', { ...fenceSet(shop, 5), Name: '_switchback-primary.shop.example.com' }],
  ])('is not %s', (_, set) => {
    expect(read([...recordSetsOf(shop), set as ResourceRecordSet]).fence).toBeNull();
  });

  it.each([
    [1, 'g000001._switchback.shop.example.com'],
    [42, 'g000042._switchback.shop.example.com'],
    [1_000_000, 'g1000000._switchback.shop.example.com'],
  ])('of generation %d is called %s', (generation, name) => {
    expect(fenceName(shop, generation)).toBe(name);
    expect(fenceGeneration(shop, name)).toBe(generation);
  });

  it.each([
    'shop.example.com',
    'g42._switchback.shop.example.com',
    'g000042._switchback.mail.example.com',
  ])('is not called %s', (name) => {
    expect(fenceGeneration(shop, name)).toBeUndefined();
  });
});
