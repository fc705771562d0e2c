/** Every transition that a service can make, each in the shortest story that contains it. */
import type { CommandKind } from '../../src/core/command.ts';
import { aFailbackPolicy, aService } from '../builders/configuration.ts';
import type { Move, Story } from './crash-matrix.ts';
import { MINUTE, type Scene } from './scene.ts';

const ticks = (count: number): Move[] =>
  Array.from({ length: count }, () => ({ kind: 'pass', afterMinutes: 1 }));
const later = (...minutes: number[]): Move[] =>
  minutes.map((afterMinutes) => ({ kind: 'pass', afterMinutes }));
const command = (kind: CommandKind): Move => ({ kind: 'command', command: kind });
const happening = (happen: (scene: Scene) => void): Move => ({ kind: 'happening', happen });
const breakPrimary = happening((scene) => scene.breakSide('primary'));
const mendPrimary = happening((scene) => scene.mendSide('primary'));
const breakSecondary = happening((scene) => scene.breakSide('secondary'));
const mendSecondary = happening((scene) => scene.mendSide('secondary'));
const editByHand = happening((scene) => scene.editWeights({ primary: 40, secondary: 60 }));

const quick = aFailbackPolicy({ bakeMs: MINUTE, stableForMs: 2 * MINUTE, stages: [10, 100] });
const service = aService({ failback: quick });
/** The first stage lasts until somebody approves, so that what happens in it does not depend on the minute. */
const approving = aService({ failback: { ...quick, approval: 'each-stage' } });
const bySwitch = aService({ routing: 'failover', failback: { ...quick, stages: [100] } });
const secondaryOnly = aService({ failback: quick, lastResort: 'secondary' });

const held = [breakPrimary, ...later(1, 1, 2, 2, 4)];
const stable = [...held, mendPrimary, ...later(2, 2, 2)];
const away = [command('failover'), ...later(1, 2, 3)];
const inStage = [...away, command('failback'), ...later(2, 2)];

export const STORIES_AWAY: readonly Story[] = [
  {
    name: 'failure, hold, switch released',
    service,
    before: [],
    moves: [breakPrimary, ...ticks(8)],
  },
  {
    name: 'the primary recovers while held',
    service,
    before: held,
    moves: [mendPrimary, ...ticks(6)],
  },
  { name: 'planned failover', service, before: [], moves: [command('failover'), ...ticks(9)] },
  {
    name: 'both sides fail, nothing is held, the primary comes back',
    service,
    before: [],
    moves: [breakSecondary, breakPrimary, ...ticks(3), mendPrimary, ...ticks(6)],
  },
  {
    name: 'hold by the switch alone',
    service: bySwitch,
    before: [],
    moves: [breakPrimary, ...ticks(6)],
  },
  {
    name: 'records edited by hand, and adopted',
    service,
    before: [],
    moves: [editByHand, ...ticks(2), command('acknowledge'), ...ticks(4)],
  },
  {
    name: 'pause and resume',
    service,
    before: [],
    moves: [command('pause'), ...ticks(2), command('resume'), ...ticks(2)],
  },
];

export const STORIES_BACK: readonly Story[] = [
  {
    name: 'failback in stages, to the end',
    service,
    before: away,
    moves: [command('failback'), ...ticks(10)],
  },
  { name: 'abort', service: approving, before: inStage, moves: [command('abort'), ...ticks(10)] },
  {
    name: 'approval of the last stage',
    service: approving,
    before: inStage,
    moves: [command('approve'), ...ticks(7)],
  },
  { name: 'relapse', service: approving, before: inStage, moves: [breakPrimary, ...ticks(9)] },
  {
    name: 'relapse while the secondary is down, hold as soon as it is up',
    service: approving,
    before: inStage,
    moves: [
      ...[breakSecondary, ...ticks(2), breakPrimary, ...ticks(3)],
      ...[mendSecondary, ...ticks(9)],
    ],
  },
  {
    name: 'failback by the switch alone',
    service: bySwitch,
    before: stable,
    moves: [command('failback'), ...ticks(10)],
  },
  {
    name: 'failback where the switch stays on beside the weights',
    service: secondaryOnly,
    before: stable,
    moves: [command('failback'), ...ticks(14)],
  },
];
