/** What is written of what happens by itself: each line with its reason, whom it wakes, and its facts. */
import type { Decision } from '../../src/core/decide.ts';
import type { Action, Entry } from '../../src/core/entry.ts';
import { SWITCH_PATIENCE_MS } from '../../src/core/limits.ts';
import { known } from '../../src/core/reading.ts';
import { AT_REST, HELD } from '../../src/core/state.ts';
import { aFailbackPolicy, anEndpointCheck, aService, aSide } from '../builders/configuration.ts';
import { decideOn } from '../builders/decision.ts';
import { anObservationOf, aReading, aSeenSide, seenRecords } from '../builders/observation.ts';
import {
  aFailback,
  anIncident,
  anUnarmedState,
  aState,
  HOUR,
  heldState,
  holdingState,
  insync,
  MINUTE,
  NOW_MS,
  returningState,
  unheldState,
  wanted,
} from '../builders/state.ts';

const HALF = { primary: 50, secondary: 50 };
const ALARM = { primary: aSeenSide('healthy', { alarm: known('ALARM') }) };
const OTHER_CHECK = aService({
  primary: aSide('primary', { healthCheck: anEndpointCheck('primary', { path: '/ready' }) }),
});
const WHEN_STABLE = aService({ failback: aFailbackPolicy({ start: 'when-stable' }) });
const LACKING = {
  readiness: [aReading('bad', 'replica lag'), aReading('unknown', 'capacity')],
};

const held = heldState();
const down = anObservationOf(aState(), { primary: 'unhealthy' });
const unheldWell = unheldState({
  primaryStable: { accumulatedMs: 0, runningSinceMs: NOW_MS - HOUR },
});
const lost = holdingState({ records: wanted(HELD, AT_REST, 1, HOUR) });
const neverShown = holdingState({
  records: insync(HELD, 1, MINUTE),
  holdSwitch: { position: 'on', decidedAtMs: NOW_MS - SWITCH_PATIENCE_MS, seenAtMs: null },
});
const shown = holdingState({
  records: insync(HELD, 1, MINUTE),
  holdSwitch: { position: 'on', decidedAtMs: NOW_MS - MINUTE, seenAtMs: NOW_MS - 10_000 },
});

/** One line of the time-line, and what brings it about. */
export interface Written {
  readonly action: Action;
  readonly when: string;
  readonly decision: () => Decision;
  readonly says: Pick<Entry, 'because' | 'telling' | 'facts'>;
}

export const WRITTEN_BY_ITSELF: readonly Written[] = [
  {
    action: 'armed',
    when: 'a new service has been good for long enough',
    decision: () => {
      const { armed } = anUnarmedState();
      const good = { accumulatedMs: HOUR, runningSinceMs: null };
      return decideOn(aState({ armed: { ...armed, firstSeenMs: NOW_MS - HOUR, good } }));
    },
    says: { because: 'seenHealthy', telling: 'record', facts: {} },
  },
  {
    action: 'disarmed',
    when: 'a check is another',
    decision: () => decideOn(aState(), undefined, { service: OTHER_CHECK }),
    says: { because: 'checkOrTargetChanged', telling: 'inform', facts: {} },
  },
  {
    action: 'holdBegun',
    when: 'the secondary is not ready either',
    decision: () => decideOn(aState(), { ...down, secondary: aSeenSide('healthy', LACKING) }),
    says: {
      because: 'primaryFailed',
      telling: 'page',
      facts: { secondaryReadiness: 'notReady', lacking: 'replica lag, capacity' },
    },
  },
  {
    action: 'holdBegun',
    when: 'the secondary is ready',
    decision: () => decideOn(aState(), down),
    says: { because: 'primaryFailed', telling: 'page', facts: {} },
  },
  {
    action: 'notHeld',
    when: 'the records drifted',
    decision: () => decideOn(aState(), { ...down, records: known(seenRecords({ weights: HALF })) }),
    says: { because: 'drift', telling: 'page', facts: {} },
  },
  {
    action: 'notHeld',
    when: 'another state acts here',
    decision: () => {
      const fence = { generation: 9, version: 1, weights: AT_REST };
      return decideOn(aState(), { ...down, records: known(seenRecords({ fence })) });
    },
    says: { because: 'frozen', telling: 'page', facts: {} },
  },
  {
    action: 'wouldHold',
    when: 'only observing',
    decision: () => decideOn(aState(), down, { service: aService({ mode: 'observe' }) }),
    says: { because: 'observe', telling: 'page', facts: {} },
  },
  {
    action: 'flapped',
    when: 'an alarm remembers what DNS has forgotten',
    decision: () => decideOn(aState(), anObservationOf(aState(), {}, ALARM)),
    says: { because: 'overBeforeSeen', telling: 'inform', facts: {} },
  },
  {
    action: 'flapped',
    when: 'a failure that was not held is over',
    decision: () =>
      decideOn(unheldState({ incident: anIncident({ notHeldBecause: 'paused', flaps: 1 }) })),
    says: { because: 'paused', telling: 'record', facts: { flaps: 2 } },
  },
  {
    action: 'incidentClosed',
    when: 'the primary is stable again by itself',
    decision: () => decideOn(unheldWell),
    says: {
      because: 'primaryStableAgain',
      telling: 'inform',
      facts: { incident: 'shop-20261124-130500', lastedMs: 5 * MINUTE, flaps: 1 },
    },
  },
  {
    action: 'switchReleased',
    when: 'the weights carry',
    decision: () => decideOn(shown),
    says: {
      because: 'weightsCarry',
      telling: 'record',
      facts: { onForMs: MINUTE, shownAfterMs: 50_000 },
    },
  },
  {
    action: 'switchReleased',
    when: 'it never showed',
    decision: () => decideOn(neverShown),
    says: { because: 'neverShown', telling: 'page', facts: { onForMs: SWITCH_PATIENCE_MS } },
  },
  {
    action: 'changeRepeated',
    when: 'the id of a change was lost',
    decision: () => {
      const fence = { generation: 1, version: 40, weights: HELD };
      return decideOn(
        lost,
        anObservationOf(lost, {}, { records: known(seenRecords({ weights: HELD, fence })) }),
      );
    },
    says: { because: 'changeIdLost', telling: 'record', facts: { generation: 2 } },
  },
  {
    action: 'failbackPossible',
    when: 'the primary has been stable',
    decision: () => decideOn(held),
    says: { because: 'primaryStable', telling: 'inform', facts: {} },
  },
  {
    action: 'failbackStarted',
    when: 'it may by itself',
    decision: () => decideOn(held, undefined, { service: WHEN_STABLE }),
    says: {
      because: 'whenStable',
      telling: 'inform',
      facts: { who: 'switchback', stages: '10 % → 50 % → 100 %' },
    },
  },
  {
    action: 'stageWaiting',
    when: 'a person must approve',
    decision: () => {
      const service = aService({ failback: aFailbackPolicy({ approval: 'each-stage' }) });
      return decideOn(returningState(0), undefined, { service });
    },
    says: { because: 'approval', telling: 'inform', facts: {} },
  },
  {
    action: 'stageWaiting',
    when: 'guards are bad in a pause',
    decision: () => {
      const pause = {
        untilMs: NOW_MS + HOUR,
        owner: 'deputy',
        reason: 'works',
        remindedAtMs: NOW_MS,
      };
      const state = returningState(0, { pause });
      return decideOn(
        state,
        anObservationOf(state, {}, { primary: aSeenSide('healthy', LACKING) }),
      );
    },
    says: {
      because: 'guardBad',
      telling: 'page',
      facts: { lacking: 'replica lag, capacity' },
    },
  },
  {
    action: 'stageResumed',
    when: 'what it waited for is over',
    decision: () =>
      decideOn(returningState(0, { failback: aFailback({ waitingFor: 'guardsUnknown' }) })),
    says: { because: 'guardsUnknown', telling: 'record', facts: {} },
  },
  {
    action: 'failbackDone',
    when: 'all stages were good',
    decision: () => decideOn(returningState(2)),
    says: {
      because: 'allStagesGood',
      telling: 'inform',
      facts: { incident: 'shop-20261124-130500', lastedMs: 2 * HOUR, flaps: 0 },
    },
  },
  {
    action: 'relapsed',
    when: 'the primary is no longer ready',
    decision: () => {
      const state = returningState(0);
      return decideOn(
        state,
        anObservationOf(state, {}, { primary: aSeenSide('healthy', LACKING) }),
      );
    },
    says: { because: 'guardBad', telling: 'page', facts: { lacking: 'replica lag, capacity' } },
  },
  {
    action: 'relapsed',
    when: 'the primary fails',
    decision: () =>
      decideOn(returningState(0), anObservationOf(returningState(0), { primary: 'unhealthy' })),
    says: { because: 'guardBad', telling: 'page', facts: {} },
  },
];
