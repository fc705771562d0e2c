import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aConfiguration, aFailbackPolicy, aService } from '../builders/configuration.ts';
import { AlarmDesk } from './alarm-desk.ts';
import { STORIES } from './stories.ts';
import { aWatchedScene } from './watched-scene.ts';

const DAY_MINUTES = 24 * 60;

describe('an alarm on Switchback itself', () => {
  it.each(STORIES.map((story) => [story.alarm, story.when, story] as const))(
    '%s is raised in time and ends when the cause does: %s',
    async (alarm, _, { services, begin, raisedAfter, end, overWithin }) => {
      const watched = await aWatchedScene(services);
      expect([...(await watched.minutes(2))]).toEqual([]);
      await begin(watched);
      const [atLeast, atMost] = raisedAfter;
      expect(await watched.until(alarm, 'raised', atMost)).toBeGreaterThanOrEqual(atLeast);
      await end(watched);
      await watched.until(alarm, 'over', overWithin);
    },
  );

  it('has a story in which it is raised, whichever it is', () => {
    const all = new AlarmDesk(aConfiguration()).alarms.map(({ suffix }) => suffix);
    expect([...new Set(STORIES.map(({ alarm }) => alarm))].toSorted()).toEqual(all.toSorted());
  });
});

const shapes = fc.record({
  routing: fc.constantFrom('weighted' as const, 'failover' as const),
  lastResort: fc.constantFrom('primary' as const, 'secondary' as const),
  mode: fc.constantFrom('auto' as const, 'observe' as const),
  ttlSeconds: fc.constantFrom(10, 60, 300),
});

describe('no alarm on Switchback itself is raised', () => {
  it('in a quiet day, whatever the service', async () => {
    await fc.assert(
      fc.asyncProperty(shapes, async ({ routing, lastResort, mode, ttlSeconds }) => {
        const service = aService({
          routing,
          mode,
          ttlSeconds,
          lastResort: routing === 'failover' ? 'primary' : lastResort,
          failback: aFailbackPolicy(routing === 'failover' ? { stages: [100] } : {}),
        });
        const watched = await aWatchedScene([service]);
        expect([...(await watched.minutes(DAY_MINUTES))]).toEqual([]);
      }),
      { numRuns: 4 },
    );
  });

  it('in a day on the secondary, until the reminder at its end', async () => {
    const watched = await aWatchedScene();
    watched.scene.breakPrimary();
    expect([...(await watched.minutes(DAY_MINUTES - 5))]).toEqual([]);
    expect([...(await watched.minutes(10))]).toEqual(['long-incident']);
  });

  it.each([
    ['by weights', aService()],
    [
      'by the switch',
      aService({ routing: 'failover', failback: aFailbackPolicy({ stages: [100] }) }),
    ],
    ['by both', aService({ lastResort: 'secondary' })],
  ])('in an outage that goes as it should, there and back: held %s', async (_, service) => {
    const watched = await aWatchedScene([service]);
    watched.scene.breakPrimary();
    const raised = [await watched.minutes(20)];
    watched.scene.mendPrimary();
    raised.push(await watched.minutes(15));
    await watched.ask('failback', { service: 'shop', reason: 'the primary is well' });
    raised.push(await watched.minutes(60));
    expect((await watched.scene.state()).incident).toBeNull();
    expect(raised.flatMap((some) => [...some])).toEqual([]);
  });
});
