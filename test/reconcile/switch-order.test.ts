import { describe, expect, it } from '@jest/globals';
import type { Service } from '../../src/core/service.ts';
import type { SwitchValue } from '../../src/ports.ts';
import { aFailbackPolicy, aService } from '../builders/configuration.ts';
import { type Call, type Treat, treatEach } from './call-seam.ts';
import { aWorldWith, MINUTE, manyServices, type Scene, SECOND } from './scene.ts';

const HELD = { primary: 0, secondary: 100 };
const AT_REST = { primary: 100, secondary: 0 };
const quick = aFailbackPolicy({ bakeMs: MINUTE, stableForMs: 2 * MINUTE, stages: [10, 100] });

const valuesOf = (call: Call) => call.args[0] as readonly SwitchValue[];

/** What was published for a service from now on, with the look of the world at that moment. */
function published(scene: Scene, service: Service = scene.first) {
  const seen: { value: 0 | 1 | undefined; insync: boolean; weights: unknown }[] = [];
  scene.treat = (call) => {
    if (call.name === 'holdSwitches.publish') {
      const value = valuesOf(call).find((one) => one.service === service.id)?.value;
      seen.push({ value, insync: allInsync(scene), weights: scene.weights(service) });
    }
    return 'through';
  };
  return seen;
}

function allInsync({ world: { journal } }: Scene): boolean {
  const count = (kind: string) => journal.filter((entry) => entry.kind === kind).length;
  return count('changeAccepted') === count('changeInsync');
}

describe('towards the secondary', () => {
  it.each([
    ['records.change', 'holdSwitches.publish'],
    ['holdSwitches.publish', 'records.change'],
  ])('%s hangs, and does not keep %s from being made', async (hanging, other) => {
    const scene = await aWorldWith();
    scene.breakPrimary();
    scene.advance(MINUTE);
    const { seam } = scene.start(null, treatEach(hanging, 'lost'));
    await scene.turn();
    expect(seam.calls.map(({ name }) => name)).toEqual(expect.arrayContaining([hanging, other]));
  });

  it.each(['error', 'silence'] as const)(
    'the switch alone holds while records cannot be written, and lets go once they are: %s',
    async (fault) => {
      const scene = await aWorldWith();
      scene.world.setFault('route53Control', fault);
      await scene.holdAfterFailure();
      scene.mendPrimary();
      for (let tick = 0; tick < 30; tick += 1) {
        await scene.tick();
        expect(scene.shares()).toEqual({ primary: 0, secondary: 1 });
      }
      expect([scene.weights(), scene.switchInDns()]).toEqual([AT_REST, '"on"']);
      expect(await scene.actions()).toEqual(expect.arrayContaining(['incidentOpened', 'held']));
      scene.world.setFault('route53Control', undefined);
      for (let tick = 0; tick < 10; tick += 1) {
        await scene.tick();
        expect(scene.shares().secondary).toBe(1);
      }
      expect([scene.weights(), scene.switchInDns()]).toEqual([HELD, '"off"']);
    },
  );

  it('the weights alone hold while the switch cannot be published', async () => {
    const scene = await aWorldWith();
    scene.world.setFault('cloudWatchHome', 'error');
    await scene.holdAfterFailure();
    scene.mendPrimary();
    await scene.ticks(10);
    expect(scene.shares()).toEqual({ primary: 0, secondary: 1 });
    expect([scene.weights(), scene.switchInDns()]).toEqual([HELD, '"off"']);
    expect(await scene.state()).toMatchObject({ holdSwitch: { position: 'off' } });
    expect(await scene.actions()).toContain('switchReleased');
  });
});

describe('towards the primary', () => {
  it('the switch goes off only when the weights that then carry alone are everywhere', async () => {
    for (let seed = 1; seed <= 10; seed += 1) {
      const scene = await aWorldWith(undefined, { seed, warmUp: 'sparse' });
      const seen = published(scene);
      await scene.holdAfterFailure();
      const on = seen.findIndex(({ value }) => value === 1);
      const off = seen.findIndex(({ value }, at) => value === 0 && at > on);
      expect(on).toBeGreaterThanOrEqual(0);
      expect(seen[off]).toEqual({ value: 0, insync: true, weights: HELD });
    }
  });

  const notReadAgain: readonly { why: string; treat: Treat; isAccepted: boolean }[] = [
    { why: 'they cannot be listed', treat: treatEach('records.list', 'error'), isAccepted: true },
    {
      why: 'nobody says that they are INSYNC',
      treat: treatEach('records.changeStatuses', 'error'),
      isAccepted: true,
    },
    {
      why: 'the change is not accepted',
      treat: treatEach('records.change', 'error'),
      isAccepted: false,
    },
  ];
  it.each(notReadAgain)('the switch stays on while $why', async ({ treat, isAccepted }) => {
    const scene = await aWorldWith();
    scene.breakPrimary();
    await scene.tick(isAccepted ? undefined : treat);
    await scene.ticks(20, treat);
    expect(await scene.state()).toMatchObject({ holdSwitch: { position: 'on' } });
    expect(scene.switchInDns()).toBe('"on"');
    await scene.ticks(8);
    expect([scene.weights(), scene.switchInDns()]).toEqual([HELD, '"off"']);
  });

  it('the switch stays on while the weights are not the ones that were meant', async () => {
    const scene = await aWorldWith();
    scene.breakPrimary();
    await scene.tick();
    scene.editWeights(AT_REST);
    scene.mendPrimary();
    await scene.ticks(20);
    expect(await scene.state()).toMatchObject({ holdSwitch: { position: 'on' } });
    expect(scene.shares()).toEqual({ primary: 0, secondary: 1 });
  });

  it('stages begin only when the switch is seen off, where it rests on beside the weights', async () => {
    const scene = await aWorldWith([aService({ lastResort: 'secondary', failback: quick })]);
    await scene.readyToReturn();
    await scene.command('failback');
    while (scene.weights()?.primary === 0) {
      expect(scene.fences()).toHaveLength(1);
      await scene.tick((call) => {
        if (call.name === 'records.change') expect(scene.switchInDns()).toBe('"off"');
        return 'through';
      });
    }
    expect(scene.weights()).toEqual({ primary: 10, secondary: 90 });
  });
});

describe('a switch that is published late', () => {
  it.each([
    ['just before half a minute is over', 30 * SECOND, 1],
    ['after half a minute', 30 * SECOND + 1, 0],
  ])('is given up when the decision is too old: %s', async (_, frozenMs, count) => {
    const scene = await aWorldWith();
    scene.breakPrimary();
    scene.advance(MINUTE);
    const before = scene.calls('cloudwatch:PutMetricData');
    const thaw = await scene.freeze('stateStore.save');
    scene.advance(frozenMs);
    const { faults } = await thaw();
    expect(scene.calls('cloudwatch:PutMetricData') - before).toBe(count);
    expect(faults.filter(({ doing }) => doing === 'publishing hold switches')).toHaveLength(
      1 - count,
    );
  });

  it('lands in the past, and turns on nothing that was let go since', async () => {
    const scene = await aWorldWith([aService({ failback: quick })]);
    scene.breakPrimary();
    scene.advance(MINUTE);
    const thaw = await scene.freeze('holdSwitches.publish');
    await scene.ticks(10);
    scene.mendPrimary();
    await scene.ticks(6);
    await scene.command('failback');
    await scene.ticks(12);
    expect(scene.shares().primary).toBe(1);
    await thaw();
    for (let tick = 0; tick < 10; tick += 1) {
      await scene.tick();
      expect([scene.shares().primary, scene.switchInDns()]).toEqual([1, '"off"']);
    }
  });

  it.each([42 * SECOND, 70 * SECOND])(
    'turns off nothing that was turned on %i ms after, in the same minute or the next',
    async (laterMs) => {
      const scene = await aWorldWith();
      scene.world.setFault('route53Control', 'error');
      scene.breakPrimary();
      scene.advance(15 * SECOND);
      const thaw = await scene.freeze('holdSwitches.publish');
      scene.advance(laterMs);
      await scene.pass();
      expect(await scene.state()).toMatchObject({ holdSwitch: { position: 'on' } });
      await thaw();
      await scene.ticks(4);
      expect(scene.switchInDns()).toBe('"on"');
      scene.mendPrimary();
      for (let tick = 0; tick < 10; tick += 1) {
        await scene.tick();
        expect(scene.shares()).toEqual({ primary: 0, secondary: 1 });
      }
    },
  );
});

describe('the time that a published value carries', () => {
  /** What a pass publishes that stands still in its look for ten seconds, by the time from its beginning. */
  async function slowPass(scene: Scene): Promise<readonly { value: 0 | 1; afterMs: number }[]> {
    const beginMs = scene.world.nowMs;
    const gate = Promise.withResolvers<void>();
    const published: { value: 0 | 1; afterMs: number }[] = [];
    const { finished } = scene.start(null, (call) => {
      if (call.name === 'probes.run') return gate.promise;
      if (call.name !== 'holdSwitches.publish') return 'through';
      for (const { value, atMs } of valuesOf(call))
        published.push({ value, afterMs: atMs - beginMs });
      return 'through';
    });
    await scene.turn();
    scene.advance(10 * SECOND);
    gate.resolve();
    await finished;
    return published;
  }

  it('is later for a state that was saved than for any pass that read the one before it', async () => {
    const scene = await aWorldWith();
    scene.breakPrimary();
    scene.advance(MINUTE);
    expect(await slowPass(scene)).toEqual([{ value: 1, afterMs: 10 * SECOND }]);
  });

  it('is no later than the look, for a state that was only read', async () => {
    const scene = await aWorldWith();
    expect(await slowPass(scene)).toEqual([{ value: 0, afterMs: 0 }]);
  });
});

describe('every pass', () => {
  it('publishes the switch of every service, whatever else it does or cannot do', async () => {
    const [one, two, three] = manyServices(3) as [Service, Service, Service];
    const scene = await aWorldWith([one, { ...two, mode: 'observe' }, three]);
    await scene.command('pause', { service: three.id });
    scene.breakPrimary();
    const failing = ['nameServers.ask', 'alarms.states', 'probes.run', 'records.list'];
    const passes: Treat[] = [() => 'through', ...failing.map((name) => treatEach(name, 'error'))];
    for (const treat of [...passes, treatEach('notifier.publish', 'error')]) {
      const calls: Call[] = [];
      await scene.tick((call) => {
        calls.push(call);
        return treat(call);
      });
      const publishes = calls.filter(({ name }) => name === 'holdSwitches.publish');
      expect(publishes.map((call) => valuesOf(call).map(({ service }) => service))).toEqual([
        ['s01', 's02', 's03'],
      ]);
    }
    expect(await scene.state(one)).toMatchObject({ phase: 'OnSecondary' });
    expect(await scene.state(two)).toMatchObject({ phase: 'OnPrimary' });
    expect(await scene.state(three)).toMatchObject({ phase: 'OnPrimary' });
  });
});

describe('a crossing', () => {
  it('is left in the very pass that sees the secondary unhealthy', async () => {
    const scene = await aWorldWith();
    scene.breakPrimary();
    await scene.ticks(2);
    expect(await scene.state()).toMatchObject({ holdSwitch: { position: 'on' } });
    expect(scene.weights()).toEqual(HELD);
    scene.mendPrimary();
    scene.breakSide('secondary');
    const seen = published(scene);
    await scene.tick();
    expect(seen.map(({ value }) => value)).toEqual([0]);
    expect(await scene.actions()).toContain('switchReleased');
    await scene.ticks(5);
    expect(scene.shares()).toEqual({ primary: 1, secondary: 0 });
  });

  it('is not entered while the secondary is unhealthy', async () => {
    const scene = await aWorldWith();
    scene.breakSide('secondary');
    await scene.ticks(2);
    scene.breakPrimary();
    const seen = published(scene);
    await scene.ticks(5);
    expect(new Set(seen.map(({ value }) => value))).toEqual(new Set([0]));
    expect(scene.weights()).toEqual(AT_REST);
  });
});
