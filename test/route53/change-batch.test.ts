import { describe, expect, it } from '@jest/globals';
import type { RecordChange, ResourceRecordSet } from '../../src/route53/record-set.ts';
import {
  APEX,
  aliasTo,
  aliasToLoadBalancer,
  create,
  del,
  failover,
  record,
  tried,
  txt,
  unchecked,
  upsert,
  weighted,
} from './builders.ts';

const WWW = record();
const HEAVY = weighted('primary', 100);
const LIGHT = weighted('secondary', 0);

function setsAfter(
  sets: readonly ResourceRecordSet[],
  changes: readonly RecordChange[],
): ReadonlySet<ResourceRecordSet> {
  const result = tried(sets, changes);
  if (!result.ok) throw new Error(result.messages.join('\n'));
  return new Set(result.sets);
}

describe('an accepted batch', () => {
  it.each([
    { does: 'creates what is new', before: [], changes: [create(WWW)], after: [WWW] },
    {
      does: 'replaces what is there',
      before: [WWW],
      changes: [upsert({ ...WWW, TTL: 5 })],
      after: [{ ...WWW, TTL: 5 }],
    },
    { does: 'upserts what is new', before: [], changes: [upsert(WWW)], after: [WWW] },
    { does: 'upserts the same again', before: [WWW], changes: [upsert(WWW)], after: [WWW] },
    { does: 'deletes what is there', before: [WWW], changes: [del(WWW)], after: [] },
    {
      does: 'deletes with values in another order',
      before: [txt('"a"', '"b"')],
      changes: [del(txt('"b"', '"a"'))],
      after: [],
    },
    {
      does: 'swaps a CNAME for an alias',
      before: [record({ Type: 'CNAME' })],
      changes: [del(record({ Type: 'CNAME' })), create(record(aliasToLoadBalancer('a')))],
      after: [record(aliasToLoadBalancer('a'))],
    },
    {
      does: 'deletes and creates the same set',
      before: [WWW],
      changes: [del(WWW), create({ ...WWW, TTL: 5 })],
      after: [{ ...WWW, TTL: 5 }],
    },
    {
      does: 'turns a simple record into a weighted group',
      before: [WWW],
      changes: [del(WWW), create(HEAVY), create(LIGHT)],
      after: [HEAVY, LIGHT],
    },
    {
      does: 'changes the TTL of a whole weighted group',
      before: [HEAVY, LIGHT],
      changes: [upsert({ ...HEAVY, TTL: 5 }), upsert({ ...LIGHT, TTL: 5 })],
      after: [
        { ...HEAVY, TTL: 5 },
        { ...LIGHT, TTL: 5 },
      ],
    },
    {
      does: 'moves weights behind a fence',
      before: [HEAVY, LIGHT],
      changes: [
        create(record({ Name: 'g000001.example.com' })),
        upsert({ ...HEAVY, Weight: 0 }),
        upsert({ ...LIGHT, Weight: 100 }),
      ],
      after: [
        { ...HEAVY, Weight: 0 },
        { ...LIGHT, Weight: 100 },
        record({ Name: 'g000001.example.com' }),
      ],
    },
    {
      does: 'creates an alias with its target',
      before: [],
      changes: [
        create(record(aliasTo('a.example.com'))),
        create(record({ Name: 'a.example.com' })),
      ],
      after: [record(aliasTo('a.example.com')), record({ Name: 'a.example.com' })],
    },
    {
      does: 'creates a failover pair without a check on the secondary',
      before: [],
      changes: [create(failover('PRIMARY')), create(unchecked(failover('SECONDARY')))],
      after: [failover('PRIMARY'), unchecked(failover('SECONDARY'))],
    },
    {
      does: 'creates a primary alias without a check',
      before: [],
      changes: [create(unchecked(failover('PRIMARY', aliasToLoadBalancer('a'))))],
      after: [unchecked(failover('PRIMARY', aliasToLoadBalancer('a')))],
    },
    {
      does: 'swaps the roles of a failover pair',
      before: [failover('PRIMARY'), failover('SECONDARY')],
      changes: [
        del(failover('PRIMARY')),
        del(failover('SECONDARY')),
        create(failover('PRIMARY', { SetIdentifier: 'secondary' })),
        create(failover('SECONDARY', { SetIdentifier: 'primary' })),
      ],
      after: [
        failover('PRIMARY', { SetIdentifier: 'secondary' }),
        failover('SECONDARY', { SetIdentifier: 'primary' }),
      ],
    },
    {
      does: 'gives a weighted group two values a record',
      before: [],
      changes: [
        create(
          weighted('a', 1, { ResourceRecords: [{ Value: '192.0.2.1' }, { Value: '192.0.2.2' }] }),
        ),
      ],
      after: [
        weighted('a', 1, { ResourceRecords: [{ Value: '192.0.2.1' }, { Value: '192.0.2.2' }] }),
      ],
    },
    {
      does: 'takes a TXT value of several long strings',
      before: [],
      changes: [create(txt(`"${'a'.repeat(255)}" "${'\\101'.repeat(255)}"`))],
      after: [txt(`"${'a'.repeat(255)}" "${'\\101'.repeat(255)}"`)],
    },
    {
      does: 'edits the name servers of the zone',
      before: APEX,
      changes: [upsert({ ...APEX[0]!, TTL: 5 })],
      after: [{ ...APEX[0]!, TTL: 5 }, APEX[1]!],
    },
    {
      does: 'deletes a delegation below the zone',
      before: [record({ Type: 'NS' })],
      changes: [del(record({ Type: 'NS' }))],
      after: [],
    },
    {
      does: 'deletes a record whose check is gone',
      before: [record({ HealthCheckId: 'deleted' })],
      changes: [del(record({ HealthCheckId: 'deleted' }))],
      after: [],
    },
  ])('$does', ({ before, changes, after }) => {
    expect(setsAfter(before, changes)).toEqual(new Set(after));
  });

  it('carries fields it does not know along', () => {
    const unknown = { ...WWW, TrafficPolicyInstanceId: 'abc' };
    expect(setsAfter([unknown], [create(record({ Type: 'AAAA' }))])).toContain(unknown);
  });
});
