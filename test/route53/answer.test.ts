import { describe, expect, it } from '@jest/globals';
import { answer } from '../../src/route53/answer.ts';
import type { ResourceRecordSet } from '../../src/route53/record-set.ts';
import { indexRecords } from '../../src/route53/zone-records.ts';
import {
  APEX,
  aliasToLoadBalancer,
  failover,
  NAME,
  record,
  type Shares,
  shares,
  unchecked,
  unhealthyChecks,
  weighted,
} from './builders.ts';

describe('a simple record', () => {
  it.each([
    { is: 'with a healthy check', set: record({ HealthCheckId: 'good' }) },
    { is: 'with an unhealthy check', set: record({ HealthCheckId: 'bad' }) },
    { is: 'without a check', set: record() },
    { is: 'that is an alias to an unhealthy resource', set: record(aliasToLoadBalancer('down')) },
  ])('$is is answered', ({ set }) => {
    const rules = { resourceHealth: () => 'unhealthy' as const };
    expect(shares([set], ['bad'], rules)).toEqual({ [NAME]: 1 });
  });
});

describe('weights 1, 1 and 0', () => {
  const three = [weighted('R1', 1), weighted('R2', 1), weighted('R3', 0)];
  const uncheckedStandby = [weighted('R1', 1), weighted('R2', 1), unchecked(weighted('R3', 0))];
  const both: Shares = { R1: 0.5, R2: 0.5 };

  it.each([
    {
      R1: 'unhealthy',
      R2: 'unhealthy',
      R3: 'healthy',
      sets: three,
      bad: ['R1', 'R2'],
      answered: { R3: 1 },
    },
    {
      R1: 'unhealthy',
      R2: 'unhealthy',
      R3: 'unhealthy',
      sets: three,
      bad: ['R1', 'R2', 'R3'],
      answered: both,
    },
    {
      R1: 'unhealthy',
      R2: 'healthy',
      R3: 'unhealthy',
      sets: three,
      bad: ['R1', 'R3'],
      answered: { R2: 1 },
    },
    { R1: 'healthy', R2: 'healthy', R3: 'unhealthy', sets: three, bad: ['R3'], answered: both },
    { R1: 'healthy', R2: 'healthy', R3: 'healthy', sets: three, bad: [], answered: both },
    {
      R1: 'healthy',
      R2: 'healthy',
      R3: 'unchecked',
      sets: uncheckedStandby,
      bad: [],
      answered: both,
    },
    {
      R1: 'unhealthy',
      R2: 'unhealthy',
      R3: 'unchecked',
      sets: uncheckedStandby,
      bad: ['R1', 'R2'],
      answered: { R3: 1 },
    },
    {
      R1: 'unhealthy',
      R2: 'healthy',
      R3: 'unchecked',
      sets: uncheckedStandby,
      bad: ['R1'],
      answered: { R2: 1 },
    },
  ])('$R1, $R2 and $R3 answer $answered', ({ sets, bad, answered }) => {
    expect(shares(sets, bad)).toEqual(answered);
  });
});

describe('other weights', () => {
  it.each<{
    readonly rule: string;
    readonly sets: readonly ResourceRecordSet[];
    readonly bad: readonly string[];
    readonly answered: Shares;
  }>([
    {
      rule: 'share in proportion',
      sets: [weighted('A', 1), weighted('B', 3)],
      bad: [],
      answered: { A: 0.25, B: 0.75 },
    },
    {
      rule: 'share anew among the healthy',
      sets: [weighted('A', 10), weighted('B', 20), weighted('C', 20)],
      bad: ['C'],
      answered: { A: 1 / 3, B: 2 / 3 },
    },
    {
      rule: 'share alike when all are 0',
      sets: [weighted('A', 0), weighted('B', 0)],
      bad: [],
      answered: { A: 0.5, B: 0.5 },
    },
    {
      rule: 'share alike among the healthy when all are 0',
      sets: [weighted('A', 0), weighted('B', 0)],
      bad: ['A'],
      answered: { B: 1 },
    },
    {
      rule: 'share alike as a last resort when all are 0',
      sets: [weighted('A', 0), weighted('B', 0)],
      bad: ['A', 'B'],
      answered: { A: 0.5, B: 0.5 },
    },
    {
      rule: 'never answer 0 without checks beside another weight',
      sets: [unchecked(weighted('A', 1)), unchecked(weighted('B', 0))],
      bad: [],
      answered: { A: 1 },
    },
    {
      rule: 'keep an unchecked record as candidate, so that the last resort is never reached',
      sets: [weighted('A', 1), unchecked(weighted('B', 1))],
      bad: ['A'],
      answered: { B: 1 },
    },
    {
      rule: '0/100 with a bad secondary answers the primary',
      sets: [weighted('primary', 0), weighted('secondary', 100)],
      bad: ['secondary'],
      answered: { primary: 1 },
    },
    {
      rule: '100/0 with both bad answers the primary',
      sets: [weighted('primary', 100), weighted('secondary', 0)],
      bad: ['primary', 'secondary'],
      answered: { primary: 1 },
    },
    {
      rule: '0/100 with both bad answers the secondary',
      sets: [weighted('primary', 0), weighted('secondary', 100)],
      bad: ['primary', 'secondary'],
      answered: { secondary: 1 },
    },
  ])('$rule', ({ sets, bad, answered }) => {
    expect(shares(sets, bad)).toEqual(answered);
  });
});

describe('a failover pair', () => {
  const pair = [failover('PRIMARY'), failover('SECONDARY')];
  const uncheckedSecondary = [failover('PRIMARY'), unchecked(failover('SECONDARY'))];
  const uncheckedPrimary = [
    unchecked(failover('PRIMARY', aliasToLoadBalancer('shop', false))),
    failover('SECONDARY'),
  ];

  it.each([
    { primary: 'healthy', secondary: 'healthy', sets: pair, bad: [], side: 'primary' },
    { primary: 'healthy', secondary: 'unhealthy', sets: pair, bad: ['secondary'], side: 'primary' },
    {
      primary: 'healthy',
      secondary: 'unchecked',
      sets: uncheckedSecondary,
      bad: [],
      side: 'primary',
    },
    { primary: 'unhealthy', secondary: 'healthy', sets: pair, bad: ['primary'], side: 'secondary' },
    {
      primary: 'unhealthy',
      secondary: 'unhealthy',
      sets: pair,
      bad: ['primary', 'secondary'],
      side: 'primary',
    },
    {
      primary: 'unhealthy',
      secondary: 'unchecked',
      sets: uncheckedSecondary,
      bad: ['primary'],
      side: 'secondary',
    },
    {
      primary: 'unchecked',
      secondary: 'healthy',
      sets: uncheckedPrimary,
      bad: [],
      side: 'primary',
    },
    {
      primary: 'unchecked',
      secondary: 'unhealthy',
      sets: uncheckedPrimary,
      bad: ['secondary'],
      side: 'primary',
    },
    {
      primary: 'missing',
      secondary: 'unhealthy',
      sets: pair.slice(1),
      bad: ['secondary'],
      side: 'secondary',
    },
  ])('with primary $primary and secondary $secondary answers the $side', ({ sets, bad, side }) => {
    expect(shares(sets, bad)).toEqual({ [side]: 1 });
  });

  it('returns to the primary the moment it is healthy', () => {
    expect(shares(pair, ['primary'])).toEqual({ secondary: 1 });
    expect(shares(pair, [])).toEqual({ primary: 1 });
  });
});

describe('a name', () => {
  const zone = indexRecords([
    ...APEX,
    record({ Name: 'alias.example.com', Type: 'CNAME' }),
    record({ Name: 'deep.below.example.com' }),
  ]);
  const healthy = unhealthyChecks();

  it.each([
    { is: 'with a CNAME', name: 'alias.example.com', kind: 'answer' },
    { is: 'with records of another type', name: 'example.com', kind: 'nodata' },
    { is: 'with nothing but names below it', name: 'below.example.com', kind: 'nodata' },
    { is: 'without records', name: 'other.example.com', kind: 'nxdomain' },
    { is: 'below one with records', name: 'x.deep.below.example.com', kind: 'nxdomain' },
  ])('$is answers $kind', ({ name, kind }) => {
    expect(answer(zone, name, 'A', healthy).kind).toBe(kind);
  });

  it('with a CNAME answers it for its own type as well', () => {
    expect(answer(zone, 'alias.example.com', 'CNAME', healthy)).toEqual(
      answer(zone, 'alias.example.com', 'A', healthy),
    );
  });
});
