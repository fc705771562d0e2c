/** CloudFormation in one Region, by the framework's own SDK client: which stack is there, and what it is made of. */
import type * as Sdk from '@aws-sdk/client-cloudformation';
import type { ConfigIn } from './config-in.ts';
import { requireOfOsls } from './osls-packages.ts';

/** A template as it was deployed; of its properties nothing is certain. */
export interface DeployedTemplate {
  readonly Resources: Readonly<Record<string, DeployedResource>>;
}

export interface DeployedResource {
  readonly Type: string;
  readonly DeletionPolicy?: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

export interface DeployedStack {
  readonly status: string;
}

export interface StackEvent {
  readonly atMs: number;
  readonly logicalId: string;
  readonly type: string;
  readonly status: string;
  readonly reason: string;
}

export interface StackInput {
  readonly StackName: string;
  readonly TemplateBody?: string;
  readonly TemplateURL?: string;
  readonly Parameters: { readonly ParameterKey: string; readonly ParameterValue: string }[];
  readonly Tags: { readonly Key: string; readonly Value: string }[];
}

export interface CloudFormation {
  stack(name: string): Promise<DeployedStack | undefined>;
  template(name: string): Promise<DeployedTemplate | undefined>;
  /** Physical ids by logical id; none where no stack is. */
  physicalIds(name: string): Promise<ReadonlyMap<string, string>>;
  /** Newest first. */
  events(name: string): Promise<readonly StackEvent[]>;
  create(input: StackInput): Promise<void>;
  /** False when there is nothing to change. */
  update(input: StackInput): Promise<boolean>;
  remove(name: string): Promise<void>;
}

export async function cloudFormation(configIn: ConfigIn, region: string): Promise<CloudFormation> {
  const sdk = requireOfOsls('@aws-sdk/client-cloudformation') as typeof Sdk;
  const client = new sdk.CloudFormationClient(await configIn(region));
  return {
    stack: (name) => ifThere(async () => describe(sdk, client, name)),
    template: (name) =>
      ifThere(async () => {
        const { TemplateBody } = await client.send(
          new sdk.GetTemplateCommand({ StackName: name, TemplateStage: 'Original' }),
        );
        return JSON.parse(TemplateBody ?? '{"Resources":{}}') as DeployedTemplate;
      }),
    physicalIds: async (name) => (await ifThere(() => physicalIds(sdk, client, name))) ?? new Map(),
    events: (name) => events(sdk, client, name),
    create: async (input) => {
      await client.send(new sdk.CreateStackCommand(input));
    },
    update: (input) => update(sdk, client, input),
    remove: async (name) => {
      await client.send(new sdk.DeleteStackCommand({ StackName: name }));
    },
  };
}

async function describe(
  sdk: typeof Sdk,
  client: Sdk.CloudFormationClient,
  StackName: string,
): Promise<DeployedStack | undefined> {
  const { Stacks } = await client.send(new sdk.DescribeStacksCommand({ StackName }));
  const [stack] = Stacks ?? [];
  if (stack === undefined) return undefined;
  return { status: stack.StackStatus ?? 'UNKNOWN' };
}

async function physicalIds(
  sdk: typeof Sdk,
  client: Sdk.CloudFormationClient,
  StackName: string,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for await (const page of sdk.paginateListStackResources({ client }, { StackName })) {
    for (const { LogicalResourceId, PhysicalResourceId } of page.StackResourceSummaries ?? []) {
      if (LogicalResourceId && PhysicalResourceId) found.set(LogicalResourceId, PhysicalResourceId);
    }
  }
  return found;
}

async function events(
  sdk: typeof Sdk,
  client: Sdk.CloudFormationClient,
  StackName: string,
): Promise<readonly StackEvent[]> {
  const { StackEvents } = await client.send(new sdk.DescribeStackEventsCommand({ StackName }));
  return (StackEvents ?? []).map((event) => ({
    atMs: event.Timestamp?.getTime() ?? 0,
    logicalId: event.LogicalResourceId ?? '',
    type: event.ResourceType ?? '',
    status: event.ResourceStatus ?? '',
    reason: event.ResourceStatusReason ?? '',
  }));
}

async function update(
  sdk: typeof Sdk,
  client: Sdk.CloudFormationClient,
  input: StackInput,
): Promise<boolean> {
  try {
    await client.send(new sdk.UpdateStackCommand(input));
    return true;
  } catch (error) {
    // An error is CloudFormation's only way to say so.
    if (String(error).includes('No updates are to be performed')) return false;
    throw error;
  }
}

async function ifThere<T>(read: () => Promise<T | undefined>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (/Stack .*does not exist/.test(String(error))) return undefined;
    throw error;
  }
}
