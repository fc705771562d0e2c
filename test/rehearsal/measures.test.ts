import { describe, expect, it } from '@jest/globals';
import { judgeObjectives } from '../../src/drill/objectives.ts';
import { measure } from '../../src/rehearsal/measures.ts';
import type { Recording } from '../../src/rehearsal/run.ts';
import type { UserSample } from '../../src/rehearsal/users.ts';
import { aConfiguration, aService } from '../builders/configuration.ts';

/** One sample each 10 s: the share on the primary, and the share of lost requests. */
function recordingOf(
  ...shares: readonly (readonly [onPrimary: number, lost: number])[]
): Recording {
  const samples = shares.map(
    ([onPrimary, lost], at): UserSample => ({
      atMs: at * 10_000,
      onPrimary,
      onSecondary: 1 - onPrimary,
      lost,
    }),
  );
  return {
    startMs: 0,
    endMs: 100_000,
    configuration: aConfiguration({ services: [aService(), aService({ id: 'api' })] }),
    journal: [],
    timelines: new Map(),
    inbox: [message(-5_000, 'shop'), message(20_000, 'api'), message(30_000, 'several')],
    answered: [],
    users: new Map([['shop', { samples, lostMs: 5_000 }]]),
    finalShares: new Map(),
    finalPhases: new Map(),
    effort: { passes: 0, calls: new Map() },
  };
}

function message(atMs: number, service: string): Recording['inbox'][number] {
  return { atMs, key: '', subject: '', text: '', attributes: { service } };
}

const THERE_AND_BACK = recordingOf([1, 1], [0.5, 0.5], [0, 0], [0, 0], [0.4, 0], [1, 0]);

describe('the measures of a service', () => {
  it('say when nearly all users had moved, and when they were back', () => {
    expect(measure(THERE_AND_BACK, 'shop')).toMatchObject({ movedMs: 20_000, returnedMs: 50_000 });
  });

  it('count moves between the sides, not the way there', () => {
    expect(measure(THERE_AND_BACK, 'shop').moves).toBe(2);
    expect(measure(recordingOf([1, 0], [0.2, 0], [1, 0]), 'shop').moves).toBe(0);
  });

  it.each([
    [
      'nothing is lost',
      [
        [1, 0],
        [1, 0],
      ],
      0,
    ],
    [
      'it ends',
      [
        [1, 1],
        [1, 1],
        [1, 0],
      ],
      20_000,
    ],
    [
      'it does not end in time',
      [
        [1, 0],
        [1, 1],
        [1, 1],
      ],
      10_000,
    ],
    [
      'there are two, the longer one',
      [
        [1, 1],
        [1, 0],
        [1, 1],
        [1, 1],
        [1, 0],
      ],
      20_000,
    ],
    [
      'a few stragglers are lost',
      [
        [1, 0.005],
        [1, 0.005],
      ],
      0,
    ],
  ] as const)(
    'take the longest time of losses for the outage when %s',
    (_when, shares, expected) => {
      expect(measure(recordingOf(...shares), 'shop').longestOutageMs).toBe(expected);
    },
  );

  it('count the share of what was lost in the whole scenario', () => {
    expect(measure(THERE_AND_BACK, 'shop')).toMatchObject({ lostMs: 5_000, lostShare: 0.05 });
  });

  it('take for told only a message of this time that is about the service, or about several', () => {
    expect(measure(THERE_AND_BACK, 'shop').toldMs).toBe(30_000);
    expect(measure(THERE_AND_BACK, 'api').toldMs).toBe(20_000);
  });
});

describe('objectives', () => {
  const measures = { longestOutageMs: 120_000, lostShare: 0.05 };

  it.each([
    ['the outage is as long as the objective', { rtoMs: 120_000 }, true],
    ['the outage is longer', { rtoMs: 119_999 }, false],
    ['as much is lost as may be', { lostShare: 0.05 }, true],
    ['more is lost', { lostShare: 0.049 }, false],
  ])('when %s', (_when, objectives, met) => {
    expect(judgeObjectives({ objectives }, measures)).toMatchObject([{ met }]);
  });

  it('are none where the service has none', () => {
    expect(judgeObjectives({ objectives: {} }, measures)).toEqual([]);
  });
});
