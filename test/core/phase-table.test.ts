import { describe, expect, it } from '@jest/globals';
import { decideOn, placeOf } from '../builders/decision.ts';
import { EXPECTED, MODES, PLACES, SIGHTS, STATES } from './phase-table.ts';

const modes = Object.entries(MODES);
const states = Object.entries(STATES);
const sights = Object.entries(SIGHTS);

const pairs = states.flatMap(([phase, state]) =>
  sights.flatMap(([sight, see]) =>
    modes.map(([mode, circumstances], column) => ({
      phase,
      sight,
      mode,
      before: { ...state, ...circumstances.over },
      see,
      circumstances,
      letter: EXPECTED[phase as keyof typeof STATES]?.[sight]?.[column],
    })),
  ),
);

describe('In every phase, whatever is seen', () => {
  it.each(pairs)('$phase, $sight, $mode: $letter', (pair) => {
    const { before, see, circumstances, letter } = pair;
    const { service, restraint } = circumstances;
    const { state, act } = decideOn(before, see(before), { service, restraint });

    const stays = letter === '=' ? placeOf(before) : PLACES[letter ?? 'missing'];
    expect(placeOf(state)).toBe(stays);
    const automatic = letter === 'H' && before.delayedHold !== 'abort';
    expect(act).toEqual(automatic ? expect.objectContaining({ towards: 'secondary' }) : null);
  });

  it('the table has every pair once, and nothing beside', () => {
    expect(Object.keys(EXPECTED)).toEqual(Object.keys(STATES));
    for (const row of Object.values(EXPECTED)) {
      expect(Object.keys(row)).toEqual(Object.keys(SIGHTS));
      expect(Object.values(row).every((cells) => cells.length === modes.length)).toBe(true);
    }
  });
});
