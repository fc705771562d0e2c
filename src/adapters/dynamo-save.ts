/** One conditional put, and what really came of it when the answer does not say. */
import { randomUUID } from 'node:crypto';
import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { ConditionalItem, SaveResult } from '../ports.ts';
import { awsCall } from './aws-call.ts';
import { AwsError, senselessAnswer } from './aws-error.ts';
import { type Item, stateItem, stateKey } from './dynamo-items.ts';

const PUT = 'dynamodb:PutItem';
const GET = 'dynamodb:GetItem';

interface Target {
  readonly client: DynamoDBClient;
  readonly tableName: string;
}

/** Never rejects. Only the put that stored the item hears `saved`, however often the SDK has sent it. */
export async function saveState(
  target: Target,
  service: string,
  wanted: ConditionalItem,
): Promise<SaveResult> {
  const item = stateItem(service, wanted.item, randomUUID());
  try {
    await put(target, item, wanted.expectedVersion);
    return { outcome: 'saved' };
  } catch (error) {
    const refusal = error instanceof AwsError ? error.cause : error;
    if (!(refusal instanceof ConditionalCheckFailedException)) {
      return outcomeUnknown(target, service, item, wanted, error);
    }
    // An attempt whose answer was lost has stored it, and the SDK's next one was refused because of that.
    return { outcome: isWrittenBy(refusal.Item, item) ? 'saved' : 'conflict' };
  }
}

async function put(
  { client, tableName }: Target,
  item: Item,
  expectedVersion: number | null,
): Promise<void> {
  const command = new PutItemCommand({
    TableName: tableName,
    Item: item,
    ...condition(expectedVersion),
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    // The answer is empty otherwise, and anybody can answer nothing.
    ReturnConsumedCapacity: 'TOTAL',
  });
  const { ConsumedCapacity } = await awsCall(PUT, (options) => client.send(command, options));
  if (!ConsumedCapacity) throw senselessAnswer(PUT, 'ConsumedCapacity');
}

function condition(expectedVersion: number | null) {
  if (expectedVersion === null) {
    return {
      ConditionExpression: 'attribute_not_exists(#item)',
      ExpressionAttributeNames: { '#item': 'item' },
    };
  }
  return {
    ConditionExpression: '#version = :expected',
    ExpressionAttributeNames: { '#version': 'version' },
    ExpressionAttributeValues: { ':expected': { N: String(expectedVersion) } },
  };
}

/** The put may have been done although it failed: the table itself says. */
async function outcomeUnknown(
  { client, tableName }: Target,
  service: string,
  item: Item,
  { expectedVersion }: ConditionalItem,
  failure: unknown,
): Promise<SaveResult> {
  const failed: SaveResult = { outcome: 'failed', why: textOf(failure) };
  try {
    const command = new GetItemCommand({
      TableName: tableName,
      Key: stateKey(service),
      ConsistentRead: true,
    });
    const { Item: stored } = await awsCall(GET, (options) => client.send(command, options));
    if (isWrittenBy(stored, item)) return { outcome: 'saved' };
    const isAsExpected = (stored?.version?.N ?? null) === (expectedVersion?.toString() ?? null);
    return isAsExpected ? failed : { outcome: 'conflict' };
  } catch {
    return failed;
  }
}

/** Two passes can decide the same at the same moment, byte by byte; only one of them may act. */
function isWrittenBy(stored: Item | undefined, item: Item): boolean {
  return stored?.writer?.S !== undefined && stored.writer.S === item.writer?.S;
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
