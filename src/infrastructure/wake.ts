/** In home: the bus that ears sends to, the queue behind it, and the function `alarm` that empties the queue. */
import type { Configuration } from '../core/service.ts';
import { functionRef, TIMEOUT_SECONDS } from './functions.ts';
import { DEAD_LETTERS } from './logical-ids.ts';
import { roleResource } from './policy.ts';
import { deadLetterResources, fromRule, queueResources } from './queues.ts';
import { arnOf, type PlainResource, ref } from './template.ts';
import { alarmEvents, earsRoleName, homeBusName, WAKE_RETRY } from './wake-path.ts';

export const WAKE_QUEUE = 'WakeQueue';
const BUS = 'Bus';
const RULE = 'WakeRule';
const EARS_ROLE = 'EarsRole';

/** AWS asks for at least six time-outs, so that a message is not seen again while its batch is still worked on. */
const VISIBILITY_TIMEOUTS = 6;
const TRIES = 3;
const HOUR_SECONDS = 60 * 60;

/** By logical id. */
export function wakeResources({
  stackName,
}: Configuration): Readonly<Record<string, PlainResource>> {
  return {
    ...busResources(stackName),
    ...queueResources(
      WAKE_QUEUE,
      {
        QueueName: `${stackName}-wake`,
        VisibilityTimeout: VISIBILITY_TIMEOUTS * TIMEOUT_SECONDS,
        MessageRetentionPeriod: HOUR_SECONDS,
        RedrivePolicy: { deadLetterTargetArn: arnOf(DEAD_LETTERS), maxReceiveCount: TRIES },
      },
      [fromRule(arnOf(RULE), WAKE_QUEUE)],
    ),
    ...deadLetterResources(DEAD_LETTERS, `${stackName}-dead-letters`, [
      fromRule(arnOf(RULE), DEAD_LETTERS),
    ]),
    [RULE]: wakeRule(stackName),
    WakeSource: wakeSource(),
  };
}

function busResources(stackName: string): Readonly<Record<string, PlainResource>> {
  return {
    [BUS]: { Type: 'AWS::Events::EventBus', Properties: { Name: homeBusName(stackName) } },
    [EARS_ROLE]: roleResource(
      'events.amazonaws.com',
      [{ Effect: 'Allow', Action: ['events:PutEvents'], Resource: arnOf(BUS) }],
      { RoleName: earsRoleName(stackName) },
    ),
    BusPolicy: {
      Type: 'AWS::Events::EventBusPolicy',
      Properties: {
        EventBusName: ref(BUS),
        StatementId: 'ears',
        Statement: {
          Effect: 'Allow',
          Principal: { AWS: arnOf(EARS_ROLE) },
          Action: 'events:PutEvents',
          Resource: arnOf(BUS),
        },
      },
    },
  };
}

function wakeRule(stackName: string): PlainResource {
  return {
    Type: 'AWS::Events::Rule',
    Properties: {
      EventBusName: ref(BUS),
      Name: `${stackName}-wake`,
      Description: 'Alarm events that ears passed on wake the function alarm.',
      EventPattern: alarmEvents(stackName),
      State: 'ENABLED',
      Targets: [
        {
          Id: 'queue',
          Arn: arnOf(WAKE_QUEUE),
          RetryPolicy: WAKE_RETRY,
          DeadLetterConfig: { Arn: arnOf(DEAD_LETTERS) },
        },
      ],
    },
  };
}

function wakeSource(): PlainResource {
  return {
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: {
      EventSourceArn: arnOf(WAKE_QUEUE),
      FunctionName: functionRef('alarm'),
      // Many alarms at once become few passes.
      BatchSize: 100,
      MaximumBatchingWindowInSeconds: 1,
      ScalingConfig: { MaximumConcurrency: 2 },
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    },
  };
}
