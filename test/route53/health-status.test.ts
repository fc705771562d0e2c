import { describe, expect, it } from '@jest/globals';
import type { HealthCheckConfig, HealthStatus } from '../../src/route53/health-check.ts';
import { healthCheckStatus, UnpredictableStatusError } from '../../src/route53/health-status.ts';
import { calculated, endpointCheck, facts, metric } from './builders.ts';

describe('the effective status of an endpoint check', () => {
  it.each<{
    readonly is: HealthStatus;
    readonly when: string;
    readonly seen?: HealthStatus;
    readonly Inverted?: boolean;
    readonly Disabled?: boolean;
  }>([
    { is: 'healthy', when: 'its checkers say so', seen: 'healthy' },
    { is: 'unhealthy', when: 'its checkers say so', seen: 'unhealthy' },
    {
      is: 'unhealthy',
      when: 'inverted and its checkers say healthy',
      seen: 'healthy',
      Inverted: true,
    },
    {
      is: 'healthy',
      when: 'inverted and its checkers say unhealthy',
      seen: 'unhealthy',
      Inverted: true,
    },
    { is: 'healthy', when: 'new' },
    { is: 'unhealthy', when: 'new and inverted', Inverted: true },
    {
      is: 'healthy',
      when: 'disabled, whatever its checkers say',
      seen: 'unhealthy',
      Disabled: true,
    },
    {
      is: 'unhealthy',
      when: 'disabled and inverted, whatever its checkers say',
      seen: 'unhealthy',
      Disabled: true,
      Inverted: true,
    },
  ])('is $is when $when', ({ is, seen, Inverted = false, Disabled = false }) => {
    const known = facts({
      configs: { check: endpointCheck({ Inverted, Disabled }) },
      endpoints: seen ? { check: seen } : {},
    });
    expect(healthCheckStatus('check', known)).toBe(is);
  });
});

describe('the status of a CLOUDWATCH_METRIC check', () => {
  it.each<{
    readonly is: HealthStatus;
    readonly when: string;
    readonly check: HealthCheckConfig;
    readonly seen?: HealthStatus | 'insufficient';
    readonly last?: HealthStatus;
  }>([
    { is: 'healthy', when: 'the metric is good', check: metric('Unhealthy'), seen: 'healthy' },
    { is: 'unhealthy', when: 'the metric is bad', check: metric('Healthy'), seen: 'unhealthy' },
    { is: 'healthy', when: 'not evaluated yet', check: metric('Unhealthy') },
    {
      is: 'healthy',
      when: 'data are insufficient: Healthy',
      check: metric('Healthy'),
      seen: 'insufficient',
      last: 'unhealthy',
    },
    {
      is: 'unhealthy',
      when: 'data are insufficient: Unhealthy',
      check: metric('Unhealthy'),
      seen: 'insufficient',
      last: 'healthy',
    },
    {
      is: 'healthy',
      when: 'data are insufficient: LastKnownStatus, last healthy',
      check: metric('LastKnownStatus'),
      seen: 'insufficient',
      last: 'healthy',
    },
    {
      is: 'unhealthy',
      when: 'data are insufficient: LastKnownStatus, last unhealthy',
      check: metric('LastKnownStatus'),
      seen: 'insufficient',
      last: 'unhealthy',
    },
    {
      is: 'healthy',
      when: 'data are insufficient: LastKnownStatus without history',
      check: metric('LastKnownStatus'),
      seen: 'insufficient',
    },
    {
      is: 'healthy',
      when: 'inverted, LastKnownStatus, last unhealthy',
      check: metric('LastKnownStatus', { Inverted: true }),
      seen: 'insufficient',
      last: 'unhealthy',
    },
    {
      is: 'unhealthy',
      when: 'inverted, LastKnownStatus without history',
      check: metric('LastKnownStatus', { Inverted: true }),
      seen: 'insufficient',
    },
    {
      is: 'healthy',
      when: 'disabled with a bad metric',
      check: metric('Unhealthy', { Disabled: true }),
      seen: 'unhealthy',
    },
    {
      is: 'unhealthy',
      when: 'disabled and inverted with a good metric',
      check: metric('Healthy', { Disabled: true, Inverted: true }),
      seen: 'healthy',
    },
  ])('is $is when $when', ({ is, check, seen, last }) => {
    const known = facts({
      configs: { check },
      metrics: seen ? { check: seen } : {},
      lastKnown: last ? { check: last } : {},
    });
    expect(healthCheckStatus('check', known)).toBe(is);
  });
});

describe('a status that Route 53 does not define', () => {
  function refusal(configs: Readonly<Record<string, HealthCheckConfig>>): UnpredictableStatusError {
    try {
      healthCheckStatus('check', facts({ configs }));
    } catch (error) {
      if (error instanceof UnpredictableStatusError) return error;
    }
    throw new Error('a status was told');
  }

  it('is refused for a check that was deleted under its records', () => {
    expect(refusal({})).toMatchObject({ healthCheckId: 'check', why: 'no such check' });
  });

  it('is refused for a child that was deleted', () => {
    expect(refusal({ check: calculated(1, ['gone']) })).toMatchObject({
      healthCheckId: 'gone',
      why: 'no such check',
    });
  });

  it('is refused for a calculated child of a calculated check', () => {
    const configs = { check: calculated(1, ['inner']), inner: calculated(0, []) };
    expect(refusal(configs)).toMatchObject({
      healthCheckId: 'inner',
      why: 'calculated child of a calculated check',
    });
  });
});
