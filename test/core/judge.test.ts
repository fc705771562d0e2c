import { describe, expect, it } from '@jest/globals';
import { goodnessOf, judge, primaryGuards } from '../../src/core/judge.ts';
import type { SideObservation, WitnessedHealth } from '../../src/core/observation.ts';
import { known, unknown } from '../../src/core/reading.ts';
import { anObservation, aReading, aSeenSide } from '../builders/observation.ts';

const WITNESS = {
  healthy: known<WitnessedHealth>('healthy'),
  unhealthy: known<WitnessedHealth>('unhealthy'),
  missing: unknown('no name server answered'),
};
const PROBE = {
  good: known({ good: true, detail: 'HTTP 200' }),
  bad: known({ good: false, detail: 'HTTP 503' }),
  missing: unknown('not run'),
};
const ALARMS = ['OK', 'ALARM', 'INSUFFICIENT_DATA', 'missing'] as const;

function seen(parts: Partial<SideObservation>) {
  return anObservation({ primary: aSeenSide('healthy', parts) });
}

describe('The health of a side', () => {
  it.each([
    // witness, probe, probe tells all, health
    ['healthy', 'good', true, 'healthy'],
    ['healthy', 'good', false, 'healthy'],
    ['healthy', 'bad', true, 'unknown'],
    ['healthy', 'bad', false, 'unknown'],
    ['healthy', 'missing', true, 'healthy'],
    ['healthy', 'missing', false, 'healthy'],
    ['unhealthy', 'good', true, 'unknown'],
    ['unhealthy', 'good', false, 'unhealthy'],
    ['unhealthy', 'bad', true, 'unhealthy'],
    ['unhealthy', 'bad', false, 'unhealthy'],
    ['unhealthy', 'missing', true, 'unhealthy'],
    ['unhealthy', 'missing', false, 'unhealthy'],
    ['missing', 'good', true, 'unknown'],
    ['missing', 'good', false, 'unknown'],
    ['missing', 'bad', true, 'unknown'],
    ['missing', 'bad', false, 'unknown'],
    ['missing', 'missing', true, 'unknown'],
    ['missing', 'missing', false, 'unknown'],
  ] as const)(
    'with witness %s and probe %s (tells all: %s) is %s, whatever the alarm says',
    (witness, probe, probeTellsAll, health) => {
      for (const alarm of ALARMS) {
        const said = alarm === 'missing' ? unknown('not read') : known(alarm);
        const parts = {
          witness: WITNESS[witness],
          probe: PROBE[probe],
          probeTellsAll,
          alarm: said,
        };
        expect(judge(seen(parts)).primary.health).toBe(health);
        expect(
          judge(anObservation({ secondary: aSeenSide('healthy', parts) })).secondary.health,
        ).toBe(health);
      }
    },
  );

  it('comes with what every source said, the missing ones too', () => {
    const { signals } = judge(seen({ probe: unknown('timed out'), alarm: known('ALARM') })).primary;
    expect(signals).toEqual([
      { source: 'witness', about: 'primary', said: 'healthy' },
      { source: 'probe', about: 'primary', said: 'unknown: timed out' },
      { source: 'alarm', about: 'primary', said: 'ALARM' },
    ]);
  });

  it.each([
    ['healthy', 'good'],
    ['unhealthy', 'bad'],
    ['unknown', 'unknown'],
  ] as const)('that is %s is %s for a stopwatch', (health, goodness) => {
    expect(goodnessOf(health)).toBe(goodness);
  });
});

describe('Readiness', () => {
  it.each([
    [[], 'ready', []],
    [['good'], 'ready', []],
    [['good', 'unknown'], 'unknown', ['check 1']],
    [['unknown', 'bad'], 'notReady', ['check 1', 'check 0']],
    [['bad', 'good'], 'notReady', ['check 0']],
  ] as const)('of checks that said %j is %s', (said, ready, lacking) => {
    const readiness = said.map((word, at) => aReading(word, `check ${at}`));
    const verdict = judge(seen({ readiness })).primaryReadiness;
    expect(verdict).toMatchObject({ ready, lacking });
    expect(verdict.signals).toHaveLength(said.length);
  });
});

describe('What Route 53 does', () => {
  it.each([
    ['healthy', 'primary', false],
    ['healthy', 'secondary', false],
    ['unhealthy', 'secondary', true],
    ['unhealthy', 'primary', true],
    ['missing', 'secondary', true],
    ['missing', 'primary', false],
    ['missing', 'mixed', false],
    ['missing', 'unknown', false],
  ] as const)(
    'with the primary’s witness %s and answers %s: has it left the primary? %s',
    (witness, answer, left) => {
      const observation = anObservation({
        primary: aSeenSide('healthy', { witness: WITNESS[witness] }),
        answer: answer === 'unknown' ? unknown('no answer') : known(answer),
      });
      expect(judge(observation).route53LeftPrimary).toBe(left);
    },
  );

  it.each([
    ['healthy', true],
    ['unhealthy', false],
    ['missing', false],
  ] as const)(
    'with the secondary’s witness %s: does it trust the secondary? %s',
    (witness, trusts) => {
      const secondary = aSeenSide('healthy', { witness: WITNESS[witness], probe: PROBE.bad });
      expect(judge(anObservation({ secondary })).route53TrustsSecondary).toBe(trusts);
    },
  );
});

describe('Where users are', () => {
  const alias = unknown('an answer that is neither side’s');

  it.each(['primary', 'secondary', 'mixed'] as const)('is what name servers answer: %s', (side) => {
    expect(judge(anObservation({ answer: known(side) })).users).toBe(side);
  });

  it.each([
    ['unhealthy', 'healthy', 'secondary'],
    ['unhealthy', 'unhealthy', 'unknown'],
    ['unhealthy', 'unknown', 'unknown'],
    ['healthy', 'healthy', 'unknown'],
    ['unknown', 'healthy', 'unknown'],
  ] as const)(
    'without an answer, primary %s and secondary %s, is %s',
    (primary, secondary, users) => {
      const observation = anObservation({
        primary: aSeenSide(primary),
        secondary: aSeenSide(secondary),
        answer: alias,
      });
      expect(judge(observation).users).toBe(users);
    },
  );
});

describe('The guards of the primary', () => {
  it.each([
    ['healthy', 'good', 'good', 'good'],
    ['healthy', 'bad', 'good', 'bad'],
    ['healthy', 'good', 'bad', 'bad'],
    ['unhealthy', 'good', 'good', 'bad'],
    ['unknown', 'good', 'good', 'unknown'],
    ['healthy', 'unknown', 'good', 'unknown'],
    ['healthy', 'good', 'unknown', 'unknown'],
    ['unknown', 'bad', 'good', 'bad'],
    ['unknown', 'good', 'bad', 'bad'],
    ['unhealthy', 'unknown', 'unknown', 'bad'],
  ] as const)(
    'with health %s, readiness %s and guard alarm %s are %s',
    (health, readiness, guard, guards) => {
      const observation = anObservation({
        primary: aSeenSide(health, { readiness: [aReading(readiness)] }),
        guards: [aReading(guard, 'orders failing')],
      });
      expect(primaryGuards(judge(observation))).toBe(guards);
    },
  );
});
