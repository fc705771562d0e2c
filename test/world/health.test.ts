import { describe, expect, it } from '@jest/globals';
import { alarmKey } from '../../src/ports.ts';
import { NO_CONNECTION, REFUSED } from '../../src/world/sites.ts';
import { aConfiguration, aService } from '../builders/configuration.ts';
import {
  aDeployedWorld,
  MINUTE,
  PRIMARY_SITE,
  SECOND,
  SECONDARY_SITE,
  shareOf,
  timeUntil,
} from './deployed-world.ts';

const NAME = 'shop.example.com';
const SECONDARY = '198.51.100.20';

describe('health', () => {
  it('follows a site that fails and recovers: 10 s x 3, refused, moves DNS within 22 to 40 s', () => {
    for (let seed = 0; seed < 20; seed += 1) {
      const { world, ids } = aDeployedWorld({ seed });
      world.setSite(PRIMARY_SITE, REFUSED);
      const moved = timeUntil(world, () => shareOf(world, NAME, SECONDARY) === 1);
      expect(moved).toBeGreaterThanOrEqual(22 * SECOND);
      expect(moved).toBeLessThanOrEqual(41 * SECOND);
      expect(world.healthOf(ids.primaryCheck)).toBe('unhealthy');
      world.setSite(PRIMARY_SITE, 'up');
      timeUntil(world, () => shareOf(world, NAME, SECONDARY) === 0, MINUTE);
      expect(world.healthOf(ids.primaryCheck)).toBe('healthy');
    }
  });

  it('reaches each name server in its own time, and the version tells of each', () => {
    const { world, ids } = aDeployedWorld();
    world.setSite(PRIMARY_SITE, REFUSED);
    timeUntil(world, () => world.healthOf(ids.primaryCheck) === 'unhealthy');
    const before = world.dnsVersion;
    const shares: number[] = [];
    timeUntil(world, () => {
      shares.push(shareOf(world, NAME, SECONDARY));
      return shares.at(-1) === 1;
    });
    expect(new Set(shares)).toEqual(new Set([0, 0.25, 0.5, 0.75, 1]));
    expect(world.dnsVersion).toBe(before + 4);
  });

  it('answers the primary when both sides are unhealthy', () => {
    const { world } = aDeployedWorld();
    world.setSite(PRIMARY_SITE, NO_CONNECTION);
    world.setSite(SECONDARY_SITE, NO_CONNECTION);
    world.step(world.nowMs + 2 * MINUTE);
    expect(shareOf(world, NAME, SECONDARY)).toBe(0);
  });

  it('can be pinned by hand: a hold check disabled and inverted holds, and lets go when undone', () => {
    const { world, ids } = aDeployedWorld();
    world.editHealthCheck(ids.holdCheck, { Disabled: true, Inverted: true });
    expect(world.healthOf(ids.primaryCheck)).toBe('unhealthy');
    timeUntil(world, () => shareOf(world, NAME, SECONDARY) === 1, MINUTE);
    world.editHealthCheck(ids.holdCheck, { Disabled: false, Inverted: false });
    timeUntil(world, () => shareOf(world, NAME, SECONDARY) === 0, MINUTE);
  });

  it('of a check that nobody made is an error', () => {
    const { world } = aDeployedWorld();
    expect(() => world.healthOf('NoSuchCheck')).toThrow('NoSuchCheck');
    expect(() => world.editHealthCheck('NoSuchCheck', { Disabled: true })).toThrow('NoSuchCheck');
  });
});

describe("a user's alarm", () => {
  const errors = { region: 'ap-northeast-1', name: 'shop-5xx' };
  const shop = aService();
  const configuration = aConfiguration({
    services: [aService({ primary: { ...shop.primary, unhealthyWhen: [errors] } })],
  });

  it('makes its side unhealthy one to three minutes after its metric turned bad', () => {
    const { world, ids } = aDeployedWorld({}, configuration);
    expect(world.healthOf(ids.primary.health)).toBe('healthy');
    world.setAlarm(errors, 'ALARM');
    const moved = timeUntil(world, () => shareOf(world, NAME, SECONDARY) === 1);
    expect(moved).toBeGreaterThanOrEqual(MINUTE);
    expect(moved).toBeLessThanOrEqual(3 * MINUTE);
    world.setAlarm(errors, 'INSUFFICIENT_DATA');
    timeUntil(world, () => world.healthOf(ids.primary.health) === 'healthy', 3 * MINUTE);
  });

  it('is OK from the start where a check follows it, and told by its state at once', async () => {
    const { world } = aDeployedWorld({}, configuration);
    const { alarms } = world.ports();
    const other = { region: 'us-west-2', name: 'nobody-made-this' };
    expect(await alarms.states([errors, other])).toEqual(
      new Map([[alarmKey(errors), { known: true, value: 'OK' }]]),
    );
    world.setAlarm(errors, 'ALARM');
    expect((await alarms.states([errors])).get(alarmKey(errors))).toMatchObject({ value: 'ALARM' });
  });
});
