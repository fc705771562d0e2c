import { afterEach, describe, expect, it } from '@jest/globals';
import { endpointHealthCheck } from '../../../src/infrastructure/endpoint-check.ts';
import { liveCheckers } from '../../../src/local/checkers/live-checkers.ts';
import { LocalSites } from '../../../src/local/sites/sites.ts';
import { VirtualClock } from '../../../src/local/virtual-clock.ts';
import type { HealthStatus } from '../../../src/route53/health-check.ts';
import { chanceFor } from '../../../src/world/random.ts';
import { aLocalConfiguration } from '../local-service.ts';

const NETWORK = '127.0.36';
const SPEED = 25;
const SITE = `${NETWORK}.11:8080`;
const SECOND = 1_000;

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function theShop() {
  const clock = VirtualClock.start(SPEED);
  const configuration = aLocalConfiguration({ network: NETWORK });
  const sites = await LocalSites.start(configuration, clock);
  const checkers = liveCheckers(clock, chanceFor(1, 'checkers'));
  const check = endpointHealthCheck(configuration.services[0]!.primary.healthCheck);
  open.push({ close: () => checkers.stop() }, sites, { close: () => clock.stop() });
  const reports: [HealthStatus, number][] = [];
  let heard = Promise.withResolvers<void>();
  const running = checkers(check, 16, (status) => {
    reports.push([status, clock.nowMs()]);
    heard.resolve();
    heard = Promise.withResolvers();
  });
  const untilSays = async (status: HealthStatus) => {
    while (reports.at(-1)?.[0] !== status) await heard.promise;
    return reports.at(-1)![1];
  };
  return { clock, sites, running, reports, untilSays };
}

/** Looks again whenever the event loop has nothing else to do. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('live checkers', () => {
  it('are sixteen, from all Regions, each with an address, and out of step', async () => {
    const { clock, running } = await theShop();
    const startMs = clock.nowMs();
    await until(() => running.observations().length === 16);
    const seen = running.observations();
    expect(new Set(seen.map(({ region }) => region)).size).toBe(8);
    expect(new Set(seen.map(({ ipAddress }) => ipAddress)).size).toBe(16);
    expect(seen.every(({ judgement }) => judgement.passed)).toBe(true);
    const seconds = new Set(seen.map(({ atMs }) => Math.floor((atMs - startMs) / SECOND)));
    // A machine that was busy looks at several of them at once.
    expect(seconds.size).toBeGreaterThan(1);
  });

  it('find an outage in the documented time, and its end', async () => {
    const { clock, sites, reports, untilSays } = await theShop();
    await untilSays('healthy');
    await until(() => sites.requests(SITE) >= 32);
    await sites.set('shop', 'primary', { kind: 'down' });
    const downMs = clock.nowMs();
    const detectionMs = (await untilSays('unhealthy')) - downMs;
    // Three probes of each, 10 s after the time-out of the one before, which is 4 s or a little more.
    expect(detectionMs).toBeGreaterThan(20 * SECOND);
    expect(detectionMs).toBeLessThan(10 * SECOND + 3 * 4 * SECOND + 2 * 10 * SECOND + 20 * SECOND);
    await sites.set('shop', 'primary', 'up');
    await untilSays('healthy');
    expect(reports.map(([status]) => status)).toEqual(['healthy', 'unhealthy', 'healthy']);
  });

  it('stand by a site of which every other answer is bad', async () => {
    const { sites, running, reports, untilSays } = await theShop();
    await untilSays('healthy');
    await sites.set('shop', 'primary', { kind: 'status', status: 503, share: 0.5 });
    const before = sites.requests(SITE);
    await until(() => sites.requests(SITE) >= before + 80);
    const passed = running.observations().filter(({ judgement }) => judgement.passed).length;
    expect(passed).toBeGreaterThan(2);
    expect(passed).toBeLessThan(14);
    expect(reports.map(([status]) => status)).toEqual(['healthy']);
  });

  it('probe again one interval after the end of a probe', async () => {
    const { sites, running } = await theShop();
    await sites.set('shop', 'primary', { kind: 'slow', byMs: 6 * SECOND });
    await until(() => running.observations().length === 16);
    const first = running.observations().map(({ atMs }) => atMs);
    await until(() => running.observations().every(({ atMs }, index) => atMs > first[index]!));
    // Given up after 150 real milliseconds, which are 3.75 s here.
    const gaps = running.observations().map(({ atMs }, index) => atMs - first[index]!);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(13 * SECOND);
  });

  it('leave a site alone once they are stopped', async () => {
    const { clock, sites, running } = await theShop();
    await until(() => sites.requests(SITE) >= 5);
    running.stop();
    const before = sites.requests(SITE);
    const seen = running.observations();
    const later = Promise.withResolvers<void>();
    clock.after(25 * SECOND, later.resolve);
    await later.promise;
    // One may have been on its way.
    expect(sites.requests(SITE)).toBeLessThanOrEqual(before + 1);
    expect(running.observations()).toEqual(seen);
  });
});
