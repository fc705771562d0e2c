/** One function of a deployed Switchback is asked, with the credentials that the AWS CLI would use. */
import { LambdaClient } from '@aws-sdk/client-lambda';
import { clientOptions } from '../adapters/client-options.ts';
import { INVOKE_PATIENCE, lambdaInvoke } from '../adapters/lambda-invoke.ts';
import { functionName } from '../infrastructure/functions.ts';
import type { Place } from './deployed-place.ts';
import { invocationFailure } from './invocation-failure.ts';
import { type OperatorReply, parseReply } from './operator-reply.ts';
import type { OperatorRequest } from './operator-request.ts';

/** Rejects with `InvocationError`. */
export async function ask(
  { stackName, homeRegion }: Place,
  { function: id, payload }: OperatorRequest,
): Promise<OperatorReply> {
  const name = functionName(stackName, id);
  const invoke = lambdaInvoke(new LambdaClient(clientOptions(homeRegion, INVOKE_PATIENCE)));
  const answer = await invoke(name, payload).catch((cause: unknown) => {
    throw invocationFailure(cause, name, homeRegion);
  });
  const reply = parseReply(answer);
  if (reply === undefined) throw invocationFailure(null, name, homeRegion);
  return reply;
}
