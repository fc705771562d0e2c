/** Questions to a person: whatever is typed ahead of one, or pasted at once, answers the next. */
import { createInterface } from 'node:readline';

export interface Terminal {
  readonly isTerminal: boolean;
  /** Rejects with `NoAnswerError`. */
  readonly ask: (question: string) => Promise<string>;
}

/** The person has closed the input, or pressed Ctrl-C. */
export class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError';
}

/**
 * The input is read from the first question on: a script's input is left to the script. Dispose of it once all is
 * asked, since an open line keeps Ctrl-C to itself. Questions go to the error output, so that `--json` can be piped.
 */
export function openConversation(
  input: NodeJS.ReadableStream & { readonly isTTY?: boolean } = process.stdin,
  output: NodeJS.WritableStream = process.stderr,
): Terminal & Disposable {
  const isTerminal = input.isTTY === true;
  let opened: ReturnType<typeof open> | undefined;
  let isClosed = false;
  const open = () => {
    const lines = createInterface({ input, output, terminal: isTerminal });
    lines.once('close', () => {
      isClosed = true;
    });
    return { lines, answers: lines[Symbol.asyncIterator]() };
  };
  return {
    isTerminal,
    ask: async (question) => {
      opened ??= open();
      const { lines, answers } = opened;
      lines.setPrompt(question);
      // What was typed ahead of the end is still to be had.
      if (!isClosed) lines.prompt();
      const { value, done } = await answers.next();
      if (done) throw new NoAnswerError('No answer. Nothing was changed.');
      return value;
    },
    [Symbol.dispose]: () => opened?.lines.close(),
  };
}
