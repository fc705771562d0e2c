import { describe, expect, it } from '@jest/globals';
import { aDeployedWorld, type DeployedWorld, MINUTE, SECOND, timeUntil } from './deployed-world.ts';

const publish = ({ world, service }: DeployedWorld, value: 0 | 1, atMs = world.nowMs) =>
  world.ports().holdSwitches.publish([{ service: service.id, value, atMs }]);

/** Publishes once a minute, as a tick does. */
async function tick(deployed: DeployedWorld, value: 0 | 1, minutes: number) {
  for (let minute = 0; minute < minutes; minute += 1) {
    await publish(deployed, value);
    deployed.world.step(deployed.world.nowMs + MINUTE);
  }
}

/** Every name server says so. */
const seen = ({ world }: DeployedWorld, position: 'on' | 'off') => {
  const last = world.journal.findLast(({ kind }) => kind === 'holdSeenByDns');
  return last?.kind === 'holdSeenByDns' && last.position === position;
};

/** `secondsIntoMinute` after the start of a minute, with the switch published as off so far. */
async function steadyOff(seed: number, secondsIntoMinute: number) {
  const deployed = aDeployedWorld({ seed });
  deployed.world.step(deployed.world.nowMs + secondsIntoMinute * SECOND);
  await tick(deployed, 0, 5);
  return deployed;
}

async function timeToSwitch(deployed: DeployedWorld, value: 0 | 1): Promise<number> {
  const fromMs = deployed.world.nowMs;
  for (let minute = 0; minute < 6; minute += 1) {
    await publish(deployed, value);
    const untilMs = deployed.world.nowMs + MINUTE;
    while (deployed.world.nowMs < untilMs) {
      if (seen(deployed, value === 1 ? 'on' : 'off')) return deployed.world.nowMs - fromMs;
      deployed.world.step(Math.min(deployed.world.nextEventAtMs() ?? untilMs, untilMs));
    }
  }
  throw new Error('The switch never moved.');
}

const CASES = Array.from({ length: 20 }, (_, seed) => [seed, (seed * 17) % 60] as const);

describe('the hold switch', () => {
  it.each(CASES)(
    'takes effect in DNS within 1 to 3 minutes (seed %i, second %i)',
    async (...at) => {
      const deployed = await steadyOff(...at);
      const tookMs = await timeToSwitch(deployed, 1);
      expect(tookMs).toBeGreaterThanOrEqual(MINUTE);
      expect(tookMs).toBeLessThanOrEqual(3 * MINUTE);
      expect(deployed.world.healthOf(deployed.ids.primaryCheck)).toBe('unhealthy');
    },
  );

  it.each(CASES)(
    'lets go within 2 to 4 minutes when its minute still has a 1 (seed %i, second %i)',
    async (seed, second) => {
      const deployed = await steadyOff(seed, second);
      await tick(deployed, 1, 5);
      await publish(deployed, 1);
      const tookMs = await timeToSwitch(deployed, 0);
      expect(tookMs).toBeGreaterThanOrEqual(2 * MINUTE);
      expect(tookMs).toBeLessThanOrEqual(4 * MINUTE);
    },
  );

  it('stays where it is while nothing is published', async () => {
    const deployed = await steadyOff(1, 0);
    await tick(deployed, 1, 5);
    deployed.world.step(deployed.world.nowMs + 72 * 60 * MINUTE);
    expect(deployed.world.healthOf(deployed.ids.holdCheck)).toBe('unhealthy');
    expect(deployed.world.journal.findLast(({ kind }) => kind === 'alarmChanged')).toMatchObject({
      region: 'us-west-2',
      to: 'ALARM',
    });
  });

  it('is not moved by a late write, which lands in the past', async () => {
    const deployed = await steadyOff(1, 0);
    await publish(deployed, 1, deployed.world.nowMs - 3 * MINUTE);
    await tick(deployed, 0, 6);
    expect(deployed.world.healthOf(deployed.ids.holdCheck)).toBe('healthy');
  });

  it('reaches the witness', async () => {
    const deployed = await steadyOff(1, 0);
    const name = '_switchback-hold.shop.example.com';
    const question = { zoneId: deployed.service.zone.id, name, type: 'TXT' } as const;
    const ask = async () => [...(await deployed.world.ports().nameServers.ask([question]))];
    const all = (value: string) => Array(4).fill({ known: true, value: [value] });
    expect(await ask()).toEqual([[`${name} TXT`, all('off')]]);
    await publish(deployed, 1);
    timeUntil(deployed.world, () => seen(deployed, 'on'));
    expect(await ask()).toEqual([[`${name} TXT`, all('on')]]);
  });

  it('plans nothing while it is published as it is', async () => {
    const deployed = await steadyOff(1, 0);
    await publish(deployed, 0);
    expect(deployed.world.nextEventAtMs()).toBeUndefined();
  });
});
