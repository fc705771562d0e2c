import { describe, expect, it } from '@jest/globals';
import type { ResourceRecordSet } from '../../src/route53/record-set.ts';
import { aliasToLoadBalancer, create, messages, record, tried, weighted } from './builders.ts';

const WWW = record();

describe('InvalidInput', () => {
  const change = 'in Change with [Action=CREATE, Name=www.example.com., Type=A';
  const data =
    'Invalid request: Expected exactly one of [AliasTarget, all of [TTL, and ResourceRecords], or TrafficPolicyInstanceId], but found';
  const policy =
    'Invalid request: Expected exactly one of [Weight, Region, Failover, GeoLocation, or MultiValueAnswer], but found';
  const { TTL: _, ...timeless } = WWW;
  const at = "at 'changeBatch.changes.1.member.resourceRecordSet.";

  it.each<{ readonly when: string; readonly set: ResourceRecordSet; readonly says: string }>([
    { when: 'there is no TTL', set: timeless, says: `${data} none ${change}, SetIdentifier=null]` },
    {
      when: 'there are no values',
      set: record({ ResourceRecords: [] }),
      says: `${data} none ${change}, SetIdentifier=null]`,
    },
    {
      when: 'an alias has a TTL',
      set: record({ ...aliasToLoadBalancer('a'), TTL: 60 }),
      says: `${data} more than one ${change}, SetIdentifier=null]`,
    },
    {
      when: 'an alias has values',
      set: record({ ...aliasToLoadBalancer('a'), ResourceRecords: [{ Value: '192.0.2.1' }] }),
      says: `${data} more than one ${change}, SetIdentifier=null]`,
    },
    {
      when: 'a set identifier comes without a policy',
      set: record({ SetIdentifier: 'a' }),
      says: `${policy} none ${change}, SetIdentifier=a]`,
    },
    {
      when: 'two policies come together',
      set: weighted('a', 1, { Failover: 'PRIMARY' }),
      says: `${policy} more than one ${change}, SetIdentifier=a]`,
    },
    {
      when: 'a policy comes without a set identifier',
      set: record({ Weight: 1 }),
      says: `Invalid request: Missing field 'SetIdentifier' ${change}, SetIdentifier=null]`,
    },
    {
      when: 'a weight is above 255',
      set: weighted('a', 256),
      says: `1 validation error detected: Value '256' ${at}weight' failed to satisfy constraint: Member must have value less than or equal to 255`,
    },
    {
      when: 'a weight is below 0',
      set: weighted('a', -1),
      says: `1 validation error detected: Value '-1' ${at}weight' failed to satisfy constraint: Member must have value greater than or equal to 0`,
    },
    {
      when: 'a weight is not whole',
      set: weighted('a', 0.5),
      says: "Invalid XML ; '0.5' is not a valid value for 'integer'.",
    },
    {
      when: 'a value is longer than 4,000',
      set: record({ ResourceRecords: [{ Value: 'v'.repeat(4_001) }] }),
      says: `1 validation error detected: Value 'vvvvvvvvvvvvvvvvvvvv…' ${at}resourceRecords' failed to satisfy constraint: Member must have length less than or equal to 4000`,
    },
  ])('when $when', ({ set, says }) => {
    expect(tried([], [create(set)])).toEqual({
      ok: false,
      error: 'InvalidInput',
      messages: [says],
    });
  });

  it.each([0, 255])('takes weight %i', (Weight) => {
    expect(messages([], create(weighted('a', Weight)))).toEqual([]);
  });
});

describe('NoSuchHealthCheck', () => {
  it('when a record names a check that does not exist', () => {
    expect(tried([], [create(record({ HealthCheckId: 'deleted' }))])).toEqual({
      ok: false,
      error: 'NoSuchHealthCheck',
      messages: ['No health check exists with the specified ID deleted.'],
    });
  });
});
