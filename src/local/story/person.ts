/** A person at a terminal: invokes the functions through the endpoint, as the AWS CLI would. */
import type { Configuration } from '../../core/service.ts';
import { type FunctionId, functionName } from '../../infrastructure/functions.ts';
import { reach } from '../reach.ts';

export interface Reply {
  /** For people. */
  readonly text: string;
  readonly outcome: string;
}

/** Rejects when the function failed: a command is always answered otherwise. */
export async function invoke(
  url: string,
  { stackName, homeRegion }: Pick<Configuration, 'stackName' | 'homeRegion'>,
  id: FunctionId,
  payload: object,
): Promise<Reply> {
  const name = functionName(stackName, id);
  const scope = `local/20260101/${homeRegion}/lambda/aws4_request`;
  const response = await reach(url, `/2015-03-31/functions/${name}/invocations`, {
    method: 'POST',
    // Who asks for what is told by the signature's scope; nobody checks the signature.
    headers: { authorization: `AWS4-HMAC-SHA256 Credential=${scope}` },
    body: JSON.stringify(payload),
  });
  const text = await response.text();
  if (!response.ok || response.headers.has('x-amz-function-error')) {
    throw new Error(`${name} failed: ${text.slice(0, 500)}`);
  }
  return JSON.parse(text) as Reply;
}
