/** The state store in one DynamoDB table; `dynamo-items.ts` has its layout. */
import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  type DynamoDBClient,
  type KeysAndAttributes,
  QueryCommand,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb';
import type { ConditionalItem, SaveResult, StateStore, TimelineItem } from '../ports.ts';
import { awsCall } from './aws-call.ts';
import { senselessAnswer } from './aws-error.ts';
import { BATCH_PATIENCE, type BatchPatience, untilDone } from './dynamo-batches.ts';
import {
  ENTRY_PREFIX,
  entryItem,
  type Item,
  readEntry,
  readState,
  stateKey,
} from './dynamo-items.ts';
import { saveState } from './dynamo-save.ts';
import { inBatches, inParallel } from './in-parallel.ts';

const BATCH_GET = 'dynamodb:BatchGetItem';
const BATCH_WRITE = 'dynamodb:BatchWriteItem';
const QUERY = 'dynamodb:Query';

const KEYS_PER_GET = 100;
const ITEMS_PER_WRITE = 25;
const BATCHES_AT_ONCE = 4;
const PUTS_AT_ONCE = 25;

interface TableNeeds {
  readonly client: DynamoDBClient;
  readonly tableName: string;
  readonly patience?: BatchPatience;
}

type Table = Required<TableNeeds>;

export function dynamoStateStore({
  client,
  tableName,
  patience = BATCH_PATIENCE,
}: TableNeeds): StateStore {
  const table: Table = { client, tableName, patience };
  return {
    load: (ids) => load(table, ids),
    save: (items) => save(table, items),
    addTimeline: (items) => addTimeline(table, items),
    listTimeline: (service, limit) => listTimeline(table, service, limit),
  };
}

async function load(table: Table, ids: readonly string[]): Promise<ReadonlyMap<string, unknown>> {
  const states = new Map<string, unknown>();
  await inParallel(inBatches([...new Set(ids)], KEYS_PER_GET), BATCHES_AT_ONCE, (batch) =>
    untilDone(
      BATCH_GET,
      { Keys: batch.map(stateKey), ConsistentRead: true },
      async (keys: KeysAndAttributes) => {
        const { found, left } = await batchGet(table, keys);
        for (const item of found) states.set(item.service?.S ?? '', readState(item));
        return left;
      },
      table.patience,
    ),
  );
  return states;
}

async function batchGet({ client, tableName }: Table, keys: KeysAndAttributes) {
  const command = new BatchGetItemCommand({ RequestItems: { [tableName]: keys } });
  const answer = await awsCall(BATCH_GET, (options) => client.send(command, options));
  const { Responses, UnprocessedKeys } = answer;
  // Both are always there, if need be empty; taken for "no items", an answer without them would reset every service.
  if (!Responses || !UnprocessedKeys) throw senselessAnswer(BATCH_GET, 'Responses');
  return { found: Responses[tableName] ?? [], left: UnprocessedKeys[tableName] };
}

async function save(
  table: Table,
  items: ReadonlyMap<string, ConditionalItem>,
): Promise<ReadonlyMap<string, SaveResult>> {
  const results = await inParallel(
    [...items],
    PUTS_AT_ONCE,
    async ([id, wanted]) => [id, await saveState(table, id, wanted)] as const,
  );
  return new Map(results);
}

/**
 * BatchWriteItem knows no conditions and writes over what is there. That changes nothing here: an entry never changes,
 * so whatever is told again under one key is the same entry.
 */
async function addTimeline(table: Table, items: readonly TimelineItem[]): Promise<void> {
  // DynamoDB refuses a batch that has one key twice.
  const distinct = new Map(items.map((item) => [`${item.service} ${item.key}`, entryItem(item)]));
  const batches = inBatches([...distinct.values()], ITEMS_PER_WRITE);
  await inParallel(batches, BATCHES_AT_ONCE, (batch) =>
    untilDone(
      BATCH_WRITE,
      batch.map((Item): WriteRequest => ({ PutRequest: { Item } })),
      (requests) => batchWrite(table, requests),
      table.patience,
    ),
  );
}

async function batchWrite({ client, tableName }: Table, requests: WriteRequest[]) {
  const command = new BatchWriteItemCommand({ RequestItems: { [tableName]: requests } });
  const answer = await awsCall(BATCH_WRITE, (options) => client.send(command, options));
  if (!answer.UnprocessedItems) throw senselessAnswer(BATCH_WRITE, 'UnprocessedItems');
  return answer.UnprocessedItems[tableName];
}

async function listTimeline(
  { client, tableName }: Table,
  service: string,
  limit: number,
): Promise<readonly TimelineItem[]> {
  const found: Item[] = [];
  let from: Item | undefined;
  do {
    const command = new QueryCommand({
      TableName: tableName,
      KeyConditionExpression: '#service = :service AND begins_with(#item, :entries)',
      ExpressionAttributeNames: { '#service': 'service', '#item': 'item' },
      ExpressionAttributeValues: { ':service': { S: service }, ':entries': { S: ENTRY_PREFIX } },
      ScanIndexForward: false,
      ConsistentRead: true,
      Limit: limit - found.length,
      ...(from && { ExclusiveStartKey: from }),
    });
    const { Items, LastEvaluatedKey } = await awsCall(QUERY, (options) =>
      client.send(command, options),
    );
    if (!Items) throw senselessAnswer(QUERY, 'Items');
    found.push(...Items);
    from = Items.length > 0 ? LastEvaluatedKey : undefined;
  } while (from !== undefined && found.length < limit);
  return found.map(readEntry);
}
