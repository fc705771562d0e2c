import { describe, expect, it } from '@jest/globals';
import { COMMAND_KINDS } from '../../src/core/command.ts';
import type { Observation } from '../../src/core/observation.ts';
import type { ServiceState } from '../../src/core/state.ts';
import { aCommand, answerTo, decideOn, placeOf, told } from '../builders/decision.ts';
import { anObservationOf } from '../builders/observation.ts';
import {
  ANSWERS,
  OBSTACLES,
  type Obstacle,
  type ObstacleName,
  PLACES,
  type Place,
} from './command-table.ts';

const places = Object.entries(PLACES) as [Place, ServiceState][];
const obstacles = Object.entries(OBSTACLES) as [ObstacleName, Obstacle][];

const combinations = COMMAND_KINDS.flatMap((kind) =>
  places.flatMap(([place, state]) =>
    obstacles.map(([name, obstacle]) => {
      const before = { ...state, ...obstacle.over };
      const observation: Observation = { ...anObservationOf(before), ...obstacle.see?.(before) };
      const answers = ANSWERS[kind][place];
      const answer = answers[name] ?? answers.otherwise;
      return { kind, place, name, before, observation, obstacle, answer };
    }),
  ),
);

describe('The answer to a command', () => {
  it.each(combinations)('$kind, $place, $name: $answer', (combination) => {
    const { kind, before, observation, obstacle, answer } = combination;
    const circumstances = obstacle.circumstances ?? {};
    const command = aCommand(kind);
    const decision = decideOn(before, observation, { ...circumstances, command });
    expect(answerTo(decision)).toBe(answer);

    if (!answer.startsWith('refused')) return;
    const [, because] = answer.split(': ');
    expect(told(decision)).toContain(`commandRefused: ${because}`);
    const without = decideOn(before, observation, circumstances);
    expect(placeOf(decision.state)).toBe(placeOf(without.state));
  });

  it('to abort is never a refusal', () => {
    const aborts = combinations.filter(({ kind }) => kind === 'abort');
    expect(aborts.filter(({ answer }) => answer.startsWith('refused'))).toEqual([]);
  });
});
