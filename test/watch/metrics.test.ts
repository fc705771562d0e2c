import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { watchMetrics } from '../../src/functions/watch-metrics.ts';
import { SELF_METRICS } from '../../src/infrastructure/self-metrics.ts';
import { aWorldWith, manyServices, type Scene } from '../reconcile/scene.ts';

const QUIET = {
  Passes: 1,
  PassFaults: 0,
  UnreadableServices: 0,
  PausedServices: 0,
  WrongSwitches: 0,
  RecordsWrongSeconds: 0,
  OldestUntoldSeconds: 0,
  StageOverdueSeconds: 0,
  LongestIncidentSeconds: 0,
};

async function metricsOf(scene: Scene) {
  const pass = await scene.tick();
  if (pass === undefined) throw new Error('the pass was cut off');
  return watchMetrics(scene.configuration, pass);
}

describe('the metrics of a pass', () => {
  it('are all there in a quiet one, and none is anything but a sign of life', async () => {
    expect(await metricsOf(await aWorldWith())).toEqual(QUIET);
    expect(Object.keys(QUIET).toSorted()).toEqual(Object.keys(SELF_METRICS).toSorted());
  });

  it('are as many for thirty services as for one', async () => {
    const scene = await aWorldWith(manyServices(30), { warmUp: 'sparse' });
    expect(await metricsOf(scene)).toEqual(QUIET);
  });

  it('say nothing of services whose states could not be read, but how many they are', async () => {
    const scene = await aWorldWith(manyServices(3), { warmUp: 'sparse' });
    scene.world.setFault('stateStore', 'error');
    expect(await metricsOf(scene)).toEqual({ Passes: 1, PassFaults: 1, UnreadableServices: 3 });
  });

  it('never say that records are right which could not be read', async () => {
    const scene = await aWorldWith();
    scene.editWeights({ primary: 50, secondary: 50 });
    await scene.ticks(3);
    expect((await metricsOf(scene)).RecordsWrongSeconds).toBe(180);
    scene.world.setFault('route53Control', 'error');
    const blind = await metricsOf(scene);
    expect(blind).toMatchObject({ RecordsWrongSeconds: 240, UnreadableServices: 1 });
    const calm = await aWorldWith();
    calm.world.setFault('route53Control', 'error');
    const { RecordsWrongSeconds, UnreadableServices } = await metricsOf(calm);
    expect({ RecordsWrongSeconds, UnreadableServices }).toEqual({
      RecordsWrongSeconds: undefined,
      UnreadableServices: 1,
    });
  });

  it('never say that a switch is right which DNS does not show', async () => {
    const scene = await aWorldWith();
    scene.world.setFault('nameServers', 'error');
    expect(await metricsOf(scene)).not.toHaveProperty('WrongSwitches');
  });

  it('tell the worst of all services in seconds', async () => {
    const scene = await aWorldWith(manyServices(2));
    const [first, second] = scene.configuration.services;
    scene.editWeights({ primary: 50, secondary: 50 }, second);
    await scene.ticks(2);
    scene.editWeights({ primary: 50, secondary: 50 }, first);
    await scene.ticks(2);
    expect((await metricsOf(scene)).RecordsWrongSeconds).toBe(240);
  });

  it('are finite and never below zero, whatever is broken', async () => {
    const faults = fc.uniqueArray(
      fc.constantFrom(
        'route53Control' as const,
        'cloudWatchHome' as const,
        'stateStore' as const,
        'notifier' as const,
        'nameServers' as const,
        'probes' as const,
      ),
    );
    await fc.assert(
      fc.asyncProperty(faults, fc.boolean(), async (broken, primaryDown) => {
        const scene = await aWorldWith();
        if (primaryDown) scene.breakPrimary();
        for (const name of broken) scene.world.setFault(name, 'error');
        for (let minute = 0; minute < 8; minute += 1) {
          const values = Object.values(await metricsOf(scene));
          expect(values.filter((value) => !Number.isSafeInteger(value) || value < 0)).toEqual([]);
        }
      }),
      { numRuns: 25 },
    );
  });
});
