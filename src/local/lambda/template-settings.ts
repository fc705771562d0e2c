/** What the template says of functions, queue and schedule, as the local cloud needs it. */
import {
  FUNCTIONS,
  type FunctionId,
  functionName,
  partOf,
  TIMEOUT_SECONDS,
} from '../../infrastructure/functions.ts';
import type { WholeTemplate } from '../../infrastructure/template.ts';
import { WAKE_QUEUE } from '../../infrastructure/wake.ts';
import { localArn } from '../account.ts';
import type { EventSourceSettings } from './event-source.ts';
import type { QueueSettings } from './queue.ts';

/** A property of a resource, of which only its own reader knows the shape. */
function propertiesOf<Properties>({ Resources }: WholeTemplate, logicalId: string): Properties {
  const resource = Resources[logicalId];
  if (resource === undefined) throw new Error(`The template has no ${logicalId}.`);
  return resource.Properties as Properties;
}

export function queueSettings(template: WholeTemplate, region: string): QueueSettings {
  const { QueueName, VisibilityTimeout, MessageRetentionPeriod, RedrivePolicy } = propertiesOf<{
    readonly QueueName: string;
    readonly VisibilityTimeout: number;
    readonly MessageRetentionPeriod: number;
    readonly RedrivePolicy: { readonly maxReceiveCount: number };
  }>(template, WAKE_QUEUE);
  return {
    arn: localArn('sqs', region, QueueName),
    visibilityMs: VisibilityTimeout * 1000,
    retentionMs: MessageRetentionPeriod * 1000,
    maxReceiveCount: RedrivePolicy.maxReceiveCount,
  };
}

export function eventSourceSettings(template: WholeTemplate, region: string): EventSourceSettings {
  const source = propertiesOf<{
    readonly BatchSize: number;
    readonly MaximumBatchingWindowInSeconds: number;
    readonly ScalingConfig: { readonly MaximumConcurrency: number };
  }>(template, 'WakeSource');
  return {
    region,
    batchSize: source.BatchSize,
    batchWindowMs: source.MaximumBatchingWindowInSeconds * 1000,
    maximumConcurrency: source.ScalingConfig.MaximumConcurrency,
  };
}

/** How often a tick that fails is tried again. */
export function tickRetries(template: WholeTemplate): number {
  const { MaximumRetryAttempts } = propertiesOf<{ readonly MaximumRetryAttempts: number }>(
    template,
    partOf('tick', 'InvokeConfig'),
  );
  return MaximumRetryAttempts;
}

/** What the framework makes of serverless.yml: Lambda refuses more than the template's time-out. */
export const LAMBDA = { timeoutSeconds: TIMEOUT_SECONDS, memoryMb: 512 } as const;

export function functionNames(stackName: string): ReadonlyMap<string, FunctionId> {
  return new Map(FUNCTIONS.map((id) => [functionName(stackName, id), id]));
}
