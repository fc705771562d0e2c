import { describe, expect, it } from '@jest/globals';
import type { Observation } from '../../src/core/observation.ts';
import { known, unknown } from '../../src/core/reading.ts';
import { AT_REST, HELD, type RecordIntent } from '../../src/core/state.ts';
import { decideOn, told } from '../builders/decision.ts';
import { anObservationOf, aSeenSide, seenRecords } from '../builders/observation.ts';
import { aState, HOUR, heldState, insync, MINUTE, NOW_MS, wanted } from '../builders/state.ts';

const HALF = { primary: 50, secondary: 50 };
const UNREADABLE = { records: unknown('AccessDenied') };

function submitted(intent: RecordIntent): RecordIntent {
  return { ...intent, progress: { status: 'submitted', changeId: 'C1' } };
}

describe('A crossing is of the weights that the zone has', () => {
  it.each<readonly [boolean, string, RecordIntent]>([
    [false, 'only wanted, and at rest until then', wanted(HELD, AT_REST, 1, HOUR)],
    [true, 'only wanted, and other than at rest until then', wanted(AT_REST, HALF, 3, HOUR)],
    [true, 'sent', submitted(wanted(HALF, AT_REST, 3, HOUR))],
    [false, 'sent a minute ago', submitted(wanted(HALF, AT_REST, 3, MINUTE))],
    [false, 'sent back to rest', submitted(wanted(AT_REST, HALF, 3, HOUR))],
    [true, 'everywhere', insync(HALF, 3, HOUR)],
    [false, 'everywhere since a minute', insync(HALF, 3, MINUTE)],
    [false, 'decided ten minutes ago, everywhere since less', insync(HALF, 3, 10 * MINUTE - 1)],
    [true, 'everywhere since ten minutes', insync(HALF, 3, 10 * MINUTE)],
    [false, 'everywhere, at rest', insync(AT_REST, 3, HOUR)],
  ])('%s: %s', (crosses, _, records) => {
    const holdSwitch = {
      position: 'on',
      decidedAtMs: NOW_MS - HOUR,
      seenAtMs: NOW_MS - HOUR,
    } as const;
    const state = heldState({ records, holdSwitch, delayedHold: 'relapse' });
    const seen = anObservationOf(state, {}, { ...UNREADABLE, secondary: aSeenSide('unknown') });
    expect(told(decideOn(state, seen)).includes('conditionBegan: crossing')).toBe(crosses);
  });
});

describe('A condition', () => {
  it.each<readonly [string, Partial<Observation>]>([
    ['drift', UNREADABLE],
    ['frozen', UNREADABLE],
    ['switchDisagrees', { holdWitness: unknown('SERVFAIL') }],
  ])('%s does not end because nobody can see any more', (name, blind) => {
    const state = aState({ conditions: { [name]: { sinceMs: NOW_MS - HOUR, told: true } } });
    const decision = decideOn(state, anObservationOf(state, {}, blind));
    expect(decision.state.conditions).toHaveProperty(name);
    expect(told(decision)).not.toContain(`conditionEnded: ${name}`);
  });

  it('of which the state knows when it began is not saved before it is due', () => {
    const state = heldState({ records: submitted(wanted(HALF, HELD, 2, MINUTE)) });
    const seen = anObservationOf(state, {}, { change: known('PENDING') as Observation['change'] });
    expect(decideOn(state, seen).state).toBe(state);
  });

  it.each<readonly [string, Observation['records']]>([
    ['drifted', known(seenRecords({ weights: HALF }))],
    [
      'are of another state',
      known(seenRecords({ fence: { generation: 9, version: 1, weights: AT_REST } })),
    ],
  ])('tells its own facts only, also while the records %s', (_, records) => {
    const decision = decideOn(
      aState(),
      anObservationOf(aState(), { secondary: 'unhealthy' }, { records }),
    );
    const entry = decision.entries.find(({ because }) => because === 'secondaryUnhealthy');
    expect(entry?.facts).toEqual({});
  });

  it('that ends needs no evidence', () => {
    const conditions = { drift: { sinceMs: NOW_MS - HOUR, told: true } };
    expect(decideOn(aState({ conditions })).entries).toMatchObject([
      { action: 'conditionEnded', evidence: [] },
    ]);
  });
});
