/** The stack's functions, invoked as a person with an AWS profile does it. */
import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { FUNCTION_TIMEOUT_MS } from '../core/limits.ts';
import { awsCall } from './aws-call.ts';
import { AwsError } from './aws-error.ts';
import type { Patience } from './client-options.ts';

const CALL = 'lambda:Invoke';
/** A function answers once it has done what it was asked for. One attempt: people must see what failed. */
export const INVOKE_PATIENCE: Patience = {
  connectionMs: 5_000,
  requestMs: FUNCTION_TIMEOUT_MS + 5_000,
  attempts: 1,
};
const WHOLE_CALL_MS = INVOKE_PATIENCE.connectionMs + INVOKE_PATIENCE.requestMs;

/** What the function answered, as parsed JSON. Rejects with `AwsError`, also when the function itself failed. */
export type Invoke = (functionName: string, payload: object) => Promise<unknown>;

export function lambdaInvoke(client: LambdaClient): Invoke {
  return async (functionName, payload) => {
    const command = new InvokeCommand({
      FunctionName: functionName,
      Payload: JSON.stringify(payload),
    });
    const answer = await awsCall(CALL, (options) => client.send(command, options), WHOLE_CALL_MS);
    if (answer.FunctionError !== undefined) throw new AwsError(CALL, 'the function failed');
    const text = answer.Payload?.transformToString() ?? '';
    try {
      return JSON.parse(text);
    } catch (cause) {
      throw new AwsError(CALL, 'the answer is no JSON', { cause });
    }
  };
}
