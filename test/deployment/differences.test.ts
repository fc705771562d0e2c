import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { differences } from '../../src/deployment/differences.ts';

function aRecord(values: object, SetIdentifier = 'primary') {
  return { Name: 'shop.example.com', Type: 'A', SetIdentifier, ...values };
}

describe('differences', () => {
  it('are none exactly where both are the same JSON', () => {
    const json = fc.json().map((text) => JSON.parse(text));
    fc.assert(
      fc.property(json, json, (one, other) => {
        expect(differences(one, JSON.parse(JSON.stringify(one)))).toEqual([]);
        expect(differences(one, other).length === 0).toBe(isDeepStrictEqual(one, other));
      }),
    );
  });

  it('are named by the way to them, without the word that all of them begin with', () => {
    const of = (FailureThreshold: number) => ({
      Type: 'AWS::Route53::HealthCheck',
      Properties: { HealthCheckConfig: { Port: 443, FailureThreshold } },
    });
    expect(differences(of(3), of(2))).toEqual([
      { path: 'HealthCheckConfig.FailureThreshold', before: 3, after: 2 },
    ]);
  });

  it('say where there was nothing, or will be', () => {
    expect(differences({ Tags: 'a' }, { Port: 1 })).toEqual([
      { path: 'Tags', before: 'a' },
      { path: 'Port', after: 1 },
    ]);
  });

  it('of records are by the record, wherever it stands in the list', () => {
    const before = [aRecord({ TTL: '60' }), aRecord({ TTL: '60' }, 'secondary')];
    const after = [aRecord({ TTL: '60' }, 'secondary'), aRecord({ TTL: '30' })];
    expect(differences({ RecordSets: before }, { RecordSets: after })).toEqual([
      { path: 'RecordSets.shop.example.com A primary.TTL', before: '60', after: '30' },
    ]);
  });

  it('of other lists are the whole list, and an empty list is not an empty object', () => {
    expect(differences({ Actions: ['a'] }, { Actions: ['a', 'b'] })).toEqual([
      { path: 'Actions', before: ['a'], after: ['a', 'b'] },
    ]);
    expect(differences({ Actions: [] }, { Actions: {} })).toHaveLength(1);
  });
});
