/** The stored time-lines of a deployed Switchback, read with a person's credentials and by no function. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { clientOptions } from '../adapters/client-options.ts';
import { dynamoStateStore } from '../adapters/dynamo-state-store.ts';
import { functionVariable } from '../adapters/lambda-configuration.ts';
import type { Configuration, Service } from '../core/service.ts';
import { functionName } from '../infrastructure/functions.ts';
import type { TimelineItem } from '../ports.ts';

/** The newest `last` entries of each service, oldest first. Rejects with `AwsError`. */
export async function readTimelines(
  { stackName, homeRegion }: Pick<Configuration, 'stackName' | 'homeRegion'>,
  services: readonly Service[],
  last: number,
): Promise<ReadonlyMap<string, readonly TimelineItem[]>> {
  const options = clientOptions(homeRegion);
  // Its own functions know the table's name best: the stack gives it to them.
  const tableName = await functionVariable(
    new LambdaClient(options),
    functionName(stackName, 'operate'),
    'SWITCHBACK_TABLE',
  );
  const store = dynamoStateStore({ client: new DynamoDBClient(options), tableName });
  const timelines = services.map(async ({ id }) => {
    const newestFirst = await store.listTimeline(id, last);
    return [id, newestFirst.toReversed()] as const;
  });
  return new Map(await Promise.all(timelines));
}
