import { describe, expect, it } from '@jest/globals';
import type { Configuration, EndpointCheck } from '../../src/core/service.ts';
import {
  type CostLine,
  endpointPlace,
  monthlyCost,
  serviceCost,
} from '../../src/infrastructure/cost.ts';
import { aConfiguration, anEndpointCheck, aService, aSide } from '../builders/configuration.ts';

function checkedBy(overrides: Partial<EndpointCheck>) {
  return aService({
    primary: aSide('primary', { healthCheck: anEndpointCheck('primary', overrides) }),
    secondary: aSide('secondary', { healthCheck: anEndpointCheck('secondary', overrides) }),
  });
}

function services(count: number): Configuration {
  const service = (_: unknown, index: number) => aService({ id: `shop-${index}` });
  return aConfiguration({ services: Array.from({ length: count }, service) });
}

function centsOf(lines: readonly CostLine[], item: CostLine['item']): number | undefined {
  return lines.find((line) => line.item === item)?.cents;
}

const ENDPOINT_ITEMS: readonly CostLine['item'][] = [
  'endpoint checks',
  'HTTPS',
  'string match',
  '10-second interval',
  'latency graph',
];

describe('a service costs a month, in cents at list prices', () => {
  it.each([
    ['AWS, HTTPS, 30 s', { intervalSeconds: 30 }, 'aws', 300, 460],
    ['AWS, HTTPS, 10 s', {}, 'aws', 500, 660],
    ['AWS, HTTPS, 10 s, string match', { searchString: 'ready' }, 'aws', 700, 860],
    ['not AWS, HTTPS, 10 s', {}, 'elsewhere', 950, 1110],
  ] as const)('%s', (_, overrides, place, endpointCents, allCents) => {
    const { lines, cents } = serviceCost(checkedBy(overrides), place);
    const endpoints = lines.filter(({ item }) => ENDPOINT_ITEMS.includes(item));
    expect(endpoints.reduce((sum, line) => sum + line.cents, 0)).toBe(endpointCents);
    expect(cents).toBe(allCents);
  });

  it('a latency graph as an option like the others', () => {
    const difference =
      serviceCost(checkedBy({ latencyGraph: true })).cents - serviceCost(checkedBy({})).cents;
    expect(difference).toBe(200);
  });

  it('nothing for options that are not used', () => {
    const plain = checkedBy({ protocol: 'HTTP', intervalSeconds: 30 });
    expect(serviceCost(plain).lines.map(({ item }) => item)).toEqual([
      'endpoint checks',
      'calculated checks',
      'alarm-based checks',
      'alarms',
      'hold metric',
    ]);
  });

  it("one more check for each alarm that counts and one for the side's health", () => {
    const alarm = (name: string) => ({ region: 'us-west-2', name });
    const unhealthyWhen = [alarm('slow'), alarm('errors')];
    const damped = aService({ secondary: aSide('secondary', { unhealthyWhen }) });
    expect(serviceCost(damped).cents - serviceCost(aService()).cents).toBe(150);
  });

  it('with the price of calculated and alarm-based checks marked as not confirmed', () => {
    const unconfirmed = serviceCost(aService()).lines.filter(({ confirmed }) => !confirmed);
    expect(unconfirmed.map(({ item }) => item)).toEqual([
      'calculated checks',
      'alarm-based checks',
    ]);
  });
});

describe('an endpoint', () => {
  it.each([
    'one.us-west-2.elb.amazonaws.com',
    'd111.cloudfront.net',
    'x.lambda-url.us-west-2.on.aws',
  ])('%s is on AWS', (host) => {
    const { address, ...check } = anEndpointCheck('primary', { host });
    expect(endpointPlace(check, 'elsewhere')).toEqual({ place: 'aws', assumed: false });
  });

  it.each<Partial<EndpointCheck>>([
    { host: 'shop.example.com' },
    { host: 'amazonaws.com.example.com' },
    { host: 'notamazonaws.com' },
  ])('%p could be anywhere', (overrides) => {
    const { address, ...check } = anEndpointCheck('primary', overrides);
    expect(endpointPlace(check, 'elsewhere')).toEqual({ place: 'elsewhere', assumed: true });
  });

  it('with an address could be anywhere, whatever host name it is asked for', () => {
    const check = anEndpointCheck('primary', { host: 'one.us-west-2.elb.amazonaws.com' });
    expect(endpointPlace(check, 'elsewhere')).toEqual({ place: 'elsewhere', assumed: true });
  });
});

describe('an account', () => {
  it('pays about $311 for 50 services with HTTPS at 10 s on AWS', () => {
    expect(Math.round(monthlyCost(services(50)).cents / 100)).toBe(311);
  });

  it.each([
    [1, -100],
    [25, -2500],
    [50, -2500],
  ])('with %i services gets 50 endpoint checks on AWS free at most', (count, cents) => {
    expect(centsOf(monthlyCost(services(count)).account, 'free endpoint checks')).toBe(cents);
  });

  it('gets no endpoint check free that is not on AWS', () => {
    const { account } = monthlyCost(services(1), 'elsewhere');
    expect(centsOf(account, 'free endpoint checks')).toBeUndefined();
  });

  it.each([
    [1, 44, 44],
    [50, 44, 44],
    [51, 44, 88],
    [1000, 44, 880],
    [1001, 88, 924],
  ])('with %i services pays for calls by batches', (count, puts, describes) => {
    const { account } = monthlyCost(services(count));
    expect(centsOf(account, 'PutMetricData')).toBe(puts);
    expect(centsOf(account, 'DescribeAlarms')).toBe(describes);
  });

  it('pays what services and account lines add up to', () => {
    const cost = monthlyCost(services(3));
    const parts = [...cost.services, ...cost.account].map(({ cents }) => cents);
    expect(cost.cents).toBe(parts.reduce((sum, cents) => sum + cents, 0));
  });
});
