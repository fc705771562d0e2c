/** Stands for Lambda in a process of its own: loads a bundle and calls its handler with the events it is sent. */
import { createRequire } from 'node:module';

export interface Invocation {
  readonly event: unknown;
  /** What the function takes for now. */
  readonly nowMs: number;
}

export type Outcome = { readonly result: unknown } | { readonly thrown: string };

const [, , bundle = ''] = process.argv;
const { handler } = createRequire(import.meta.url)(bundle) as {
  handler: (event: unknown, context: object) => Promise<unknown>;
};

process.on('message', ({ event, nowMs }: Invocation) => {
  Date.now = () => nowMs;
  const context = {
    awsRequestId: `request-${nowMs}`,
    functionName: 'switchback',
    memoryLimitInMB: '512',
    invokedFunctionArn: 'arn:aws:lambda:us-west-2:123456789012:function:switchback',
    getRemainingTimeInMillis: () => 30_000,
  };
  handler(event, context).then(
    (result) => process.send?.({ result } satisfies Outcome),
    (error: unknown) => process.send?.({ thrown: thrown(error) } satisfies Outcome),
  );
});

process.on('disconnect', () => process.exit());

/** As Lambda's own runtime writes an error into the log: with its stack and whatever it carries openly. */
function thrown(error: unknown): string {
  return error instanceof Error
    ? JSON.stringify({ ...error, name: error.name, message: error.message, stack: error.stack })
    : String(error);
}
