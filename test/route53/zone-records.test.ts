import { describe, expect, it } from '@jest/globals';
import { recordSetKey } from '../../src/route53/record-set.ts';
import { indexRecords } from '../../src/route53/zone-records.ts';
import { APEX, NAME, record, weighted, ZONE } from './builders.ts';

describe('A zone', () => {
  const zone = indexRecords([...APEX, record({ Name: 'a.b.example.com' })]);

  it.each([
    { name: 'a.b.example.com', exists: true, contains: true },
    { name: 'b.example.com', exists: true, contains: true },
    { name: ZONE, exists: true, contains: true },
    { name: 'c.example.com', exists: false, contains: true },
    { name: 'xample.com', exists: false, contains: false },
    { name: 'badexample.com', exists: false, contains: false },
    { name: 'shop.us-east-1.elb.amazonaws.com', exists: false, contains: false },
  ])('has $name: $exists; it is its own: $contains', ({ name, exists, contains }) => {
    expect(zone.exists(name)).toBe(exists);
    expect(zone.contains(name)).toBe(contains);
  });

  it('of which the SOA is not known contains the names that it shows, and no others', () => {
    const part = indexRecords([record()]);
    expect([NAME, ZONE, `x.${NAME}`].map((name) => part.contains(name))).toEqual([
      true,
      true,
      false,
    ]);
  });
});

describe('The key of a record set', () => {
  it('tells members of a group apart, and a record without set identifier from them', () => {
    expect(recordSetKey(weighted('east', 1))).toBe('www.example.com A east');
    expect(recordSetKey(record())).toBe('www.example.com A ');
  });
});
