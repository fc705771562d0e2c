import { describe, expect, it } from '@jest/globals';
import { answer } from '../../src/route53/answer.ts';
import type { ResourceRecordSet } from '../../src/route53/record-set.ts';
import { UnanswerableError } from '../../src/route53/unanswerable.ts';
import { indexRecords } from '../../src/route53/zone-records.ts';
import {
  APEX,
  aliasTo,
  aliasToLoadBalancer,
  failover,
  NAME,
  outcomes,
  record,
  shares,
  unchecked,
  weighted,
} from './builders.ts';

describe('the reasons for an answer', () => {
  function rules(sets: readonly ResourceRecordSet[], bad: readonly string[]) {
    return outcomes(sets, bad).map(({ because }) => because.map(({ rule }) => rule));
  }

  it.each([
    { sets: [record()], bad: [], rule: 'only record: answered whatever its health' },
    { sets: [failover('PRIMARY'), failover('SECONDARY')], bad: [], rule: 'primary is healthy' },
    {
      sets: [failover('PRIMARY'), failover('SECONDARY')],
      bad: ['primary'],
      rule: 'secondary stands in: no healthy primary',
    },
    {
      sets: [failover('PRIMARY'), failover('SECONDARY')],
      bad: ['primary', 'secondary'],
      rule: 'last resort: neither side is healthy',
    },
    { sets: [weighted('A', 1), weighted('B', 0)], bad: [], rule: 'healthy and has weight' },
    {
      sets: [weighted('A', 1), weighted('B', 0)],
      bad: ['A'],
      rule: 'standby: no healthy record has weight',
    },
    {
      sets: [weighted('A', 1), weighted('B', 0)],
      bad: ['A', 'B'],
      rule: 'last resort: nothing is healthy',
    },
    {
      sets: [weighted('A', 0)],
      bad: ['A'],
      rule: 'last resort: nothing is healthy, nothing has weight',
    },
  ])('name the rule: $rule', ({ sets, bad, rule }) => {
    expect(rules(sets, bad)).toEqual([[rule]]);
  });

  it('do not call the lone record unhealthy, since its health is not asked', () => {
    const set = record({ HealthCheckId: 'bad' });
    expect(outcomes([set], ['bad'])[0]?.because).toEqual([
      { rule: 'only record: answered whatever its health', set, unhealthy: [] },
    ]);
  });

  it('name one step a level, with what was unhealthy there and the numbers used', () => {
    const target = weighted('A', 3, { Name: 'target.example.com' });
    const other = weighted('B', 1, { Name: 'target.example.com' });
    const top = unchecked(failover('PRIMARY', aliasTo('target.example.com')));
    expect(outcomes([top, target, other], ['B'])[0]?.because).toEqual([
      { rule: 'primary is healthy', set: top, unhealthy: [] },
      {
        rule: 'healthy and has weight',
        weight: 3,
        totalWeight: 3,
        set: target,
        unhealthy: [other],
      },
    ]);
  });
});

describe('a question outside the model is refused', () => {
  it.each([
    {
      when: 'records choose by latency',
      sets: [record({ SetIdentifier: 'a', Region: 'us-east-1' })],
      why: 'unmodelled routing policy',
    },
    {
      when: 'records are multivalue',
      sets: [record({ SetIdentifier: 'a', MultiValueAnswer: true })],
      why: 'unmodelled routing policy',
    },
    {
      when: 'records choose by country',
      sets: [record({ SetIdentifier: 'a', GeoLocation: { CountryCode: '*' } })],
      why: 'unmodelled routing policy',
    },
    {
      when: 'an alias points at a name of the zone that is not there',
      sets: [...APEX, record(aliasTo('gone.example.com'))],
      why: 'alias target missing',
    },
    {
      when: 'an alias points at another type',
      sets: [record(aliasTo('v6.example.com')), record({ Name: 'v6.example.com', Type: 'AAAA' })],
      why: 'alias target missing',
    },
    {
      when: 'aliases run in a circle',
      sets: [record(aliasTo('b.example.com')), record({ Name: 'b.example.com', ...aliasTo(NAME) })],
      why: 'alias loop',
    },
    {
      when: 'evaluated aliases run in a circle',
      sets: [failover('PRIMARY', aliasTo(NAME))],
      why: 'alias loop',
    },
  ])('when $when', ({ sets, why }) => {
    expect(() => outcomes(sets)).toThrow(UnanswerableError);
    expect(() => outcomes(sets)).toThrow(expect.objectContaining({ why }));
  });

  it('but records of the same zone that are in the model are answered', () => {
    const latency = record({ Name: 'other.example.com', SetIdentifier: 'a', Region: 'us-east-1' });
    expect(shares([latency, record()])).toEqual({ [NAME]: 1 });
  });
});

describe('a failover pair', () => {
  const pair = [failover('PRIMARY'), failover('SECONDARY')];
  const uncheckedPrimary = [
    unchecked(failover('PRIMARY', aliasToLoadBalancer('shop', false))),
    failover('SECONDARY'),
  ];

  it('takes the primary as its last resort in whatever order the records are listed', () => {
    expect(shares(pair.toReversed(), ['primary', 'secondary'])).toEqual({ primary: 1 });
  });

  it('asks for no check where none is named', () => {
    const zone = indexRecords(uncheckedPrimary);
    const status = (id: string) => {
      if (id !== 'secondary') throw new Error(`asked for ${id}`);
      return 'unhealthy' as const;
    };
    expect(answer(zone, NAME, 'A', status).kind).toBe('answer');
  });
});
