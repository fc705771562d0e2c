/** Clients with the credentials of whoever looks. */
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { Route53Client } from '@aws-sdk/client-route-53';
import { dynamoStateStore } from '../adapters/dynamo-state-store.ts';
import { route53Records } from '../adapters/route53-records.ts';
import { EARS_REGION } from '../infrastructure/ears.ts';
import { cloudFormation } from './cloud-formation.ts';
import type { ConfigIn } from './config-in.ts';
import type { Reach } from './read-account.ts';

export async function reachOf(configIn: ConfigIn, homeRegion: string): Promise<Reach> {
  const route53 = new Route53Client(await configIn(EARS_REGION));
  return {
    homeStacks: await cloudFormation(configIn, homeRegion),
    earsStacks: await cloudFormation(configIn, EARS_REGION),
    route53,
    records: route53Records({ client: route53 }),
    cloudWatchIn: async (region) => new CloudWatchClient(await configIn(region)),
    statesIn: async (tableName) =>
      dynamoStateStore({ client: new DynamoDBClient(await configIn(homeRegion)), tableName }),
  };
}
