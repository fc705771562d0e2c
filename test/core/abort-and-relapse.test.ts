import { describe, expect, it } from '@jest/globals';
import { unknown } from '../../src/core/reading.ts';
import type { ServiceState } from '../../src/core/state.ts';
import { aService } from '../builders/configuration.ts';
import { aCommand, answerTo, decideOn, placeOf, told } from '../builders/decision.ts';
import { anObservationOf, aReading, aSeenSide } from '../builders/observation.ts';
import { HOUR, heldState, insync, MINUTE, NOW_MS, returningState } from '../builders/state.ts';

const abort = { command: aCommand('abort') };
const pause = { untilMs: NOW_MS + HOUR, owner: 'operator', reason: 'works', remindedAtMs: NOW_MS };

function under(state: ServiceState, overrides = {}, circumstances = {}) {
  return decideOn(state, anObservationOf(state, {}, overrides), circumstances);
}

describe('An abort', () => {
  it.each([0, 1, 2] as const)('in step %d takes traffic to the secondary, by both keys', (step) => {
    const decision = under(returningState(step), {}, abort);
    expect(answerTo(decision)).toBe('waiting: holdBegun');
    expect(placeOf(decision.state)).toBe('OnSecondary 0/100 on');
    expect(told(decision)).toEqual(['aborted: command', 'holdBegun: abort']);
  });

  it('wins over the end of the last stage', () => {
    expect(under(returningState(2), {}, abort).state.phase).toBe('OnSecondary');
  });

  it.each([
    ['a pause', { pause }, {}],
    ['the rate brake', {}, { restraint: 'rateBrake' }],
    ['the observe mode', {}, { service: aService({ mode: 'observe', configHash: 'observing' }) }],
    ['a cooldown', { cooldownUntilMs: NOW_MS + HOUR }, {}],
  ] as const)('is obeyed in spite of %s', (_, over, circumstances) => {
    const decision = under(returningState(0, over), {}, { ...abort, ...circumstances });
    expect(placeOf(decision.state)).toBe('OnSecondary 0/100 on');
  });

  it.each([
    ['bad guards', { guards: [aReading('bad')] }],
    ['a primary that is unknown', { primary: aSeenSide('unknown') }],
    [
      'a secondary that is not ready',
      { secondary: aSeenSide('healthy', { readiness: [aReading('bad')] }) },
    ],
    ['records that cannot be read', { records: unknown('AccessDenied') }],
  ] as const)('is obeyed in spite of %s', (_, overrides) => {
    expect(placeOf(under(returningState(0), overrides, abort).state)).toBe('OnSecondary 0/100 on');
  });

  it('is no automatic act and starts no cooldown', () => {
    const decision = under(returningState(0, { cooldownUntilMs: null }), {}, abort);
    expect(decision.act).toBeNull();
    expect(decision.state.cooldownUntilMs).toBeNull();
  });

  it('is not undone by a failback that starts by itself: a person has to acknowledge first', () => {
    const decision = under(returningState(0), {}, abort);
    expect(decision.state.incident?.needsPerson).toBe(true);
  });

  it.each(['unhealthy', 'unknown'] as const)(
    'while the secondary is %s stops the stages, moves nothing and pages',
    (health) => {
      const decision = under(returningState(1), { secondary: aSeenSide(health) }, abort);
      expect(answerTo(decision)).toBe('waiting: moveWaits');
      expect(placeOf(decision.state)).toBe('OnSecondary 50/50 off');
      expect(decision.state.delayedHold).toBe('abort');
      const waits = decision.entries.filter(({ action }) => action === 'moveWaits');
      expect(waits).toEqual([expect.objectContaining({ telling: 'page' })]);
    },
  );

  it('moves as soon as the secondary is healthy again, even while paused', () => {
    const records = insync({ primary: 50, secondary: 50 }, 3, HOUR);
    const waiting = heldState({ records, delayedHold: 'abort', pause });
    const decision = under(waiting);
    expect(told(decision)).toEqual(['holdBegun: abort']);
    expect(decision.state.delayedHold).toBeNull();
    expect(decision.act).toBeNull();
  });
});

describe('A relapse', () => {
  it.each([
    ['the primary’s witness', { primary: aSeenSide('unhealthy') }],
    [
      'the witness, though our probe is good',
      { primary: aSeenSide('unhealthy', { probe: aSeenSide().probe }) },
    ],
    ['a readiness', { primary: aSeenSide('healthy', { readiness: [aReading('bad')] }) }],
    ['a guard alarm', { guards: [aReading('bad')] }],
  ] as const)('is when %s turns bad, at any moment of a stage', (_, overrides) => {
    for (const ageMs of [0, MINUTE, HOUR]) {
      const decision = under(returningState(1, {}, ageMs), overrides);
      expect(placeOf(decision.state)).toBe('OnSecondary 0/100 on');
      expect(told(decision)).toEqual(
        expect.arrayContaining(['relapsed: guardBad', 'holdBegun: relapse']),
      );
    }
  });

  it('is not our own probe alone, which only makes the primary unknown', () => {
    const probe = { known: true, value: { good: false, detail: 'HTTP 503' } } as const;
    const state = returningState(1, {}, MINUTE);
    expect(under(state, { primary: aSeenSide('healthy', { probe }) }).state.phase).toBe(
      'Returning',
    );
  });

  it('counts as an automatic act, starts the cooldown and marks the incident', () => {
    const decision = under(returningState(1), { primary: aSeenSide('unhealthy') });
    expect(decision.act).toEqual({ atMs: NOW_MS, towards: 'secondary' });
    expect(decision.state.cooldownUntilMs).toBe(NOW_MS + aService().cooldownMs);
    expect(decision.state.incident).toMatchObject({ needsPerson: true, holdReason: 'relapse' });
  });

  it('ignores the cooldown', () => {
    const cooling = returningState(1, { cooldownUntilMs: NOW_MS + HOUR });
    expect(under(cooling, { guards: [aReading('bad')] }).state.phase).toBe('OnSecondary');
  });

  it('names what is lacking', () => {
    const decision = under(returningState(1), { guards: [aReading('bad', 'orders failing')] });
    expect(decision.entries[0]).toMatchObject({
      action: 'relapsed',
      facts: { lacking: 'orders failing' },
    });
  });

  it('never goes towards a secondary that is down: nothing is moved, people are paged', () => {
    const both = { primary: aSeenSide('unhealthy'), secondary: aSeenSide('unhealthy') };
    const decision = under(returningState(1), both);
    expect(placeOf(decision.state)).toBe('OnSecondary 50/50 off');
    expect(decision.state.delayedHold).toBe('relapse');
    expect(told(decision)).toContain('moveWaits: secondaryUnhealthy');
    expect(decision.act).toBeNull();
  });

  it('moves, as an act that counts, as soon as the secondary is healthy again', () => {
    const records = insync({ primary: 50, secondary: 50 }, 3, HOUR);
    const decision = under(heldState({ records, delayedHold: 'relapse' }));
    expect(told(decision)).toEqual(['holdBegun: relapse']);
    expect(decision.act).toEqual({ atMs: NOW_MS, towards: 'secondary' });
  });

  it.each([
    ['a pause', { pause }, {}],
    ['the rate brake', {}, { restraint: 'rateBrake' }],
  ] as const)(
    'does not begin during %s: the stage waits and people are paged once',
    (_, over, circumstances) => {
      const bad = { guards: [aReading('bad', 'orders failing')] };
      const decision = under(returningState(1, over), bad, circumstances);
      expect(placeOf(decision.state)).toBe('Returning 50/50 off');
      expect(decision.entries).toEqual([
        expect.objectContaining({ action: 'stageWaiting', because: 'guardBad', telling: 'page' }),
      ]);
      expect(under(decision.state, bad, circumstances).state).toBe(decision.state);
    },
  );
});
