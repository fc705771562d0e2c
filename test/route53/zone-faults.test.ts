import { describe, expect, it } from '@jest/globals';
import {
  APEX,
  aliasTo,
  create,
  del,
  failover,
  messages,
  NAME,
  record,
  tried,
  txt,
  unchecked,
  upsert,
  weighted,
  ZONE,
} from './builders.ts';

const WWW = record();
const HEAVY = weighted('primary', 100);
const LIGHT = weighted('secondary', 0);

describe('a record set that is not legal in its zone is refused', () => {
  it.each([
    {
      when: 'a latency record joins a weighted group',
      before: [HEAVY],
      changes: [create(record({ SetIdentifier: 'east', Region: 'us-east-1' }))],
      says: 'RRSet with DNS name www.example.com., type A, SetIdentifier east cannot be created as other RRSets exist with the same name and type.',
    },
    {
      when: 'a simple record joins a group',
      before: [HEAVY],
      changes: [create(WWW)],
      says: 'RRSet with DNS name www.example.com., type A cannot be created as other RRSets exist with the same name and type.',
    },
    {
      when: 'a weighted record joins a simple one',
      before: [WWW],
      changes: [create(HEAVY)],
      says: 'RRSet with DNS name www.example.com., type A, SetIdentifier primary cannot be created as a non-weighted set exists with the same name and type.',
    },
    {
      when: 'a failover record joins a weighted group',
      before: [LIGHT],
      changes: [create(failover('PRIMARY'))],
      says: 'RRSet with DNS name www.example.com., type A, SetIdentifier primary cannot be created as a non-failover set exists with the same name and type.',
    },
    {
      when: 'two policies come in one batch',
      before: [],
      changes: [create(HEAVY), create(failover('SECONDARY'))],
      says: 'RRSet with DNS name www.example.com., type A, SetIdentifier secondary cannot be created as a non-failover set exists with the same name and type.',
    },
    {
      when: 'weighted TTLs differ',
      before: [HEAVY, LIGHT],
      changes: [upsert({ ...HEAVY, TTL: 5 })],
      says: 'RRSet with DNS name www.example.com., type A, SetIdentifier primary cannot be created as weighted sets must contain the same TTL.',
    },
    {
      when: 'there would be two primaries',
      before: [failover('PRIMARY')],
      changes: [create(failover('PRIMARY', { SetIdentifier: 'other' }))],
      says: 'RRSet with DNS name www.example.com., type A, SetIdentifier other, and Failover=PRIMARY cannot be created because a failover RRSet with the same name, type and failover already exists.',
    },
    {
      when: 'there would be two secondaries',
      before: [],
      changes: [
        create(failover('SECONDARY')),
        create(failover('SECONDARY', { SetIdentifier: 'other' })),
      ],
      says: 'RRSet with DNS name www.example.com., type A, SetIdentifier other, and Failover=SECONDARY cannot be created because a failover RRSet with the same name, type and failover already exists.',
    },
    {
      when: 'a non-alias primary has no check',
      before: [],
      changes: [create(unchecked(failover('PRIMARY')))],
      says: 'A non-alias primary ResourceRecordSet must have an associated health check',
    },
    {
      when: 'a CNAME comes beside others',
      before: [WWW],
      changes: [create(record({ Type: 'CNAME' }))],
      says: 'RRSet of type CNAME with DNS name www.example.com. is not permitted as it conflicts with other records with the same DNS name in zone example.com.',
    },
    {
      when: 'others come beside a CNAME',
      before: [record({ Type: 'CNAME' })],
      changes: [create(WWW)],
      says: 'RRSet of type A with DNS name www.example.com. is not permitted as it conflicts with other records with the same DNS name in zone example.com.',
    },
    {
      when: 'a CNAME stands at the apex',
      before: [],
      changes: [create(record({ Name: ZONE, Type: 'CNAME' }))],
      says: 'RRSet of type CNAME with DNS name example.com. is not permitted at apex in zone example.com.',
    },
    {
      when: 'the name is outside the zone',
      before: [],
      changes: [create(record({ Name: 'www.example.org' }))],
      says: 'RRSet with DNS name www.example.org. is not permitted in zone example.com.',
    },
    {
      when: 'the name only ends like the zone',
      before: [],
      changes: [create(record({ Name: 'badexample.com' }))],
      says: 'RRSet with DNS name badexample.com. is not permitted in zone example.com.',
    },
    {
      when: 'an alias has no target in the zone',
      before: [],
      changes: [create(record(aliasTo('gone.example.com')))],
      says: 'Tried to create an alias that targets gone.example.com., type A in zone Z1, but that target was not found',
    },
    {
      when: 'an alias has a target of another type',
      before: [record({ Name: 'v6.example.com', Type: 'AAAA' })],
      changes: [create(record(aliasTo('v6.example.com')))],
      says: 'Tried to create an alias that targets v6.example.com., type A in zone Z1, but that target was not found',
    },
    {
      when: 'an alias loses its target in the same batch',
      before: [record({ Name: 'a.example.com' })],
      changes: [create(record(aliasTo('a.example.com'))), del(record({ Name: 'a.example.com' }))],
      says: 'Tried to create an alias that targets a.example.com., type A in zone Z1, but that target was not found',
    },
    {
      when: 'an alias points at itself',
      before: [],
      changes: [create(record(aliasTo(NAME)))],
      says: 'RRSet of type A with DNS name www.example.com. is not permitted as it creates a CNAME or alias loop in the zone.',
    },
    {
      when: 'aliases would run in a circle',
      before: [
        record({ Name: 'a.example.com', ...aliasTo('b.example.com') }),
        record({ Name: 'b.example.com' }),
      ],
      changes: [upsert(record({ Name: 'b.example.com', ...aliasTo('a.example.com') }))],
      says: 'RRSet of type A with DNS name b.example.com. is not permitted as it creates a CNAME or alias loop in the zone.',
    },
    {
      when: 'a TXT value is not quoted',
      before: [],
      changes: [create(txt('on'))],
      says: "Invalid Resource Record: 'FATAL problem: InvalidCharacterString (Value should be enclosed in quotation marks) encountered with 'on''",
    },
    {
      when: 'a TXT quotation does not end',
      before: [],
      changes: [create(txt('"on'))],
      says: "Invalid Resource Record: 'FATAL problem: InvalidCharacterString (Value should be enclosed in quotation marks) encountered with '\"on''",
    },
    {
      when: 'a TXT string is longer than 255',
      before: [],
      changes: [create(txt(`"${'a'.repeat(256)}"`))],
      says: `Invalid Resource Record: 'FATAL problem: CharacterStringTooLong (Value is too long) encountered with '"${'a'.repeat(256)}"''`,
    },
    {
      when: 'the zone would lose its SOA',
      before: APEX,
      changes: [del(APEX[1]!)],
      says: 'A HostedZone must contain exactly one SOA record.',
    },
    {
      when: 'the zone would lose its name servers',
      before: APEX,
      changes: [del(APEX[0]!)],
      says: 'A HostedZone must contain at least one NS record for the zone itself.',
    },
  ])('when $when', ({ before, changes, says }) => {
    expect(tried(before, changes)).toMatchObject({ ok: false, error: 'InvalidChangeBatch' });
    expect(messages(before, ...changes)).toContain(says);
  });
});
