import { describe, expect, it } from '@jest/globals';
import type { Service } from '../../src/core/service.ts';
import { buildStacks } from '../../src/infrastructure/stacks.ts';
import { REFUSED } from '../../src/world/sites.ts';
import { createWorld } from '../../src/world/world.ts';
import { aConfiguration, aService } from '../builders/configuration.ts';
import {
  aDeployedWorld,
  MINUTE,
  PRIMARY_SITE,
  SECONDARY_SITE,
  START_MS,
  ZONE_ID,
} from './deployed-world.ts';

function anEventfulHour(seed: number) {
  const { world } = aDeployedWorld({ seed });
  world.setSite(PRIMARY_SITE, REFUSED);
  world.step(world.nowMs + 20 * MINUTE);
  world.setSite(PRIMARY_SITE, 'up');
  world.step(world.nowMs + 40 * MINUTE);
  return world.journal;
}

describe('the world', () => {
  it('keeps the same journal for the same seed, and another for another', () => {
    expect(anEventfulHour(7)).toEqual(anEventfulHour(7));
    expect(anEventfulHour(7)).not.toEqual(anEventfulHour(8));
  });

  it('keeps the same journal however it is stepped', () => {
    const { world } = aDeployedWorld({ seed: 7 });
    const step = (untilMs: number) => {
      while (world.nowMs < untilMs) world.step(world.nowMs + 100);
    };
    world.setSite(PRIMARY_SITE, REFUSED);
    step(world.nowMs + 20 * MINUTE);
    world.setSite(PRIMARY_SITE, 'up');
    step(world.nowMs + 40 * MINUTE);
    expect(world.journal).toEqual(anEventfulHour(7));
  });

  it('tells what truly happened, in order', () => {
    const kinds = anEventfulHour(1).map(({ kind }) => kind);
    expect(kinds).toEqual([
      'changeAccepted',
      'changeInsync',
      'alarmChanged',
      'alarmChanged',
      'siteChanged',
      'checkFlipped',
      'checkFlipped',
      'alarmChanged',
      'siteChanged',
      'checkFlipped',
      'checkFlipped',
      'alarmChanged',
    ]);
  });

  it('draws for one service as it does when that service stands alone', () => {
    const other = aService({ id: 'other', names: ['other.example.com'] });
    const flips = (services: readonly Service[]) => {
      const { world } = aDeployedWorld({ seed: 3 }, aConfiguration({ services }));
      world.setSite(PRIMARY_SITE, REFUSED);
      world.step(world.nowMs + 5 * MINUTE);
      return world.journal.filter(
        (entry) => entry.kind === 'checkFlipped' && entry.checkId.startsWith('Shop'),
      );
    };
    expect(flips([other, aService()])).toEqual(flips([aService()]));
  });

  it('has nothing to do while nothing changes', () => {
    const { world } = aDeployedWorld();
    expect(world.nextEventAtMs()).toBeUndefined();
    world.step(world.nowMs + 24 * 60 * MINUTE);
    expect(world.nextEventAtMs()).toBeUndefined();
  });

  it('lets users meet the site that is there', () => {
    const { world } = aDeployedWorld();
    expect(world.siteAt(SECONDARY_SITE)).toMatchObject({ kind: 'http', status: 200 });
    world.setSite(SECONDARY_SITE, REFUSED);
    expect(world.siteAt(SECONDARY_SITE)).toBe(REFUSED);
  });

  it('refuses to deploy the same stacks twice', () => {
    const configuration = aConfiguration();
    const deployment = {
      stacks: buildStacks(configuration),
      homeRegion: configuration.homeRegion,
      zones: [{ id: ZONE_ID, name: 'example.com' }],
    };
    const world = createWorld({ seed: 1, startMs: START_MS });
    world.deploy(deployment);
    expect(() => world.deploy(deployment)).toThrow('exists already');
  });

  it('takes parameters that AWS does not publish', () => {
    const { world } = aDeployedWorld({
      parameters: { statusToDnsMs: { min: 0, max: 0 }, nameServers: 2 },
    });
    expect(world.ports().clock.nowMs()).toBe(world.nowMs);
    world.setSite(PRIMARY_SITE, REFUSED);
    const before = world.dnsVersion;
    world.step(world.nowMs + 5 * MINUTE);
    expect(world.dnsVersion).toBe(before + 2);
  });
});
