/** S16: a stored item with anything wrong in it freezes its service or is a state like any other; nothing in between. */
import { describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { parseState } from '../../src/core/parse-state.ts';
import { anOutboxItem } from '../builders/entries.ts';
import { aState, heldState, holdingState, returningState, unheldState } from '../builders/state.ts';
import { WatchedScene } from '../corpus/watched-scene.ts';
import { mutated, mutation } from './mutations.ts';

// Seconds on a machine of its own, more on one that is busy with others.
jest.setTimeout(30_000);

const VALID = [
  aState({ outbox: [anOutboxItem()] }),
  aState({ pause: { untilMs: 2e12, owner: 'deputy', reason: 'works', remindedAtMs: 1 } }),
  unheldState(),
  holdingState(),
  heldState({ conditions: { drift: { sinceMs: 1, told: true } } }),
  returningState(1),
];

/** As the table keeps it. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value) ?? 'null');
}

/** Facts are only ever shown, and such a key among them is passed over. */
function withoutPrototypes(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (key, inner) =>
    key === '__proto__' ? undefined : inner,
  );
}

const item = fc
  .tuple(fc.constantFrom(...VALID), fc.array(mutation, { minLength: 1, maxLength: 2 }))
  .map(([state, mutations]) => plain(mutated(plain(state), mutations)));

describe('A stored item with something wrong in it', () => {
  it('freezes its service, or is decided on and stored as a state again', async () => {
    const watched = await WatchedScene.of();
    let frozen = 0;
    await fc.assert(
      fc.asyncProperty(item, async (stored) => {
        watched.scene.world.editState('shop', stored);
        watched.takeEffects();
        const pass = await watched.deployed.runPass(null);
        const { changes, switchedOn, saves } = watched.takeEffects();
        if (pass.decisions.has('shop')) {
          expect(parseState('shop', await watched.scene.state())).toMatchObject({ ok: true });
          return;
        }
        frozen += 1;
        expect([changes, switchedOn, saves]).toEqual([0, 0, 0]);
        expect(await watched.scene.state()).toEqual(stored);
      }),
      { numRuns: 400 },
    );
    expect(frozen).toBeGreaterThan(100);
  });

  it('comes back as it was when it is a state', () => {
    fc.assert(
      fc.property(item, (stored) => {
        const parsed = parseState('shop', stored);
        if (!parsed.ok) return;
        const again = parseState('shop', plain(parsed.state));
        expect(again).toEqual(parsed);
        expect(parsed.state).toEqual(withoutPrototypes(stored));
      }),
      { numRuns: 1000 },
    );
  });
});
