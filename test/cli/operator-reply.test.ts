import { describe, expect, it } from '@jest/globals';
import { exitCodeOf, type OperatorReply, parseReply } from '../../src/cli/operator-reply.ts';

type Outcome = OperatorReply['outcome'];

function reply(outcome: Outcome, ...answers: Outcome[]): OperatorReply {
  const named = answers.map((one, at) => [`service-${at}`, { outcome: one }] as const);
  return { text: '', outcome, answers: Object.fromEntries(named) };
}

describe('The exit code', () => {
  it.each<[number, OperatorReply]>([
    [0, reply('done', 'done')],
    [0, reply('nothingToDo', 'nothingToDo')],
    [1, reply('failed')],
    [1, reply('failed', 'done')],
    [2, reply('badRequest')],
    [4, reply('refused', 'refused')],
    [5, reply('waiting', 'waiting')],
    [6, reply('done', 'done', 'refused')],
    [0, reply('nothingToDo', 'nothingToDo', 'done')],
  ])('is %d for %j', (code, given) => {
    expect(exitCodeOf(given)).toBe(code);
  });
});

describe('An answer', () => {
  it.each([
    null,
    'done',
    {},
    { text: 'x' },
    { text: 1, outcome: 'done' },
    { text: '', outcome: 'x' },
  ])('that is not Switchback’s is told apart: %j', (answer) => {
    expect(parseReply(answer)).toBeUndefined();
  });

  it('keeps all that the function said, for --json', () => {
    const said = { text: '', outcome: 'done', id: 'a', faults: [] };
    expect(parseReply(said)).toEqual(said);
  });
});
