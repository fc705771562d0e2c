import { describe, expect, it } from '@jest/globals';
import type { Service } from '../../src/core/service.ts';
import { type LimitName, limitsOf, overLimits } from '../../src/infrastructure/limits.ts';
import { aConfiguration, aService, aSide } from '../builders/configuration.ts';

function many(count: number, overrides: Partial<Service> = {}) {
  const service = (_: unknown, index: number) => aService({ ...overrides, id: `shop-${index}` });
  return aConfiguration({ services: Array.from({ length: count }, service) });
}

function limit(name: LimitName, configuration = aConfiguration()) {
  const found = limitsOf(configuration).find((one) => one.name === name);
  if (!found) throw new Error(`no limit ${name}`);
  return found;
}

function over(configuration = aConfiguration()): readonly LimitName[] {
  return overLimits(configuration).map(({ name }) => name);
}

const damped: Partial<Service> = {
  primary: aSide('primary', { unhealthyWhen: [{ region: 'us-west-2', name: 'slow' }] }),
};

describe('the limits of a plan', () => {
  it('200 health checks bind first, at one for the heartbeat, four a service and 49 services', () => {
    expect(limit('health checks')).toMatchObject({ used: 5, limit: 200, fitsServices: 49 });
    expect(limitsOf(aConfiguration()).filter(({ binds }) => binds)).toEqual([
      limit('health checks'),
    ]);
  });

  it('an alarm that counts takes two checks more', () => {
    expect(limit('health checks', many(1, damped))).toMatchObject({ used: 7, fitsServices: 33 });
  });

  it('500 resources of home would be enough for 74 services', () => {
    expect(limit('resources in home')).toMatchObject({ used: 58, fixed: 52, fitsServices: 74 });
  });

  it('200 parameters of ears would be enough for 99 services', () => {
    expect(limit('parameters of ears')).toMatchObject({ used: 3, fitsServices: 99 });
  });

  it('200 outputs of home would be enough for 97 services', () => {
    expect(limit('outputs of home')).toMatchObject({ used: 8, fixed: 6, fitsServices: 97 });
  });

  it('10,240 characters of a role are enough for more services than there are health checks', () => {
    const { fitsServices } = limit('characters of a role');
    expect(fitsServices).toBeGreaterThan(50);
  });

  it('a role is full when 100 services have names as long as names can be', () => {
    const long = (index: number) => `${'a'.repeat(60)}.${'b'.repeat(60)}.shop-${index}.example.com`;
    const services = Array.from({ length: 100 }, (_, index) =>
      aService({ id: `shop-${index}`, names: [long(index)] }),
    );
    expect(over(aConfiguration({ services }))).toContain('characters of a role');
  });

  it('are kept by 49 services and not by 50', () => {
    expect(over(many(49))).toEqual([]);
    expect(over(many(50))).toEqual(['health checks']);
  });

  it('that AWS does not raise are broken by 101 services', () => {
    const unraised = overLimits(many(101)).filter(({ adjustable }) => !adjustable);
    expect(unraised.map(({ name }) => name)).toEqual([
      'resources in home',
      'outputs of home',
      'parameters of ears',
    ]);
  });

  it('count alarms of home and ears together where both are in us-east-1', () => {
    expect(limit('alarms in us-east-1').used).toBe(4);
    const together = aConfiguration({ homeRegion: 'us-east-1' });
    expect(limit('alarms in us-east-1', together).used).toBe(23);
    expect(limit('alarms in the home Region', together).used).toBe(23);
  });

  it('count record sets by zone, and the fullest one counts', () => {
    const zone = { id: 'Z9999999999ABCDEFGHIJ', name: 'example.net' };
    const services = [
      aService({ id: 'one' }),
      aService({ id: 'two' }),
      aService({ id: 'three', zone }),
    ];
    expect(limit('record sets in a zone', aConfiguration({ services })).used).toBe(20);
  });

  it('count each element of a change twice, as it is an UPSERT', () => {
    // Two names with two record sets each, and three witnesses with two each.
    expect(limit('elements of a record change').used).toBe(20);
  });

  it('of a single service do not depend on how many services there are', () => {
    expect(limit('elements of a record change', many(10))).toMatchObject({
      used: 20,
      fitsServices: null,
    });
    expect(limit('children of a calculated check', many(10)).used).toBe(2);
  });

  it('are broken by one service with too many values', () => {
    const A = Array.from({ length: 401 }, (_, index) => `192.0.${index >> 8}.${index & 255}`);
    const primary = aSide('primary', { target: { kind: 'values', values: { A } } });
    expect(over(aConfiguration({ services: [aService({ primary })] }))).toEqual([
      'values in a record set',
      'elements of a record change',
    ]);
  });
});
