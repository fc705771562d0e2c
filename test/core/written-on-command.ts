import { known } from '../../src/core/reading.ts';
import { AT_REST, HELD } from '../../src/core/state.ts';
import { aFailbackPolicy, aService } from '../builders/configuration.ts';
import { aCommand, decideOn } from '../builders/decision.ts';
import { anObservationOf, aReading, aSeenSide, seenRecords } from '../builders/observation.ts';
import { aState, HOUR, heldState, MINUTE, NOW_MS, returningState } from '../builders/state.ts';

import type { Written } from './written-by-itself.ts';

const HALF = { primary: 50, secondary: 50 };
const FAILOVER = aService({ routing: 'failover', failback: aFailbackPolicy({ stages: [100] }) });
const LACKING = {
  readiness: [aReading('bad', 'replica lag'), aReading('unknown', 'capacity')],
};

const held = heldState();
const moved = known(
  seenRecords({ weights: HALF, fence: { generation: 1, version: 31, weights: HELD } }),
);
const atRest = known(
  seenRecords({ weights: AT_REST, fence: { generation: 1, version: 31, weights: HELD } }),
);

export const WRITTEN_ON_COMMAND: readonly Written[] = [
  {
    action: 'failbackStarted',
    when: 'a person asks',
    decision: () => decideOn(held, undefined, { command: aCommand('failback') }),
    says: {
      because: 'command',
      telling: 'inform',
      facts: { who: 'operator', stages: '10 % → 50 % → 100 %' },
    },
  },
  {
    action: 'failbackStarted',
    when: 'there are no weights',
    decision: () => {
      const state = heldState({}, FAILOVER);
      return decideOn(state, undefined, { service: FAILOVER, command: aCommand('failback') });
    },
    says: {
      because: 'command',
      telling: 'inform',
      facts: { who: 'operator', stages: 'hold switch off' },
    },
  },
  {
    action: 'stageBegun',
    when: 'it is of weights',
    decision: () => decideOn(held, undefined, { command: aCommand('failback') }),
    says: { because: 'weights', telling: 'record', facts: { primary: 10 } },
  },
  {
    action: 'stageBegun',
    when: 'it is of the switch',
    decision: () => {
      const state = heldState({}, FAILOVER);
      return decideOn(state, undefined, { service: FAILOVER, command: aCommand('failback') });
    },
    says: { because: 'switchOff', telling: 'record', facts: {} },
  },
  {
    action: 'moveWaits',
    when: 'the secondary cannot take it',
    decision: () => {
      const state = returningState(0);
      return decideOn(state, anObservationOf(state, { secondary: 'unhealthy' }), {
        command: aCommand('abort'),
      });
    },
    says: { because: 'secondaryUnhealthy', telling: 'page', facts: {} },
  },
  {
    action: 'aborted',
    when: 'a person says so',
    decision: () => decideOn(returningState(0), undefined, { command: aCommand('abort') }),
    says: { because: 'command', telling: 'page', facts: { who: 'operator' } },
  },
  {
    action: 'recordsAdopted',
    when: 'they drifted',
    decision: () =>
      decideOn(held, anObservationOf(held, {}, { records: moved }), {
        command: aCommand('acknowledge'),
      }),
    says: { because: 'drift', telling: 'inform', facts: { weights: '50/50', who: 'operator' } },
  },
  {
    action: 'recordsAdopted',
    when: 'another state acted here',
    decision: () => {
      const fence = { generation: 77, version: 900, weights: HELD };
      const records = known(seenRecords({ weights: HELD, fence }));
      return decideOn(held, anObservationOf(held, {}, { records }), {
        command: aCommand('acknowledge'),
      });
    },
    says: { because: 'frozen', telling: 'inform', facts: { weights: '0/100', who: 'operator' } },
  },
  {
    action: 'incidentClosed',
    when: 'traffic was returned by hand',
    decision: () =>
      decideOn(held, anObservationOf(held, {}, { records: atRest }), {
        command: aCommand('acknowledge'),
      }),
    says: {
      because: 'returnedByHand',
      telling: 'inform',
      facts: { incident: 'shop-20261124-130500', lastedMs: 2 * HOUR, flaps: 0 },
    },
  },
  {
    action: 'incidentOpened',
    when: 'traffic was moved by hand',
    decision: () => {
      const records = known(seenRecords({ weights: HALF }));
      return decideOn(aState(), anObservationOf(aState(), {}, { records }), {
        command: aCommand('acknowledge'),
      });
    },
    says: { because: 'movedByHand', telling: 'inform', facts: {} },
  },
  {
    action: 'incidentOpened',
    when: 'a failover is planned',
    decision: () => decideOn(aState(), undefined, { command: aCommand('failover') }),
    says: { because: 'planned', telling: 'record', facts: { who: 'operator', reason: 'to see' } },
  },
  {
    action: 'paused',
    when: 'a person says so',
    decision: () => decideOn(aState(), undefined, { command: aCommand('pause') }),
    says: {
      because: 'command',
      telling: 'inform',
      facts: { who: 'operator', reason: 'to see', untilMs: NOW_MS + 30 * MINUTE },
    },
  },
  {
    action: 'pauseEnded',
    when: 'a person says so',
    decision: () => {
      const pause = {
        untilMs: NOW_MS + HOUR,
        owner: 'deputy',
        reason: 'works',
        remindedAtMs: NOW_MS,
      };
      return decideOn(aState({ pause }), undefined, { command: aCommand('resume') });
    },
    says: { because: 'command', telling: 'inform', facts: { who: 'operator' } },
  },
  {
    action: 'acknowledged',
    when: 'a cooldown is lifted',
    decision: () =>
      decideOn(aState({ cooldownUntilMs: NOW_MS + HOUR }), undefined, {
        command: aCommand('acknowledge'),
      }),
    says: { because: 'command', telling: 'record', facts: { who: 'operator' } },
  },
  {
    action: 'commandRefused',
    when: 'nothing waits for approval',
    decision: () => decideOn(aState(), undefined, { command: aCommand('approve') }),
    says: {
      because: 'nothingToApprove',
      telling: 'record',
      facts: { command: 'approve', who: 'operator', reason: 'to see' },
    },
  },
  {
    action: 'commandRefused',
    when: 'the secondary is not ready for a failover',
    decision: () =>
      decideOn(
        aState(),
        anObservationOf(aState(), {}, { secondary: aSeenSide('healthy', LACKING) }),
        {
          command: aCommand('failover'),
        },
      ),
    says: {
      because: 'secondaryNotReady',
      telling: 'record',
      facts: {
        command: 'failover',
        who: 'operator',
        reason: 'to see',
        lacking: 'replica lag, capacity',
      },
    },
  },
  {
    action: 'commandRefused',
    when: 'the primary is not ready for a failback',
    decision: () =>
      decideOn(held, anObservationOf(held, {}, { primary: aSeenSide('healthy', LACKING) }), {
        command: aCommand('failback'),
      }),
    says: {
      because: 'primaryNotReady',
      telling: 'record',
      facts: {
        command: 'failback',
        who: 'operator',
        reason: 'to see',
        lacking: 'replica lag, capacity',
      },
    },
  },
];
