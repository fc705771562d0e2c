import { describe, expect, it } from '@jest/globals';
import type { CommandKind } from '../../src/core/command.ts';
import { aFailbackPolicy, aService } from '../builders/configuration.ts';
import { cutPoints, type Move, type Story, saves, tellStory } from './crash-matrix.ts';
import { MINUTE, type Scene } from './scene.ts';

const ticks = (count: number): Move[] => Array.from({ length: count }, () => ({ kind: 'tick' }));
const skip = (minutes: number): Move => ({ kind: 'skip', minutes });
const command = (kind: CommandKind): Move => ({ kind: 'command', command: kind });
const happening = (happen: (scene: Scene) => void): Move => ({ kind: 'happening', happen });
const breakPrimary = happening((scene) => scene.breakSide('primary'));
const mendPrimary = happening((scene) => scene.mendSide('primary'));
const breakSecondary = happening((scene) => scene.breakSide('secondary'));
const mendSecondary = happening((scene) => scene.mendSide('secondary'));

const quick = aFailbackPolicy({ bakeMs: MINUTE, stableForMs: 2 * MINUTE, stages: [10, 100] });
const service = aService({ failback: quick });
/** The first stage lasts until somebody approves, so that what happens in it does not depend on the minute. */
const approving = aService({ failback: { ...quick, approval: 'each-stage' } });

const held = [breakPrimary, ...ticks(7), skip(4)];
const returning = [...held, mendPrimary, ...ticks(6), command('failback'), ...ticks(6)];

const STORIES: readonly Story[] = [
  {
    name: 'failure, hold, failback in stages, done',
    service,
    moves: [...held, mendPrimary, ...ticks(6), command('failback'), ...ticks(11)],
  },
  {
    name: 'planned failover, failback, abort, and back for good',
    service: approving,
    moves: [
      command('failover'),
      ...ticks(8),
      command('failback'),
      ...ticks(6),
      command('abort'),
      ...ticks(9),
    ],
  },
  {
    name: 'relapse in a stage',
    service: approving,
    moves: [...returning, breakPrimary, ...ticks(9)],
  },
  {
    name: 'both sides fail in a stage, and the hold waits for the secondary',
    service: approving,
    moves: [
      ...returning,
      breakSecondary,
      ...ticks(3),
      breakPrimary,
      ...ticks(3),
      mendSecondary,
      ...ticks(9),
    ],
  },
  {
    name: 'both sides fail at once, nothing is held, the primary comes back',
    service,
    moves: [breakSecondary, breakPrimary, ...ticks(3), mendPrimary, ...ticks(8)],
  },
];

describe('a pass that is cut off at any call', () => {
  it.each(STORIES)('is made good by the passes that follow: $name', async (story) => {
    const whole = await tellStory(story);
    console.log(whole.passes.map((p, i) => `${i} ${p.calls.length} ${saves(p)} ${p.actions}`).join('\n'), JSON.stringify(whole.end, null, 1));
    expect(whole.end.wrongCopies).toEqual([]);
    const points = cutPoints(whole.passes);
    const bad: string[] = [];
    const t0 = performance.now();
    for (const point of points) {
      const { end } = await tellStory(story, point);
      const w = { ...whole.end };
      if (JSON.stringify(end) !== JSON.stringify(w)) {
        bad.push(`${JSON.stringify(point)} ${whole.passes[point.pass]!.calls[point.call - 1]} ${diff(w, end)}`);
      }
    }
    console.log(points.length, performance.now() - t0, bad.length, bad.join('\n'));
  });
});
function diff(a: any, b: any): string {
  return Object.keys(a).filter((k) => JSON.stringify(a[k]) !== JSON.stringify(b[k])).map((k) => k === 'standing' ? diff(a[k], b[k]) : `${k}: ${JSON.stringify(b[k])}`).join(' | ');
}
