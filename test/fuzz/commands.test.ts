/** Whatever is sent as a command is answered; what was not understood has no effect, and no answer harms a terminal. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { parseState } from '../../src/core/parse-state.ts';
import { WatchedScene } from '../corpus/watched-scene.ts';
import { UNSAFE } from '../messages/hostile.ts';
import { mutated, mutation } from './mutations.ts';

// Seconds on a machine of its own, more on one that is busy with others.
jest.setTimeout(30_000);

const SAMPLES = readdirSync('events')
  .filter((file) => /^(failback|operate)-/.test(file))
  .map((file): object => JSON.parse(readFileSync(`events/${file}`, 'utf8')));

const extra = fc.record(
  {
    id: fc.oneof(fc.constantFrom('a', 'b'), fc.string({ unit: 'binary' })),
    incident: fc.string(),
    who: fc.string({ unit: 'binary' }),
    reason: fc.string({ unit: 'binary' }),
    forMs: fc.double(),
    issuedAtMs: fc.oneof(fc.double(), fc.constant(1_795_479_060_000)),
  },
  { requiredKeys: [] },
);

const payload = fc
  .tuple(fc.constantFrom(...SAMPLES), extra, fc.array(mutation, { maxLength: 2 }))
  .map(([sample, more, mutations]) => mutated({ ...sample, ...more }, mutations));

describe('Whatever is sent as a command', () => {
  it('is answered on harmless lines, and leaves a state that can be read', async () => {
    const watched = await WatchedScene.of();
    await fc.assert(
      fc.asyncProperty(payload, fc.constantFrom('failback', 'operate'), async (sent, to) => {
        watched.takeEffects();
        const reply = await watched[to](sent);
        const { passes, saves, changes } = watched.takeEffects();
        expect(reply.text).not.toMatch(UNSAFE);
        expect(reply.text.length).toBeLessThan(10_000);
        if (reply.outcome === 'badRequest') expect([passes, saves, changes]).toEqual([0, 0, 0]);
        const state = await watched.scene.state();
        expect(parseState('shop', JSON.parse(JSON.stringify(state)))).toMatchObject({ ok: true });
      }),
      { numRuns: 400 },
    );
  });
});
