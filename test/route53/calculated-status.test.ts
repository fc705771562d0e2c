import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { HealthCheckConfig, HealthStatus } from '../../src/route53/health-check.ts';
import { healthCheckStatus } from '../../src/route53/health-status.ts';
import { calculated, endpointCheck, facts, metric } from './builders.ts';

describe('the status of a calculated check', () => {
  const configs = {
    good: endpointCheck(),
    bad: endpointCheck(),
    goodInverted: endpointCheck({ Inverted: true }),
    badInverted: endpointCheck({ Inverted: true }),
    badDisabled: endpointCheck({ Disabled: true }),
    badDisabledInverted: endpointCheck({ Disabled: true, Inverted: true }),
    fresh: endpointCheck(),
    silentMetric: metric('Unhealthy'),
  };
  const endpoints = {
    good: 'healthy',
    bad: 'unhealthy',
    goodInverted: 'healthy',
    badInverted: 'unhealthy',
    badDisabled: 'unhealthy',
    badDisabledInverted: 'unhealthy',
  } as const;

  it.each<{ readonly is: HealthStatus; readonly when: string; readonly check: HealthCheckConfig }>([
    {
      is: 'healthy',
      when: 'as many children are healthy as it asks',
      check: calculated(1, ['good', 'bad']),
    },
    { is: 'unhealthy', when: 'fewer children are healthy', check: calculated(2, ['good', 'bad']) },
    {
      is: 'healthy',
      when: 'the threshold is 0, whatever the children',
      check: calculated(0, ['bad']),
    },
    { is: 'unhealthy', when: 'the threshold exceeds the children', check: calculated(2, ['good']) },
    {
      is: 'unhealthy',
      when: 'a healthy child is inverted',
      check: calculated(1, ['goodInverted']),
    },
    {
      is: 'healthy',
      when: 'an unhealthy child is inverted',
      check: calculated(1, ['badInverted']),
    },
    {
      is: 'healthy',
      when: 'an unhealthy child is disabled',
      check: calculated(1, ['badDisabled']),
    },
    {
      is: 'unhealthy',
      when: 'a child is disabled and inverted',
      check: calculated(1, ['badDisabledInverted']),
    },
    { is: 'healthy', when: 'a child is new', check: calculated(1, ['fresh']) },
    {
      is: 'unhealthy',
      when: 'a child has insufficient data that counts unhealthy',
      check: calculated(1, ['silentMetric']),
    },
    {
      is: 'unhealthy',
      when: 'inverted with enough healthy children',
      check: calculated(1, ['good'], { Inverted: true }),
    },
    {
      is: 'healthy',
      when: 'disabled without healthy children',
      check: calculated(1, ['bad'], { Disabled: true }),
    },
    {
      is: 'unhealthy',
      when: 'disabled and inverted',
      check: calculated(1, ['good'], { Disabled: true, Inverted: true }),
    },
  ])('is $is when $when', ({ is, check }) => {
    const known = facts({
      configs: { ...configs, check },
      endpoints,
      metrics: { silentMetric: 'insufficient' },
    });
    expect(healthCheckStatus('check', known)).toBe(is);
  });

  it('counts every child once, by its own status', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 20 }), fc.nat(21), (children, threshold) => {
        const ids = children.map((_, index) => `child${index}`);
        const known = facts({
          configs: {
            ...Object.fromEntries(ids.map((id) => [id, endpointCheck()])),
            check: calculated(threshold, ids),
          },
          endpoints: Object.fromEntries(
            ids.map((id, index) => [id, children[index] ? 'healthy' : 'unhealthy'] as const),
          ),
        });
        const enough = children.filter(Boolean).length >= threshold;
        expect(healthCheckStatus('check', known)).toBe(enough ? 'healthy' : 'unhealthy');
      }),
    );
  });
});
