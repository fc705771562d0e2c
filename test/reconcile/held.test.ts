import { describe, expect, it } from '@jest/globals';
import type { SwitchValue } from '../../src/ports.ts';
import { aService } from '../builders/configuration.ts';
import type { Call } from './call-seam.ts';
import { aWorldWith, MINUTE, type Scene } from './scene.ts';

const DAY_MINUTES = 24 * 60;

/** Everything that passes asked of the ports from now on. */
function listen(scene: Scene): Call[] {
  const calls: Call[] = [];
  scene.treat = (call) => {
    calls.push(call);
    return 'through';
  };
  return calls;
}

function named(calls: readonly Call[], name: string): readonly Call[] {
  return calls.filter((call) => call.name === name);
}

describe('a held service whose primary recovers', () => {
  it.each([
    {
      kept: 'by weights',
      service: aService(),
      position: 'off',
      weights: { primary: 0, secondary: 100 },
    },
    {
      kept: 'by the switch',
      service: aService({ routing: 'failover' }),
      position: 'on',
      weights: null,
    },
    {
      kept: 'by both, where the primary must not be the last resort',
      service: aService({ lastResort: 'secondary' }),
      position: 'on',
      weights: { primary: 0, secondary: 100 },
    },
  ])('stays on the secondary $kept', async ({ service, position, weights }) => {
    const scene = await aWorldWith([service]);
    await scene.holdAfterFailure();
    const calls = listen(scene);
    const told = scene.inbox.length;
    scene.mendPrimary();
    for (let minute = 1; minute <= 20; minute += 1) {
      await scene.tick();
      expect({ minute, ...scene.shares() }).toEqual({ minute, primary: 0, secondary: 1 });
    }
    expect(scene.weights()).toEqual(weights);
    expect(await scene.state()).toMatchObject({ phase: 'OnSecondary', holdSwitch: { position } });
    expect(named(calls, 'records.change')).toEqual([]);
    expect(scene.inbox.slice(told).map(({ attributes }) => attributes.action)).toEqual([
      'conditionEnded',
      'failbackPossible',
    ]);
  });

  it('stays there through every moment between the ticks, and through a day without one', async () => {
    const scene = await aWorldWith();
    await scene.holdAfterFailure();
    scene.mendPrimary();
    for (let second = 0; second < 600; second += 1) {
      scene.advance(1000);
      expect(scene.shares().secondary).toBe(1);
    }
    scene.advance(DAY_MINUTES * MINUTE);
    expect(scene.shares()).toEqual({ primary: 0, secondary: 1 });
  });
});

describe('a quiet day', () => {
  const atRest = async () => aWorldWith();
  const whileHeld = async () => {
    const scene = await aWorldWith();
    await scene.readyToReturn();
    await scene.ticks(5);
    return scene;
  };
  const heldBySwitch = async () => {
    const scene = await aWorldWith([aService({ routing: 'failover' })]);
    await scene.readyToReturn();
    await scene.ticks(5);
    return scene;
  };

  it.each([
    { where: 'at rest', begin: atRest, value: 0 },
    { where: 'held by weights', begin: whileHeld, value: 0 },
    { where: 'held by the switch', begin: heldBySwitch, value: 1 },
  ])(
    'writes nothing and tells nobody, but publishes the switch on every tick: $where',
    async ({ begin, value }) => {
      const scene = await begin();
      const before = { state: await scene.state(), told: scene.inbox.length };
      const calls = listen(scene);
      await scene.ticks(DAY_MINUTES);
      expect(await scene.state()).toEqual(before.state);
      expect(scene.inbox.length).toBe(before.told);
      for (const name of ['stateStore.save', 'stateStore.addTimeline', 'records.change']) {
        expect([name, named(calls, name).length]).toEqual([name, 0]);
      }
      const published = named(calls, 'holdSwitches.publish');
      expect(published).toHaveLength(DAY_MINUTES);
      const values = published.map(({ args }) => (args[0] as readonly SwitchValue[])[0]?.value);
      expect(new Set(values)).toEqual(new Set([value]));
    },
  );
});
