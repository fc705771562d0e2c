/** One call to an AWS API: ended after a time whatever happens, its errors made ours. */
import { AwsError, codeOf } from './aws-error.ts';

/** All attempts together. An answer that drips for ever meets none of the SDK's own time-outs. */
const WHOLE_CALL_MS = 9_000;

export type Send<Output> = (options: { readonly abortSignal: AbortSignal }) => Promise<Output>;

/** `call` is the action as IAM spells it, e.g. `sns:Publish`. Rejects with `AwsError`. */
export async function awsCall<Output>(
  call: string,
  send: Send<Output>,
  wholeCallMs = WHOLE_CALL_MS,
): Promise<Output> {
  try {
    return await send({ abortSignal: AbortSignal.timeout(wholeCallMs) });
  } catch (cause) {
    throw new AwsError(call, codeOf(cause), { cause });
  }
}
