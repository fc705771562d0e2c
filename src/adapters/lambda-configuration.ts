/** What is deployed of a function, as its owner can read it. */
import { GetFunctionConfigurationCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { awsCall } from './aws-call.ts';
import { AwsError, senselessAnswer } from './aws-error.ts';

const NO_FUNCTION = /^ResourceNotFoundException\b/;
const CALL = 'lambda:GetFunctionConfiguration';

/** One variable of a function's environment. Rejects with `AwsError`, also when there is no such variable. */
export async function functionVariable(
  client: LambdaClient,
  functionName: string,
  variable: string,
): Promise<string> {
  const { Environment } = await configurationOf(client, functionName);
  const value = Environment?.Variables?.[variable];
  if (!value) throw senselessAnswer(CALL, variable);
  return value;
}

/** SHA-256 of the archive that it runs, in Base64; `undefined` when there is no such function. Rejects with `AwsError`. */
export async function functionCodeSha256(
  client: LambdaClient,
  functionName: string,
): Promise<string | undefined> {
  try {
    const { CodeSha256 } = await configurationOf(client, functionName);
    if (!CodeSha256) throw senselessAnswer(CALL, 'CodeSha256');
    return CodeSha256;
  } catch (error) {
    if (error instanceof AwsError && NO_FUNCTION.test(error.code)) return undefined;
    throw error;
  }
}

function configurationOf(client: LambdaClient, FunctionName: string) {
  const command = new GetFunctionConfigurationCommand({ FunctionName });
  return awsCall(CALL, (options) => client.send(command, options));
}
