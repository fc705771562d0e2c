import {
  DescribeTableCommand,
  DynamoDBClient,
  GetItemCommand,
  ListTablesCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { afterEach, describe, expect, it } from '@jest/globals';
import { clientOptions } from '../../src/adapters/client-options.ts';
import { buildWholeStacks } from '../../src/infrastructure/stacks.ts';
import { createTable, startDynamo } from '../../src/local/local-table.ts';
import { aConfiguration } from '../builders/configuration.ts';

const { home } = buildWholeStacks(aConfiguration());
const NAME = 'switchback-Table';

const open: { close(): unknown }[] = [];

async function aDynamo() {
  const dynamo = await startDynamo();
  const client = new DynamoDBClient({
    ...clientOptions('us-west-2', { connectionMs: 1_000, requestMs: 2_000, attempts: 1 }),
    endpoint: dynamo.url,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  open.push({ close: () => client.destroy() }, dynamo);
  return { dynamo, client };
}

afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

describe("the local cloud's table", () => {
  it("has the keys of the template's table, and is ready when it is there", async () => {
    const { client } = await aDynamo();
    await createTable(client, NAME, home);
    const { Table } = await client.send(new DescribeTableCommand({ TableName: NAME }));
    const wanted = Object.values(home.Resources).find(
      ({ Type }) => Type === 'AWS::DynamoDB::Table',
    );
    const { KeySchema, AttributeDefinitions } = Object(wanted?.Properties);
    expect(KeySchema).toHaveLength(2);
    expect(Table).toMatchObject({ TableStatus: 'ACTIVE', KeySchema, AttributeDefinitions });
  });

  it('keeps an item under both keys', async () => {
    const { client } = await aDynamo();
    await createTable(client, NAME, home);
    const Key = { service: { S: 'shop' }, item: { S: 'STATE' } };
    await client.send(
      new PutItemCommand({ TableName: NAME, Item: { ...Key, kept: { S: 'yes' } } }),
    );
    const { Item } = await client.send(new GetItemCommand({ TableName: NAME, Key }));
    expect(Item?.kept).toEqual({ S: 'yes' });
  });

  it('cannot be made of a template without one', async () => {
    const { client } = await aDynamo();
    await expect(createTable(client, NAME, { ...home, Resources: {} })).rejects.toThrow('no table');
    expect((await client.send(new ListTablesCommand({}))).TableNames).toEqual([]);
  });

  it('answers nobody any more once it is closed', async () => {
    const { client, dynamo } = await aDynamo();
    await client.send(new ListTablesCommand({}));
    await dynamo.close();
    await expect(fetch(dynamo.url)).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
  });
});
