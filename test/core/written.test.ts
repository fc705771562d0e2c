import { describe, expect, it } from '@jest/globals';
import type { Action } from '../../src/core/entry.ts';
import { WRITTEN_BY_ITSELF } from './written-by-itself.ts';
import { WRITTEN_ON_COMMAND } from './written-on-command.ts';

const ALL = [...WRITTEN_BY_ITSELF, ...WRITTEN_ON_COMMAND];

const MOVING: readonly Action[] = [
  'holdBegun',
  'notHeld',
  'wouldHold',
  'failbackStarted',
  'relapsed',
  'aborted',
  'moveWaits',
  'incidentOpened',
];
const SEEN = ['primary', 'secondary'].flatMap((side) =>
  ['witness', 'probe', 'alarm'].map((source) => `${side} ${source}`),
);

describe('What is written, and whom it wakes', () => {
  it.each(ALL)('$action when $when: $says.because, $says.telling', ({ action, decision, says }) => {
    const entries = decision().entries.filter((entry) => entry.action === action);
    expect(entries.map(({ because, telling, facts }) => ({ because, telling, facts }))).toEqual([
      says,
    ]);
  });

  const moving = ALL.filter(
    ({ action, says }) => MOVING.includes(action) || says.because === 'overBeforeSeen',
  );

  it.each(moving)(
    '$action when $when names what was seen of both sides',
    ({ action, decision }) => {
      const entry = decision().entries.find((one) => one.action === action);
      const seen = entry?.evidence.map(({ about, source }) => `${about} ${source}`);
      expect(seen).toEqual(expect.arrayContaining([...SEEN]));
    },
  );
});
