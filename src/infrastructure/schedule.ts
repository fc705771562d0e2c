/** What runs the function `tick` every minute, and what becomes of a tick that fails. */
import type { Configuration } from '../core/service.ts';
import { type FunctionId, functionArn, functionRef, partOf } from './functions.ts';
import { DEAD_LETTERS } from './logical-ids.ts';
import { roleResource } from './policy.ts';
import { arnOf, type PlainResource, ref } from './template.ts';

const SCHEDULE_ROLE = 'TickScheduleRole';
const MINUTE_SECONDS = 60;

/** By logical id. */
export function scheduleResources({
  stackName,
}: Configuration): Readonly<Record<string, PlainResource>> {
  return {
    [SCHEDULE_ROLE]: scheduleRole(),
    TickSchedule: {
      Type: 'AWS::Scheduler::Schedule',
      Properties: {
        Name: `${stackName}-tick`,
        Description: 'One pass over all services every minute.',
        ScheduleExpression: 'rate(1 minute)',
        FlexibleTimeWindow: { Mode: 'OFF' },
        State: 'ENABLED',
        Target: {
          Arn: functionArn('tick'),
          RoleArn: arnOf(SCHEDULE_ROLE),
          // The next tick is the retry.
          RetryPolicy: { MaximumEventAgeInSeconds: MINUTE_SECONDS, MaximumRetryAttempts: 1 },
          DeadLetterConfig: { Arn: arnOf(DEAD_LETTERS) },
        },
      },
    },
    [partOf('tick', 'InvokeConfig')]: invokeConfig('tick', {
      OnFailure: { Destination: arnOf(DEAD_LETTERS) },
    }),
    // A person's command that could not run at once must not run later, when it may no longer be meant.
    [partOf('failback', 'InvokeConfig')]: invokeConfig('failback'),
    [partOf('operate', 'InvokeConfig')]: invokeConfig('operate'),
  };
}

function scheduleRole(): PlainResource {
  return roleResource(
    'scheduler.amazonaws.com',
    [
      { Effect: 'Allow', Action: ['lambda:InvokeFunction'], Resource: functionArn('tick') },
      { Effect: 'Allow', Action: ['sqs:SendMessage'], Resource: arnOf(DEAD_LETTERS) },
    ],
    {},
    { StringEquals: { 'aws:SourceAccount': ref('AWS::AccountId') } },
  );
}

/** For events that Lambda queues by itself: no second run, and none after a minute. */
function invokeConfig(
  id: FunctionId,
  DestinationConfig?: Readonly<Record<string, unknown>>,
): PlainResource {
  return {
    Type: 'AWS::Lambda::EventInvokeConfig',
    Properties: {
      FunctionName: functionRef(id),
      Qualifier: '$LATEST',
      MaximumRetryAttempts: 0,
      MaximumEventAgeInSeconds: MINUTE_SECONDS,
      ...(DestinationConfig && { DestinationConfig }),
    },
  };
}
