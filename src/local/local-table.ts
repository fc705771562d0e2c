/** DynamoDB by dynalite, with the table of the template in it. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  CreateTableCommand,
  type DynamoDBClient,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { TABLE } from '../infrastructure/functions.ts';
import type { WholeTemplate } from '../infrastructure/template.ts';

export interface LocalDynamo {
  readonly url: string;
  close(): Promise<void>;
}

/** On a port of its own; people and functions reach it through the gateway, where it can fail. */
export async function startDynamo(): Promise<LocalDynamo> {
  const server: Server = dynalite({ createTableMs: 0 });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen(0, '127.0.0.1', resolve);
  await promise;
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      const closed = Promise.withResolvers<void>();
      server.close(() => closed.resolve());
      server.closeAllConnections();
      await closed.promise;
    },
  };
}

/** As far as dynalite has what the template asks for: it knows no point-in-time recovery and no deletion protection. */
export async function createTable(
  client: DynamoDBClient,
  tableName: string,
  { Resources }: WholeTemplate,
): Promise<void> {
  const table = Resources[TABLE];
  if (table === undefined) throw new Error('The template has no table.');
  const { AttributeDefinitions, KeySchema, BillingMode } =
    table.Properties as unknown as CreateTableCommand['input'];
  await client.send(
    new CreateTableCommand({ TableName: tableName, AttributeDefinitions, KeySchema, BillingMode }),
  );
  await waitUntilTableExists({ client, maxWaitTime: 5, minDelay: 0.05 }, { TableName: tableName });
}
