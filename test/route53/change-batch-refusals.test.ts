import { describe, expect, it } from '@jest/globals';
import {
  aliasToLoadBalancer,
  create,
  del,
  messages,
  record,
  tried,
  unchecked,
  upsert,
  weighted,
} from './builders.ts';

const WWW = record();
const HEAVY = weighted('primary', 100);
const LIGHT = weighted('secondary', 0);

describe('a batch that does not fit the zone or the quotas is refused', () => {
  const label = "resource record set [name='www.example.com.', type='A']";
  const group = "resource record set [name='www.example.com.', type='A', set identifier='primary']";

  it.each([
    {
      when: 'creating what exists',
      before: [WWW],
      changes: [create(WWW)],
      says: `Tried to create ${label} but it already exists`,
    },
    {
      when: 'creating a member that exists',
      before: [HEAVY],
      changes: [create(HEAVY)],
      says: `Tried to create ${group} but it already exists`,
    },
    {
      when: 'deleting what is missing',
      before: [],
      changes: [del(WWW)],
      says: `Tried to delete ${label} but it was not found`,
    },
    {
      when: 'deleting another member',
      before: [LIGHT],
      changes: [del(HEAVY)],
      says: `Tried to delete ${group} but it was not found`,
    },
    {
      when: 'deleting with another TTL',
      before: [WWW],
      changes: [del({ ...WWW, TTL: 5 })],
      says: `Tried to delete ${label} but the values provided do not match the current values`,
    },
    {
      when: 'deleting with another value',
      before: [WWW],
      changes: [del({ ...WWW, ResourceRecords: [{ Value: '192.0.2.9' }] })],
      says: `Tried to delete ${label} but the values provided do not match the current values`,
    },
    {
      when: 'deleting with another weight',
      before: [HEAVY],
      changes: [del({ ...HEAVY, Weight: 1 })],
      says: `Tried to delete ${group} but the values provided do not match the current values`,
    },
    {
      when: 'deleting with another check',
      before: [HEAVY],
      changes: [del(unchecked(HEAVY))],
      says: `Tried to delete ${group} but the values provided do not match the current values`,
    },
    {
      when: 'deleting with another alias target',
      before: [record(aliasToLoadBalancer('a'))],
      changes: [del(record(aliasToLoadBalancer('b')))],
      says: `Tried to delete ${label} but the values provided do not match the current values`,
    },
    {
      when: 'deleting with another EvaluateTargetHealth',
      before: [record(aliasToLoadBalancer('a'))],
      changes: [del(record(aliasToLoadBalancer('a', false)))],
      says: `Tried to delete ${label} but the values provided do not match the current values`,
    },
    {
      when: 'deleting the same set twice',
      before: [WWW],
      changes: [del(WWW), del(WWW)],
      says: "The request contains an invalid set of changes for a resource record set 'A www.example.com.'",
    },
    {
      when: 'upserting the same set twice',
      before: [],
      changes: [upsert(WWW), upsert({ ...WWW, TTL: 5 })],
      says: "The request contains an invalid set of changes for a resource record set 'A www.example.com.'",
    },
    {
      when: 'creating and deleting the same set',
      before: [],
      changes: [create(WWW), del(WWW)],
      says: "The request contains an invalid set of changes for a resource record set 'A www.example.com.'",
    },
    {
      when: 'replacing the same set twice',
      before: [WWW],
      changes: [del(WWW), create(WWW), del(WWW), create(WWW)],
      says: "The request contains an invalid set of changes for a resource record set 'A www.example.com.'",
    },
    {
      when: 'there are more than 1,000 elements',
      before: [],
      changes: [
        upsert(record({ ResourceRecords: Array.from({ length: 501 }, () => ({ Value: 'v' })) })),
      ],
      says: 'Number of records limit of 1000 exceeded.',
    },
    {
      when: 'there are more than 32,000 characters',
      before: [],
      changes: [
        upsert(
          record({
            ResourceRecords: Array.from({ length: 5 }, () => ({ Value: 'v'.repeat(4_000) })),
          }),
        ),
      ],
      says: 'Number of characters limit of 32000 exceeded.',
    },
  ])('when $when', ({ before, changes, says }) => {
    expect(tried(before, changes)).toMatchObject({ ok: false, error: 'InvalidChangeBatch' });
    expect(messages(before, ...changes)).toContain(says);
  });

  it('names every fault of a batch', () => {
    const faults = messages([WWW], create(WWW), del(record({ Name: 'gone.example.com' })));
    expect(faults).toHaveLength(2);
  });
});
