import { describe, expect, it } from '@jest/globals';
import type { EndpointHealthCheck } from '../../src/route53/health-check.ts';
import { CheckerPanel } from '../../src/world/checker-panel.ts';
import { REFUSED } from '../../src/world/sites.ts';
import { aDeployedWorld, MINUTE, PRIMARY_SITE, SECOND } from './deployed-world.ts';

const CHECK: EndpointHealthCheck = {
  Type: 'TCP',
  IPAddress: '192.0.2.10',
  Port: 443,
  RequestInterval: 10,
  FailureThreshold: 3,
};
const judgement = (passed: boolean) => ({ passed, detail: '', tookMs: 0 });

function aPanel(count = 16, check = CHECK) {
  const reports: string[] = [];
  const panel = new CheckerPanel(check, count, (status) => reports.push(status));
  const observe = (indexes: readonly number[], passed: boolean, times = 1) => {
    for (let time = 0; time < times; time += 1) {
      for (const index of indexes) panel.observe(index, judgement(passed), 1000 + index);
    }
  };
  return { panel, reports, observe };
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => from + at);

describe('a panel of checkers', () => {
  it('says healthy with the first good probe, and nothing again while that stays so', () => {
    const { reports, observe } = aPanel();
    observe(range(0, 16), true, 5);
    expect(reports).toEqual(['healthy']);
  });

  it('says unhealthy when 18 % or fewer still see it well, after three probes of each', () => {
    const { reports, observe } = aPanel();
    observe(range(0, 16), true);
    observe(range(0, 16), false, 2);
    expect(reports).toEqual(['healthy']);
    observe(range(0, 13), false);
    expect(reports).toEqual(['healthy']);
    observe([13], false);
    expect(reports).toEqual(['healthy', 'unhealthy']);
  });

  it('counts only the checkers that have made up their minds', () => {
    const { reports, observe } = aPanel();
    observe([3], false, 2);
    expect(reports).toEqual([]);
    observe([3], false);
    expect(reports).toEqual(['unhealthy']);
    observe([4], true);
    expect(reports).toEqual(['unhealthy', 'healthy']);
  });

  it('knows of each checker that has probed what it saw last, from which Region and address', () => {
    const { panel, observe } = aPanel(16);
    observe([9, 0], false);
    observe([0], true);
    expect(panel.observations()).toEqual([
      {
        region: 'us-east-1',
        ipAddress: '54.243.31.193',
        sinceMs: 1000,
        atMs: 1000,
        judgement: judgement(true),
        lastFailure: { atMs: 1000, judgement: judgement(false) },
      },
      {
        region: 'us-west-1',
        ipAddress: '54.241.32.65',
        sinceMs: 1009,
        atMs: 1009,
        judgement: judgement(false),
        lastFailure: { atMs: 1009, judgement: judgement(false) },
      },
    ]);
  });

  it('sits in the Regions that the check names, each checker at an address of its own', () => {
    const Regions = ['eu-west-1', 'sa-east-1', 'us-west-2'] as const;
    const { panel, observe } = aPanel(9, { ...CHECK, Regions });
    observe(range(0, 9), true);
    const seen = panel.observations();
    expect(new Set(seen.map(({ region }) => region))).toEqual(new Set(Regions));
    expect(new Set(seen.map(({ ipAddress }) => ipAddress)).size).toBe(9);
  });

  it('refuses a checker that it does not have', () => {
    const { panel } = aPanel(2);
    expect(() => panel.observe(2, judgement(true), 0)).toThrow(RangeError);
  });
});

describe('the observations of a simulated check', () => {
  it('go on while checkers plan nothing, and are at most one period old', () => {
    const { world, ids } = aDeployedWorld();
    world.step(world.nowMs + 60 * MINUTE);
    const seen = world.observationsOf(ids.primary.endpointCheck);
    expect(seen).toHaveLength(16);
    for (const { atMs, judgement: said } of seen) {
      expect(world.nowMs - atMs).toBeLessThan(31 * SECOND);
      expect(said).toMatchObject({ passed: true, detail: expect.stringMatching(/^Success: /) });
    }
  });

  it('keep what was seen before a site changed until each checker has probed again', () => {
    const { world, ids } = aDeployedWorld();
    world.step(world.nowMs + 60 * MINUTE);
    world.setSite(PRIMARY_SITE, REFUSED);
    const before = world.observationsOf(ids.primary.endpointCheck);
    expect(before.every(({ judgement: said }) => said.passed)).toBe(true);
    expect(before.every(({ atMs }) => world.nowMs - atMs < 31 * SECOND)).toBe(true);
    world.step(world.nowMs + MINUTE);
    const after = world.observationsOf(ids.primary.endpointCheck);
    expect(after.map(({ judgement: said }) => said.detail)).toEqual(
      Array(16).fill('Failure: The endpoint refused the connection.'),
    );
  });
});
