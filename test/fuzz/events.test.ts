/** S16, S17: whatever comes as an event wakes one pass, and the pass is the same. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { alarmFunction } from '../../src/functions/alarm-function.ts';
import { batchOf } from '../corpus/events.ts';
import { WatchedScene } from '../corpus/watched-scene.ts';
import { MINUTE } from '../reconcile/scene.ts';
import { mutated, mutation, patched, textMutation } from './mutations.ts';

// Seconds on a machine of its own, more on one that is busy with others.
jest.setTimeout(30_000);

const SAMPLES = readdirSync('events').map((file): unknown =>
  JSON.parse(readFileSync(`events/${file}`, 'utf8')),
);
const BODIES = SAMPLES.flatMap(
  (sample) => (sample as { Records?: { body: string }[] }).Records?.map(({ body }) => body) ?? [],
);

const event: fc.Arbitrary<unknown> = fc.oneof(
  fc
    .tuple(fc.constantFrom(...SAMPLES), fc.array(mutation, { minLength: 1, maxLength: 3 }))
    .map(([sample, mutations]) => mutated(sample, mutations)),
  fc
    .tuple(fc.constantFrom(...BODIES), fc.array(mutation, { minLength: 1, maxLength: 3 }))
    .map(([body, mutations]) =>
      batchOf(JSON.stringify(mutated(JSON.parse(body), mutations)) ?? ''),
    ),
  fc
    .tuple(
      fc.constantFrom(...BODIES),
      fc.array(textMutation(['{', '"', '\\u0000', ']']), { minLength: 1 }),
    )
    .map(([body, mutations]) => batchOf(patched(body, mutations))),
  fc.anything({ withBigInt: true, withNullPrototype: true, withMap: true, withDate: true }),
);

const ONE_PASS = { passes: 1, changes: 0, switchedOn: 0, saves: 0, messages: 0 };

describe('Whatever comes as an event', () => {
  it('wakes one pass at rest, which does nothing, and says one harmless line at most', async () => {
    const watched = await WatchedScene.of();
    await fc.assert(
      fc.asyncProperty(event, async (sent) => {
        const answer = await alarmFunction(watched.deployed)(sent);
        expect(answer).toEqual({ batchItemFailures: [] });
        expect(watched.takeEffects()).toEqual(ONE_PASS);
        const lines = watched.log.splice(0).map((line) => JSON.stringify(line));
        expect(lines.length).toBeLessThanOrEqual(1);
        for (const line of lines) expect(line).toMatch(/^[ -~]{1,8000}$/);
      }),
      { numRuns: 300 },
    );
  });

  it('changes nothing of what is decided and done when the primary fails', async () => {
    const decided = async (sent: unknown) => {
      const watched = await WatchedScene.of();
      watched.scene.breakPrimary();
      watched.scene.advance(MINUTE);
      await alarmFunction(watched.deployed)(sent);
      const [pass] = watched.passes;
      const effects = watched.takeEffects();
      expect(effects.changes).toBe(1);
      return { decisions: pass?.decisions, effects, state: await watched.scene.state() };
    };
    await fc.assert(
      fc.asyncProperty(event, event, async (one, other) => {
        expect(await decided(one)).toEqual(await decided(other));
      }),
      { numRuns: 25 },
    );
  });
});
