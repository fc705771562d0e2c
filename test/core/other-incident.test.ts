/** A command that was printed in a message of one incident does nothing in another. */
import { describe, expect, it } from '@jest/globals';
import { COMMAND_KINDS, type CommandKind } from '../../src/core/command.ts';
import { aCommand, answerTo, decideOn } from '../builders/decision.ts';
import {
  aFailback,
  anIncident,
  aState,
  heldState,
  MINUTE,
  NOW_MS,
  returningState,
} from '../builders/state.ts';

const OVER = 'shop-20261101-000000';
const told = anIncident({ failbackPossibleToldAtMs: NOW_MS - MINUTE });
const PLACES = {
  'at rest': aState(),
  held: heldState({ incident: told }),
  returning: returningState(0, { failback: aFailback({ waitingFor: 'approval' }) }, MINUTE),
};
const BOUND = COMMAND_KINDS.filter((kind) => kind !== 'abort');

describe('A command for another incident', () => {
  it.each(
    Object.entries(PLACES).flatMap(([place, state]) =>
      BOUND.map((kind) => [kind, place, state] as const),
    ),
  )('to %s is refused %s, and only that is remembered', (kind, _, state) => {
    const decision = decideOn(state, undefined, { command: aCommand(kind, { incident: OVER }) });
    expect(answerTo(decision)).toBe('refused: otherIncident');
    const { version, commands, outbox, ...rest } = decision.state;
    expect({ ...rest, version: 40, commands: [], outbox: [] }).toEqual({ ...state, version: 40 });
    expect([version, commands.length, outbox.length]).toEqual([41, 1, 1]);
  });

  it('is told which one it was meant for and which is open', () => {
    const command = aCommand('failback', { incident: OVER });
    const open = heldState().incident!.id;
    expect(decideOn(heldState(), undefined, { command }).answer?.facts).toEqual({
      incident: OVER,
      openIncident: open,
    });
    expect(decideOn(aState(), undefined, { command }).answer?.facts).toEqual({ incident: OVER });
  });
});

describe('A command for the open incident', () => {
  it.each<[CommandKind, keyof typeof PLACES, string]>([
    ['failback', 'held', 'waiting: failbackStarted'],
    ['approve', 'returning', 'waiting: approved'],
    ['acknowledge', 'held', 'nothingToDo: nothingToAcknowledge'],
    ['pause', 'held', 'done: paused'],
  ])('to %s, %s, is answered as without it: %s', (kind, place, answer) => {
    const state = PLACES[place];
    const incident = state.incident!.id;
    expect(answerTo(decideOn(state, undefined, { command: aCommand(kind) }))).toBe(answer);
    const bound = aCommand(kind, { incident });
    expect(answerTo(decideOn(state, undefined, { command: bound }))).toBe(answer);
  });
});
