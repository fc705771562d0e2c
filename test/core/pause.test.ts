import { describe, expect, it } from '@jest/globals';
import { LONGEST_PAUSE_MS, PAUSE_REMINDER_MS } from '../../src/core/limits.ts';
import type { Pause } from '../../src/core/state.ts';
import { aCommand, decideOn, told } from '../builders/decision.ts';
import { anObservationOf } from '../builders/observation.ts';
import { aState, HOUR, MINUTE, NOW_MS } from '../builders/state.ts';

function paused(overrides: Partial<Pause> = {}) {
  return aState({
    pause: {
      untilMs: NOW_MS + LONGEST_PAUSE_MS,
      owner: 'operator',
      reason: 'works in Tokyo',
      remindedAtMs: NOW_MS,
      ...overrides,
    },
  });
}

describe('A pause', () => {
  it('lasts until its end, not longer', () => {
    const state = paused({ untilMs: NOW_MS + HOUR });
    expect(decideOn(state, undefined, { nowMs: NOW_MS + HOUR - 1 }).state).toBe(state);
    const over = decideOn(state, undefined, { nowMs: NOW_MS + HOUR });
    expect(told(over)).toEqual(['pauseEnded: timeIsUp']);
    expect(over.state.pause).toBeNull();
  });

  it('lets an act begin in the very pass in which it ends', () => {
    const state = paused({ untilMs: NOW_MS });
    const decision = decideOn(state, anObservationOf(state, { primary: 'unhealthy' }));
    expect(decision.state.phase).toBe('OnSecondary');
  });

  it('is brought to mind once a day, with who, why and how long', () => {
    const state = paused();
    const before = decideOn(state, undefined, { nowMs: NOW_MS + PAUSE_REMINDER_MS - 1 });
    expect(before.state).toBe(state);
    const nowMs = NOW_MS + PAUSE_REMINDER_MS;
    const day = decideOn(state, undefined, { nowMs });
    expect(told(day)).toEqual(['pauseReminder: stillPaused']);
    expect(day.entries[0]?.facts).toEqual({
      who: 'operator',
      reason: 'works in Tokyo',
      untilMs: NOW_MS + LONGEST_PAUSE_MS,
    });
    const again = decideOn(day.state, undefined, { nowMs: nowMs + MINUTE });
    expect(again.state).toBe(day.state);
  });

  it('takes the place of an earlier one', () => {
    const command = aCommand('pause', { who: 'deputy', forMs: HOUR });
    const { state } = decideOn(paused(), undefined, { command });
    expect(state.pause).toMatchObject({ owner: 'deputy', untilMs: NOW_MS + HOUR });
  });
});
