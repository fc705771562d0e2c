import { describe, expect, it } from '@jest/globals';
import type { EndpointHealthCheck, HealthStatus } from '../../src/route53/health-check.ts';
import { Agenda } from '../../src/world/agenda.ts';
import { Checkers } from '../../src/world/checkers.ts';
import { PARAMETERS } from '../../src/world/parameters.ts';
import { chanceFor } from '../../src/world/random.ts';
import { endpointKey, NO_CONNECTION, REFUSED, Sites, slow } from '../../src/world/sites.ts';

const CHECK: EndpointHealthCheck = {
  Type: 'HTTPS',
  IPAddress: '192.0.2.10',
  Port: 443,
  RequestInterval: 10,
  FailureThreshold: 3,
};

/** Checkers half a second apart, whose site answers in no time, so that probes fall where one can count them. */
function checkersInStep(check = CHECK) {
  const agenda = new Agenda(0);
  const parameters = { ...PARAMETERS, siteConnectMs: 0, siteStatusMs: 0 };
  const sites = new Sites(parameters);
  const reports: [number, HealthStatus][] = [];
  let made = 0;
  const phases = { whole: () => 500 * made++ };
  new Checkers(check, { agenda, sites, parameters }, phases, (status) =>
    reports.push([agenda.nowMs, status]),
  );
  agenda.advance(60_000);
  reports.length = 0;
  return { agenda, sites, reports, key: endpointKey(check), made: () => made };
}

describe('the checkers of an endpoint', () => {
  it('are sixteen over all Regions, and fewer where a check names fewer', () => {
    expect(checkersInStep().made()).toBe(16);
    const Regions = ['us-east-1', 'eu-west-1', 'sa-east-1'] as const;
    expect(checkersInStep({ ...CHECK, Regions }).made()).toBe(6);
  });

  it('make it unhealthy only when 14 of 16 have failed three times on end', () => {
    const { agenda, sites, reports, key } = checkersInStep();
    sites.set(key, { ...REFUSED, connectMs: 0 });
    agenda.advance(120_000);
    // The 14th probes at 60 + 6.5, and at 10 s steps after that.
    expect(reports).toEqual([[86_500, 'unhealthy']]);
  });

  it('make it healthy again when 3 of 16 have seen it well three times on end', () => {
    const { agenda, sites, reports, key } = checkersInStep();
    sites.set(key, { ...REFUSED, connectMs: 0 });
    agenda.advance(120_000);
    sites.set(key, 'up');
    agenda.advance(180_000);
    expect(reports.at(-1)).toEqual([141_000, 'healthy']);
  });

  it('count the interval from the answer, so that time-outs stretch it', () => {
    const { agenda, sites, reports, key } = checkersInStep();
    sites.set(key, NO_CONNECTION);
    agenda.advance(180_000);
    expect(reports).toEqual([[60_000 + 6_500 + 2 * 14_000 + 4_000, 'unhealthy']]);
  });

  it('do not notice an outage that ends before the third probe', () => {
    const { agenda, sites, reports, key } = checkersInStep();
    sites.set(key, REFUSED);
    agenda.advance(75_000);
    sites.set(key, 'up');
    agenda.advance(180_000);
    expect(reports).toEqual([]);
  });

  it('plan nothing while their minds are made up, and keep their rhythm all the same', () => {
    const { agenda, sites, key } = checkersInStep();
    expect(agenda.nextAtMs()).toBeUndefined();
    agenda.advance(3_600_000 + 1);
    sites.set(key, REFUSED);
    expect(agenda.nextAtMs()).toBe(3_600_500);
  });

  it('plan nothing when a site changes to another condition that passes', () => {
    const { agenda, sites, key } = checkersInStep();
    sites.set(key, slow(1_500));
    expect(agenda.nextAtMs()).toBeUndefined();
  });

  it.each([
    ['10 s, refused', CHECK, REFUSED, 20_000, 30_100],
    ['10 s, no connection', CHECK, NO_CONNECTION, 32_000, 42_100],
    ['30 s, refused', { ...CHECK, RequestInterval: 30 } as const, REFUSED, 60_000, 90_100],
  ])('detect an outage in the documented time: %s', (_, check, condition, leastMs, mostMs) => {
    for (let seed = 0; seed < 50; seed += 1) {
      const agenda = new Agenda(0);
      const sites = new Sites(PARAMETERS);
      let unhealthyAtMs = 0;
      new Checkers(
        check,
        { agenda, sites, parameters: PARAMETERS },
        chanceFor(seed, ''),
        (status) => {
          if (status === 'unhealthy') unhealthyAtMs = agenda.nowMs;
        },
      );
      agenda.advance(100_000 + seed);
      sites.set(endpointKey(check), condition);
      agenda.advance(300_000);
      const detectionMs = unhealthyAtMs - 100_000 - seed;
      expect(detectionMs).toBeGreaterThanOrEqual(leastMs);
      expect(detectionMs).toBeLessThanOrEqual(mostMs);
    }
  });
});
