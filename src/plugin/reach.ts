/** Clients with the credentials that the framework found, for whoever deploys. */
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { Route53Client } from '@aws-sdk/client-route-53';
import { dynamoStateStore } from '../adapters/dynamo-state-store.ts';
import { route53Records } from '../adapters/route53-records.ts';
import { EARS_REGION } from '../infrastructure/ears.ts';
import { cloudFormation } from './cloud-formation.ts';
import type { OslsProvider } from './osls.ts';
import type { Reach } from './read-account.ts';

export async function reachOf(provider: OslsProvider, homeRegion: string): Promise<Reach> {
  const configIn = (region: string) => provider.getAwsSdkV3Config({ region });
  const route53 = new Route53Client(await configIn(EARS_REGION));
  return {
    homeStacks: await cloudFormation(provider, homeRegion),
    earsStacks: await cloudFormation(provider, EARS_REGION),
    route53,
    records: route53Records({ client: route53 }),
    cloudWatchIn: async (region) => new CloudWatchClient(await configIn(region)),
    statesIn: async (tableName) =>
      dynamoStateStore({ client: new DynamoDBClient(await configIn(homeRegion)), tableName }),
  };
}
