import { describe, expect, it } from '@jest/globals';
import { COMMAND_KINDS, type Command } from '../../src/core/command.ts';
import { COMMANDS_KEPT } from '../../src/core/limits.ts';
import { aCommand, answerTo, decideOn } from '../builders/decision.ts';
import { aState, HOUR, heldState, MINUTE, NOW_MS, returningState } from '../builders/state.ts';

describe('The same command again', () => {
  it.each(COMMAND_KINDS)('to %s gets the same answer and has no second effect', (kind) => {
    const command = aCommand(kind);
    const first = decideOn(heldState(), undefined, { command });
    const second = decideOn(first.state, undefined, { command });
    expect(second.answer).toEqual(first.answer);
    expect(second.state.commands).toEqual(first.state.commands);
    expect(second.entries.filter(({ action }) => action === 'commandRefused')).toEqual([]);
  });

  it('to pause does not make the pause any longer', () => {
    const command = aCommand('pause');
    const first = decideOn(aState(), undefined, { command });
    const later = { command, nowMs: NOW_MS + MINUTE };
    expect(decideOn(first.state, undefined, later).state).toBe(first.state);
  });

  it('gets the first answer although it would now be another', () => {
    const command = aCommand('failback');
    const refused = decideOn(aState(), undefined, { command });
    const held = heldState({ commands: refused.state.commands });
    const again = decideOn(held, undefined, { command });
    expect(answerTo(again)).toBe('refused: notHeld');
    expect(again.state.phase).toBe('OnSecondary');
  });

  it.each<Partial<Command>>([
    { kind: 'failback' },
    { who: 'deputy' },
    { reason: 'something else' },
    { forMs: HOUR },
    { service: '*' },
    { incident: 'shop-1' },
  ])('is another command when it says %j, and its id is refused', (changes) => {
    const command = aCommand('pause', { id: 'one' });
    const { state } = decideOn(heldState(), undefined, { command });
    const other = decideOn(state, undefined, { command: { ...command, ...changes } });
    expect(answerTo(other)).toBe('refused: idUsedForAnother');
    expect(other.state).toBe(state);
  });

  it('is obeyed all the same when it is an abort', () => {
    const paused = decideOn(returningState(), undefined, {
      command: aCommand('pause', { id: 'one' }),
    });
    const command = aCommand('abort', { id: 'one' });
    const aborted = decideOn(paused.state, undefined, { command });
    expect(answerTo(aborted)).toBe('waiting: holdBegun');
    expect(answerTo(decideOn(aborted.state, undefined, { command }))).toBe(
      'nothingToDo: notReturning',
    );
  });
});

describe('Command ids', () => {
  it(`are remembered for the last ${COMMANDS_KEPT} commands, with their answers`, () => {
    let state = aState();
    const ids = Array.from({ length: COMMANDS_KEPT + 2 }, (_, at) => `id-${at}`);
    for (const id of ids) {
      state = decideOn(state, undefined, { command: aCommand('resume', { id }) }).state;
    }
    expect(state.commands.map(({ id }) => id)).toEqual(ids.slice(2));
    expect(state.commands[0]?.answer).toMatchObject({
      outcome: 'nothingToDo',
      because: 'notPaused',
    });
  });
});

describe('A refusal', () => {
  it('is recorded with who asked for what, why, and what stands against it', () => {
    const command = aCommand('failback', { reason: 'all well again' });
    const primaryStable = { accumulatedMs: 0, runningSinceMs: NOW_MS - 4 * MINUTE };
    const decision = decideOn(heldState({ primaryStable }), undefined, { command });
    expect(decision.entries).toEqual([
      expect.objectContaining({
        action: 'commandRefused',
        because: 'notStableYet',
        telling: 'record',
        facts: {
          command: 'failback',
          who: 'operator',
          reason: 'all well again',
          remainingMs: 6 * MINUTE,
        },
      }),
    ]);
  });
});
