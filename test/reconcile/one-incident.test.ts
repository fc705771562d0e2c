import { describe, expect, it } from '@jest/globals';
import { chanceFor } from '../../src/world/random.ts';
import { type InterleavingOptions, interleave } from './interleaving.ts';
import { aWorldWith, type Scene, SECOND } from './scene.ts';

const SEEDS = Array.from({ length: 40 }, (_, at) => at + 1);

/** Ten copies of one event wake ten passes at once, and ticks come between. */
async function tenCopies(seed: number, options: Partial<InterleavingOptions>) {
  const scene = await aWorldWith(undefined, { warmUp: 'sparse', seed });
  scene.breakPrimary();
  scene.advance(45 * SECOND);
  const chance = chanceFor(seed, 'order of calls');
  const woken = await interleave(scene, chance, { passes: 10, callMs: 0, ...options });
  await scene.ticks(8);
  return { scene, ...woken };
}

async function story(scene: Scene) {
  const actions = await scene.actions();
  return {
    actions: actions.filter((action) => !['armed', 'changeRepeated'].includes(action)),
    incidents: new Set((await scene.timeline()).flatMap(({ incident }) => incident ?? [])).size,
    messages: scene.inbox.map(({ attributes }) => attributes.action),
    fences: scene.fences().length,
    outbox: (await scene.state()).outbox.length,
  };
}

const ONE_STORY = {
  actions: ['conditionBegan', 'incidentOpened', 'holdBegun', 'held', 'switchReleased'],
  incidents: 1,
  messages: ['holdBegun'],
  fences: 1,
  outbox: 0,
};

describe('ten copies of one event', () => {
  it.each([
    { when: 'all in one moment', callMs: 0 },
    { when: 'over some seconds', callMs: 150 },
    { when: 'over some seconds, with ticks between', callMs: 100, tickMs: 5 * SECOND },
  ])(
    'open one incident, tell it once and use one generation: $when',
    async ({ when: _, ...how }) => {
      for (const seed of SEEDS) {
        const { scene, killed } = await tenCopies(seed, how);
        expect({ seed, killed, ...(await story(scene)) }).toEqual({
          seed,
          killed: 0,
          ...ONE_STORY,
        });
      }
    },
  );

  it('open one incident although Lambda kills most of the passes; copies of a message are equal', async () => {
    let killedInAll = 0;
    for (const seed of SEEDS) {
      const { scene, killed } = await tenCopies(seed, { callMs: 1500, tickMs: 20 * SECOND });
      killedInAll += killed;
      const { messages, fences, ...rest } = await story(scene);
      expect({ seed, ...rest }).toMatchObject({ seed, actions: ONE_STORY.actions, outbox: 0 });
      expect(rest.incidents).toBe(1);
      expect(
        new Set(scene.inbox.map(({ key, text, subject }) => `${key} ${subject} ${text}`)).size,
      ).toBe(1);
      expect(messages.length).toBeLessThanOrEqual(2);
      expect(fences).toBeLessThanOrEqual(2);
    }
    expect(killedInAll).toBeGreaterThan(SEEDS.length);
  });
});
