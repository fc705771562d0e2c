/** Several questions in a row: whatever is typed ahead of a question, or pasted at once, answers the next one. */
import { createInterface } from 'node:readline';
import type { Terminal } from './confirm.ts';

/** The person has closed the input. */
export class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError';
}

export function openConversation(
  input: NodeJS.ReadableStream & { readonly isTTY?: boolean } = process.stdin,
  output: NodeJS.WritableStream = process.stderr,
): Terminal & Disposable {
  const isTerminal = input.isTTY === true;
  const lines = createInterface({ input, output, terminal: isTerminal });
  const answers = lines[Symbol.asyncIterator]();
  return {
    isTerminal,
    ask: async (question) => {
      lines.setPrompt(question);
      lines.prompt();
      const { value, done } = await answers.next();
      if (done) throw new NoAnswerError('No answer. Nothing was written.');
      return value;
    },
    [Symbol.dispose]: () => lines.close(),
  };
}
