import { PassThrough } from 'node:stream';
import { expect, it } from '@jest/globals';
import { NoAnswerError, openConversation } from '../../src/cli/conversation.ts';

it('answers questions with what was typed ahead of them, in order', async () => {
  const input = new PassThrough();
  const output = new PassThrough({ encoding: 'utf8' });
  using conversation = openConversation(input, output);
  input.write('first\nsecond\n');
  expect(await conversation.ask('One? ')).toBe('first');
  expect(await conversation.ask('Two? ')).toBe('second');
  expect(output.read()).toBe('One? Two? ');
});

it('does not wait for an answer that cannot come', async () => {
  const input = new PassThrough();
  using conversation = openConversation(input, new PassThrough());
  input.end('first\n');
  expect(await conversation.ask('One? ')).toBe('first');
  await expect(conversation.ask('Two? ')).rejects.toThrow(NoAnswerError);
});

it('is one with a person only where the input is a terminal', () => {
  using conversation = openConversation(new PassThrough(), new PassThrough());
  expect(conversation.isTerminal).toBe(false);
});

it('leaves the input alone until it asks', async () => {
  const input = new PassThrough();
  using conversation = openConversation(input, new PassThrough());
  input.write('first\n');
  expect(input.listenerCount('data') + input.listenerCount('readable')).toBe(0);
  expect(await conversation.ask('One? ')).toBe('first');
});
