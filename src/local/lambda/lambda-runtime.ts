/** The process of one function: loads the bundle as Lambda does, then serves one invocation at a time. */
import { createRequire } from 'node:module';
import type { Context } from 'aws-lambda';
import type { InvokeMessage, RuntimeMessage } from './invocation.ts';
import { liveIn } from './time-preload.ts';

type Handler = (event: unknown, context: Context) => unknown;

const [bundle = '', functionName = '', memoryMb = '', functionArn = ''] = process.argv.slice(2);
const { handler } = createRequire(import.meta.url)(bundle) as { readonly handler: Handler };

process.on('message', (message: InvokeMessage) => void serve(message));
// The account is gone.
process.on('disconnect', () => process.exit());
send({ kind: 'ready' });

async function serve({ requestId, payload, deadlineMs, scale }: InvokeMessage): Promise<void> {
  liveIn(scale);
  try {
    const answer = await handler(JSON.parse(payload), contextOf(requestId, deadlineMs));
    send({ kind: 'answer', requestId, payload: JSON.stringify(answer ?? null) });
  } catch (error) {
    send({ kind: 'error', requestId, payload: JSON.stringify(describe(error)) });
  }
}

function contextOf(requestId: string, deadlineMs: number): Context {
  return {
    awsRequestId: requestId,
    functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: functionArn,
    memoryLimitInMB: memoryMb,
    logGroupName: `/aws/lambda/${functionName}`,
    logStreamName: 'local',
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, deadlineMs - Date.now()),
    done: notInThisRuntime,
    fail: notInThisRuntime,
    succeed: notInThisRuntime,
  };
}

function notInThisRuntime(): never {
  throw new Error('Node.js 24 on Lambda takes promises only.');
}

function describe(error: unknown): object {
  const known = error instanceof Error ? error : new Error(String(error));
  return { errorType: known.name, errorMessage: known.message, trace: known.stack?.split('\n') };
}

function send(message: RuntimeMessage): void {
  process.send?.(message);
}
