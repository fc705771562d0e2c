/**
 * The whole truth table: primary up or down × secondary up or down × hold switch × weights × routing, worked out by the
 * Route 53 model from the resources that would be deployed.
 */
import { describe, expect, it } from '@jest/globals';
import type { Routing, Side } from '../../src/core/service.ts';
import { deployedAnswer } from './deployed-answer.ts';

type Sides = 'both' | 'primary' | 'secondary' | 'none';

const UP: Readonly<Record<Sides, Readonly<Record<Side, boolean>>>> = {
  both: { primary: true, secondary: true },
  primary: { primary: true, secondary: false },
  secondary: { primary: false, secondary: true },
  none: { primary: false, secondary: false },
};

const ORDER: readonly Sides[] = ['both', 'primary', 'secondary', 'none'];

/** Per cent answered the primary, when both are up, only the primary, only the secondary, none. */
type Row = readonly [Routing, string, 'off' | 'on', readonly [number, number, number, number]];

const WEIGHTED: readonly Row[] = [
  ['weighted', '100/0', 'off', [100, 100, 0, 100]],
  ['weighted', '10/90', 'off', [10, 100, 0, 10]],
  ['weighted', '50/50', 'off', [50, 100, 0, 50]],
  ['weighted', '0/100', 'off', [0, 100, 0, 0]],
  ['weighted', '100/0', 'on', [0, 100, 0, 100]],
  ['weighted', '10/90', 'on', [0, 10, 0, 10]],
  ['weighted', '50/50', 'on', [0, 50, 0, 50]],
  ['weighted', '0/100', 'on', [0, 0, 0, 0]],
];

const FAILOVER: readonly Row[] = [
  ['failover', '100/0', 'off', [100, 100, 0, 100]],
  ['failover', '100/0', 'on', [0, 100, 0, 100]],
];

const ROWS = [...WEIGHTED, ...FAILOVER].flatMap(([routing, weights, holdSwitch, percents]) =>
  ORDER.map((up, at) => ({ routing, weights, holdSwitch, up, primary: percents[at] ?? -1 })),
);

function weightsOf(text: string) {
  const [primary = 0, secondary = 0] = text.split('/').map(Number);
  return { primary, secondary };
}

describe('the answer of what is deployed', () => {
  it.each(ROWS)(
    '$routing $weights, switch $holdSwitch, up: $up → primary $primary %',
    ({ routing, weights, holdSwitch, up, primary }) => {
      const shares = deployedAnswer({
        routing,
        weights: weightsOf(weights),
        holdSwitch,
        up: UP[up],
      });
      expect(shares.primary * 100).toBeCloseTo(primary, 10);
      expect(shares.secondary * 100).toBeCloseTo(100 - primary, 10);
    },
  );
});

/** The places where a service may rest for `lastResort: primary`: design, section 3. */
const RESTING: readonly string[] = [
  'weighted 100/0 off',
  'weighted 0/100 off',
  'weighted 10/90 off',
  'weighted 50/50 off',
  'weighted 100/0 on',
  'failover 100/0 off',
  'failover 100/0 on',
];

describe('a dead side', () => {
  const answersDeadSide = ROWS.filter(({ up, primary }) => {
    if (up === 'primary') return primary < 100;
    return up === 'secondary' && primary > 0;
  }).map(({ routing, weights, holdSwitch }) => `${routing} ${weights} ${holdSwitch}`);

  it('is never answered at a resting place while the other side lives', () => {
    expect(RESTING.filter((place) => answersDeadSide.includes(place))).toEqual([]);
  });

  it('is answered in every crossing: a bad secondary, although the primary lives', () => {
    expect(answersDeadSide).toEqual([
      'weighted 10/90 on',
      'weighted 50/50 on',
      'weighted 0/100 on',
    ]);
  });

  it('is the secondary where lastResort says so on purpose: 0/100 with the switch on', () => {
    const place = { routing: 'weighted', weights: { primary: 0, secondary: 100 } } as const;
    expect(deployedAnswer({ ...place, holdSwitch: 'on', up: UP.primary }).secondary).toBe(1);
  });
});
