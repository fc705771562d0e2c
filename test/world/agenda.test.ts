import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Agenda } from '../../src/world/agenda.ts';

describe('the agenda', () => {
  it('runs events in the order of time, and those of one moment in the order they were planned', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 20 })), (times) => {
        const agenda = new Agenda(0);
        const seen: [number, number][] = [];
        times.forEach((atMs, order) => {
          agenda.at(atMs, () => seen.push([atMs, order]));
        });
        agenda.advance(20);
        const expected = times.map((atMs, order): [number, number] => [atMs, order]);
        expect(seen).toEqual(expected.sort((one, other) => one[0] - other[0] || one[1] - other[1]));
      }),
    );
  });

  it('runs what events plan on the way, and leaves what is not due', () => {
    const agenda = new Agenda(0);
    const seen: number[] = [];
    const beat = () => {
      seen.push(agenda.nowMs);
      agenda.at(agenda.nowMs + 10, beat);
    };
    agenda.at(5, beat);
    agenda.advance(30);
    expect(seen).toEqual([5, 15, 25]);
    expect(agenda.nextAtMs()).toBe(35);
    expect(agenda.nowMs).toBe(30);
  });

  it('never goes back', () => {
    const agenda = new Agenda(100);
    const seen: number[] = [];
    agenda.at(50, () => seen.push(agenda.nowMs));
    agenda.advance(10);
    agenda.advance(100);
    expect(seen).toEqual([100]);
  });
});
