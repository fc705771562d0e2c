/** No call begins that the function's own time-out could cut off: what is cut off goes on in the next invocation. */

/** Kept for what comes after the last call, such as writing the log. */
const RESERVE_MS = 1_000;

export class OutOfTimeError extends Error {
  override readonly name = 'OutOfTimeError';
  constructor() {
    super('No time is left for another request.');
  }
}

export interface Stoppable {
  readonly middlewareStack: { add(middleware: never, options: never): void };
}

/** Every attempt is held against the time that is left, the first one and the SDK's further ones alike. */
export function stopOutOfTime<Client extends Stoppable>(
  client: Client,
  attemptMs: number,
  remainingMs: () => number,
): Client {
  const middleware =
    <Args, Output>(next: (args: Args) => Promise<Output>) =>
    async (args: Args) => {
      if (remainingMs() < attemptMs + RESERVE_MS) throw new OutOfTimeError();
      return next(args);
    };
  const options = { step: 'finalizeRequest', priority: 'low', name: 'stopOutOfTime' };
  // The clients' own types differ in what they send, which does not matter here.
  client.middlewareStack.add(middleware as never, options as never);
  return client;
}
