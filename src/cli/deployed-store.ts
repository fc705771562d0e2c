/** The state table of a deployed Switchback, read with a person's credentials and by no function. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { clientOptions } from '../adapters/client-options.ts';
import { dynamoStateStore } from '../adapters/dynamo-state-store.ts';
import { functionVariable } from '../adapters/lambda-configuration.ts';
import { functionName } from '../infrastructure/functions.ts';
import type { StateStore } from '../ports.ts';
import type { Place } from './deployed-place.ts';
import { invocationFailure } from './invocation-failure.ts';

/** Rejects with `InvocationError`. */
export async function deployedStore({ stackName, homeRegion }: Place): Promise<StateStore> {
  const options = clientOptions(homeRegion);
  const name = functionName(stackName, 'operate');
  // Its own functions know the table's name best: the stack gives it to them.
  const tableName = await functionVariable(
    new LambdaClient(options),
    name,
    'SWITCHBACK_TABLE',
  ).catch((cause: unknown) => {
    throw invocationFailure(cause, name, homeRegion);
  });
  return dynamoStateStore({ client: new DynamoDBClient(options), tableName });
}
