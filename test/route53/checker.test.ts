import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aggregate, type Checker, NEW_CHECKER, observeProbe } from '../../src/route53/checker.ts';

const THRESHOLD = 3;

function seeing(results: string, from: Checker = NEW_CHECKER): Checker {
  return [...results].reduce(
    (checker, result) => observeProbe(checker, result === '+', THRESHOLD),
    from,
  );
}

describe('the verdict of one checker', () => {
  it.each([
    { seen: 'nothing', results: '', verdict: undefined },
    { seen: 'one good probe', results: '+', verdict: 'healthy' },
    { seen: 'fewer bad probes than the threshold', results: '--', verdict: undefined },
    { seen: 'as many bad probes as the threshold', results: '---', verdict: 'unhealthy' },
    { seen: 'a good probe after bad ones', results: '--+', verdict: 'healthy' },
    { seen: 'two bad probes after a good one', results: '+--', verdict: 'healthy' },
    { seen: 'three bad probes after a good one', results: '+---', verdict: 'unhealthy' },
    { seen: 'bad probes that are interrupted', results: '+--+--', verdict: 'healthy' },
    { seen: 'two good probes after the fall', results: '---++', verdict: 'unhealthy' },
    { seen: 'three good probes after the fall', results: '---+++', verdict: 'healthy' },
    { seen: 'good probes that are interrupted', results: '---++-++', verdict: 'unhealthy' },
  ])('is $verdict after $seen', ({ results, verdict }) => {
    expect(seeing(results).verdict).toBe(verdict);
  });

  it('changes with every result when the threshold is 1', () => {
    const fallen = observeProbe(observeProbe(NEW_CHECKER, true, 1), false, 1);
    expect(fallen.verdict).toBe('unhealthy');
    expect(observeProbe(fallen, true, 1).verdict).toBe('healthy');
  });

  it('never changes before the threshold of opposite results in a row, and always then', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 }), fc.array(fc.boolean()), (threshold, results) => {
        let checker = observeProbe(NEW_CHECKER, true, threshold);
        let opposite = 0;
        for (const passed of results) {
          const before = checker.verdict;
          opposite = passed === (before === 'healthy') ? 0 : opposite + 1;
          checker = observeProbe(checker, passed, threshold);
          expect(checker.verdict !== before).toBe(opposite >= threshold);
          if (checker.verdict !== before) opposite = 0;
        }
      }),
    );
  });

  it('keeps the same object while nothing changes', () => {
    const well = seeing('+');
    expect(observeProbe(well, true, THRESHOLD)).toBe(well);
  });
});

describe('the status over all checkers', () => {
  it.each([
    [6, 2],
    [8, 2],
    [12, 3],
    [14, 3],
    [15, 3],
    [16, 3],
    [18, 4],
  ])('with %i checkers is healthy from %i healthy ones on', (total, needed) => {
    expect(aggregate({ healthy: needed, total })).toBe('healthy');
    expect(aggregate({ healthy: needed - 1, total })).toBe('unhealthy');
  });

  it.each([50, 100, 200, 550, 700, 1_150])('is unhealthy at exactly 18 %% of %i', (total) => {
    const healthy = (total * 18) / 100;
    expect(aggregate({ healthy, total })).toBe('unhealthy');
    expect(aggregate({ healthy: healthy + 1, total })).toBe('healthy');
  });

  it('takes another share when AWS changes it', () => {
    expect(aggregate({ healthy: 8, total: 16 }, 50)).toBe('unhealthy');
    expect(aggregate({ healthy: 9, total: 16 }, 50)).toBe('healthy');
  });

  it('is open while no checker has a verdict', () => {
    expect(aggregate({ healthy: 0, total: 0 })).toBeUndefined();
  });
});
