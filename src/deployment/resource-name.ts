/** What a person looks for in the console. */
import type { DeployedResource } from './cloud-formation.ts';

const NAME_PROPERTIES = [
  'AlarmName',
  'DashboardName',
  'Name',
  'PolicyName',
  'QueueName',
  'RoleName',
  'TableName',
  'TopicName',
];

/** `undefined` for a resource that has no name of its own, or one that is worked out at deploy time. */
export function nameOf({ Properties = {} }: DeployedResource): string | undefined {
  const property = NAME_PROPERTIES.find((name) => typeof Properties[name] === 'string');
  return property === undefined ? undefined : String(Properties[property]);
}

/** Its name, else the name in its tags, else its logical id. */
export function resourceName(logicalId: string, resource: DeployedResource): string {
  return nameOf(resource) ?? tagged(resource.Properties?.HealthCheckTags) ?? logicalId;
}

function tagged(tags: unknown): string | undefined {
  if (!Array.isArray(tags)) return undefined;
  const value: unknown = tags.find(({ Key }) => Key === 'Name')?.Value;
  return typeof value === 'string' ? value : undefined;
}
