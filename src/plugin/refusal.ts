/** Why a command stops, in words that need no stack trace. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(sentences: readonly string[]) {
    super(sentences.join('\n'));
  }
}
