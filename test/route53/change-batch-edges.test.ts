import { describe, expect, it } from '@jest/globals';
import { applyBatch } from '../../src/route53/change-batch.ts';
import type { RecordChange, ResourceRecordSet } from '../../src/route53/record-set.ts';
import {
  APEX,
  aliasTo,
  aliasToLoadBalancer,
  create,
  del,
  failover,
  messages,
  record,
  txt,
  upsert,
  weighted,
  ZONE,
} from './builders.ts';

const WWW = record();
const REPEATED =
  "The request contains an invalid set of changes for a resource record set 'A www.example.com.'";

function values(count: number, characters: number): ResourceRecordSet {
  const value = { Value: 'v'.repeat(characters) };
  return record({ ResourceRecords: Array.from({ length: count }, () => value) });
}

describe('A batch is accepted up to the very edge of a rule', () => {
  it.each<{
    readonly when: string;
    readonly before?: readonly ResourceRecordSet[];
    readonly changes: readonly RecordChange[];
  }>([
    { when: 'it has exactly 1,000 elements', changes: [create(values(1_000, 1))] },
    { when: 'it has exactly 32,000 characters', changes: [create(values(8, 4_000))] },
    { when: 'a CNAME stands below the apex', changes: [create(record({ Type: 'CNAME' }))] },
    {
      when: 'a weighted group is made of CNAMEs',
      changes: [
        create(weighted('a', 1, { Type: 'CNAME' })),
        create(weighted('b', 1, { Type: 'CNAME' })),
      ],
    },
    {
      when: 'the TTLs of a failover pair differ',
      changes: [create(failover('PRIMARY')), create(failover('SECONDARY', { TTL: 5 }))],
    },
    {
      when: 'a weighted group mixes values and an alias, which has no TTL',
      changes: [create(weighted('a', 1)), create(weighted('b', 1, aliasToLoadBalancer('b')))],
    },
    {
      when: 'a TXT record is an alias',
      before: [record({ ...txt('"on"'), Name: 'on.example.com' })],
      changes: [create(record({ Type: 'TXT', ...aliasTo('on.example.com') }))],
    },
    {
      when: 'two aliases of one group lead to the same name',
      before: [record({ Name: 'a.example.com' })],
      changes: [
        create(weighted('a', 1, aliasTo('a.example.com'))),
        create(weighted('b', 1, aliasTo('a.example.com'))),
      ],
    },
    {
      when: 'an alias is deleted as it stands',
      before: [record(aliasToLoadBalancer('a'))],
      changes: [del(record(aliasToLoadBalancer('a')))],
    },
    { when: 'an empty zone gets a record at its apex', changes: [create(record({ Name: ZONE }))] },
  ])('when $when', ({ before = [], changes }) => {
    expect(messages(before, ...changes)).toEqual([]);
  });

  it('when no health check exists and none is named', () => {
    const context = { zoneName: ZONE, healthCheckExists: () => false };
    expect(applyBatch([], [create(WWW)], context)).toEqual({ ok: true, sets: [WWW] });
  });
});

describe('A batch is refused one step beyond', () => {
  const before = [...APEX, WWW, record({ Name: 'm.example.com', Type: 'MX' })];

  it('when the name servers go beside other changes', () => {
    expect(messages(before, del(APEX[0]!), upsert(WWW))).toEqual([
      'A HostedZone must contain at least one NS record for the zone itself.',
    ]);
  });

  it('when an alias is deleted with the zone of another load balancer', () => {
    const alias = record(aliasToLoadBalancer('a'));
    const AliasTarget = { ...alias.AliasTarget!, HostedZoneId: 'Z0' };
    expect(messages([alias], del({ ...alias, AliasTarget }))).toEqual([
      "Tried to delete resource record set [name='www.example.com.', type='A'] but the values provided do not match the current values",
    ]);
  });

  it.each<{ readonly when: string; readonly changes: readonly RecordChange[] }>([
    { when: 'created twice', changes: [create(WWW), create(WWW)] },
    { when: 'upserted, then created', changes: [upsert(WWW), create(WWW)] },
    { when: 'replaced, then changed', changes: [del(WWW), create(WWW), upsert(WWW)] },
  ])('when a record set is $when in one batch', ({ changes }) => {
    expect(messages([], ...changes)).toContain(REPEATED);
  });

  it('when aliases run into a circle, and only the circle is blamed', () => {
    const [into, there, back] = [
      record({ Name: 'a.example.com', ...aliasTo('b.example.com') }),
      record({ Name: 'b.example.com', ...aliasTo('c.example.com') }),
      record({ Name: 'c.example.com', ...aliasTo('b.example.com') }),
    ];
    expect(messages([], create(into), create(there), create(back))).toEqual(
      ['b', 'c'].map(
        (name) =>
          `RRSet of type A with DNS name ${name}.example.com. is not permitted as it creates a CNAME or alias loop in the zone.`,
      ),
    );
  });

  it.each([
    { value: '', problem: 'InvalidCharacterString (Value should be enclosed in quotation marks)' },
    { value: ' ', problem: 'InvalidCharacterString (Value should be enclosed in quotation marks)' },
    {
      value: `"on" "${'a'.repeat(256)}"`,
      problem: 'CharacterStringTooLong (Value is too long)',
    },
    {
      value: `"${'\\"'.repeat(256)}"`,
      problem: 'CharacterStringTooLong (Value is too long)',
    },
  ])('when a TXT value is $value', ({ value, problem }) => {
    expect(messages([], create(txt(value)))).toEqual([
      `Invalid Resource Record: 'FATAL problem: ${problem} encountered with '${value}''`,
    ]);
  });
});
