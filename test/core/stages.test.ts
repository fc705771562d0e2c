import { describe, expect, it } from '@jest/globals';
import { known, unknown } from '../../src/core/reading.ts';
import type { ServiceState } from '../../src/core/state.ts';
import { aFailbackPolicy, aService } from '../builders/configuration.ts';
import { aCommand, answerTo, decideOn, placeOf, told } from '../builders/decision.ts';
import { anObservationOf, aReading, aSeenSide } from '../builders/observation.ts';
import {
  aFailback,
  HOUR,
  MINUTE,
  NOW_MS,
  returningState,
  SECOND,
  wanted,
} from '../builders/state.ts';

const TTL_MS = 60 * SECOND;
const BAKE_MS = aService().failback.bakeMs;
/** Everywhere for just long enough. */
const DUE = returningState(0, {}, TTL_MS + BAKE_MS);
const pause = { untilMs: NOW_MS + HOUR, owner: 'operator', reason: 'works', remindedAtMs: NOW_MS };

function under(state: ServiceState, overrides = {}, circumstances = {}) {
  return decideOn(state, anObservationOf(state, {}, overrides), circumstances);
}

describe('The next stage', () => {
  it('begins when the stage has been everywhere for TTL and bake, and is good now', () => {
    const decision = under(DUE);
    expect(placeOf(decision.state)).toBe('Returning 50/50 off');
    expect(told(decision)).toEqual(['stageBegun: weights']);
    expect(decision.state.failback).toMatchObject({ step: 1, approved: false, waitingFor: null });
    expect(decision.act).toBeNull();
  });

  const wish = wanted({ primary: 10, secondary: 90 }, { primary: 0, secondary: 100 }, 2, HOUR);
  const submitted = { ...wish, progress: { status: 'submitted', changeId: 'C2' } } as const;

  it.each([
    ['a moment before', returningState(0, {}, TTL_MS + BAKE_MS - 1)],
    ['after the bake alone', returningState(0, {}, BAKE_MS)],
    ['after the TTL alone', returningState(0, {}, TTL_MS)],
    [
      'while the change is not everywhere, however long ago it was sent',
      returningState(0, { records: submitted }),
    ],
    ['while the change has not been sent', returningState(0, { records: wish })],
  ])('does not begin %s', (_, state) => {
    const after = under(state).state;
    expect(after.failback).toBe(state.failback);
    expect(after.records).toBe(state.records);
  });

  it('does not begin in the pass that first sees the change everywhere', () => {
    const state = returningState(0, { records: submitted });
    expect(placeOf(under(state, { change: known('INSYNC') }).state)).toBe('Returning 10/90 off');
  });

  it.each([
    ['records that cannot be read', { records: unknown('AccessDenied') }],
    ['a primary that cannot be seen', { primary: aSeenSide('unknown') }],
    ['a secondary that cannot be seen', { secondary: aSeenSide('unknown') }],
    [
      'a readiness that cannot be read',
      { primary: aSeenSide('healthy', { readiness: [aReading('unknown')] }) },
    ],
    ['a guard that cannot be read', { guards: [aReading('unknown')] }],
  ] as const)('waits for %s', (_, overrides) => {
    expect(placeOf(under(DUE, overrides).state)).toBe('Returning 10/90 off');
  });

  it.each([
    ['a primary', { primary: aSeenSide('unknown') }],
    ['a secondary', { secondary: aSeenSide('unknown') }],
    ['a guard', { guards: [aReading('unknown')] }],
  ] as const)('pages once when %s has been unknown for one more bake', (_, overrides) => {
    const waits = (nowMs: number, state = DUE) =>
      under(state, overrides, { nowMs }).entries.filter(({ action }) => action === 'stageWaiting');
    expect(waits(NOW_MS + BAKE_MS - 1)).toEqual([]);
    const page = { because: 'guardsUnknown', telling: 'page' };
    expect(waits(NOW_MS + BAKE_MS)).toEqual([expect.objectContaining(page)]);
    const { state } = under(DUE, overrides, { nowMs: NOW_MS + BAKE_MS });
    expect(waits(NOW_MS + BAKE_MS + MINUTE, state)).toEqual([]);
  });

  it('waits while the secondary is down, and pages', () => {
    const decision = under(DUE, { secondary: aSeenSide('unhealthy') });
    expect(told(decision)).toContain('stageWaiting: secondaryUnhealthy');
    expect(placeOf(decision.state)).toBe('Returning 10/90 off');
  });

  it.each([
    ['a pause', 'paused', { pause }, {}],
    [
      'an approval',
      'approval',
      {},
      { service: aService({ failback: aFailbackPolicy({ approval: 'each-stage' }) }) },
    ],
  ] as const)('waits for %s, and informs once', (_, because, over, circumstances) => {
    const decision = under({ ...DUE, ...over }, {}, circumstances);
    expect(decision.entries).toEqual([
      expect.objectContaining({ action: 'stageWaiting', because, telling: 'inform' }),
    ]);
    expect(under(decision.state, {}, circumstances).state).toBe(decision.state);
  });

  it('goes on, and says so, when what it waited for is over', () => {
    const state = { ...DUE, failback: aFailback({ waitingFor: 'paused' }) };
    expect(told(under(state))).toEqual(['stageResumed: paused', 'stageBegun: weights']);
  });
});

describe('An approval for each stage', () => {
  const service = aService({ failback: aFailbackPolicy({ approval: 'each-stage' }) });
  const asking = { ...DUE, failback: aFailback({ waitingFor: 'approval' }) };
  const approve = { service, command: aCommand('approve') };

  it('lets the next stage begin at once, and that one only', () => {
    const approved = under(asking, {}, approve);
    expect(answerTo(approved)).toBe('waiting: approved');
    expect(placeOf(approved.state)).toBe('Returning 50/50 off');
    const next = returningState(1, { failback: approved.state.failback });
    expect(placeOf(under(next, {}, { service }).state)).toBe('Returning 50/50 off');
  });

  it('cannot be given before it is asked for', () => {
    expect(answerTo(under(returningState(0, {}, MINUTE), {}, approve))).toBe(
      'refused: nothingToApprove',
    );
  });

  it('overrules no guard', () => {
    const unseen = { guards: [aReading('unknown')] };
    const approved = under(asking, unseen, approve).state;
    expect(placeOf(approved)).toBe('Returning 10/90 off');
    expect(placeOf(under(approved, {}, { service }).state)).toBe('Returning 50/50 off');
  });

  it('is not asked for the end of the last stage', () => {
    expect(under(returningState(2), {}, { service }).state.phase).toBe('OnPrimary');
  });
});

describe('The end of the last stage', () => {
  it('closes the incident, with how long it lasted', () => {
    const state = returningState(2);
    const decision = under(state);
    expect(told(decision)).toEqual(['failbackDone: allStagesGood']);
    expect(decision.entries[0]?.facts).toMatchObject({
      incident: state.incident?.id,
      lastedMs: NOW_MS - Number(state.incident?.openedAtMs),
    });
    expect(decision.state).toMatchObject({ phase: 'OnPrimary', incident: null, failback: null });
  });

  it('comes only after TTL and bake', () => {
    const state = returningState(2, {}, TTL_MS + BAKE_MS - 1);
    expect(under(state).state).toBe(state);
  });

  it('is told under the incident that it closes', () => {
    const state = returningState(2);
    expect(under(state).state.outbox.at(-1)?.incident).toBe(state.incident?.id);
  });
});
