/** What the stack gave a function, as its owner can read it. */
import { GetFunctionConfigurationCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { awsCall } from './aws-call.ts';
import { senselessAnswer } from './aws-error.ts';

const CALL = 'lambda:GetFunctionConfiguration';

/** One variable of a function's environment. Rejects with `AwsError`, also when there is no such variable. */
export async function functionVariable(
  client: LambdaClient,
  functionName: string,
  variable: string,
): Promise<string> {
  const command = new GetFunctionConfigurationCommand({ FunctionName: functionName });
  const { Environment } = await awsCall(CALL, (options) => client.send(command, options));
  const value = Environment?.Variables?.[variable];
  if (!value) throw senselessAnswer(CALL, variable);
  return value;
}
