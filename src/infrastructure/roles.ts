/** One role a function, each with what its function does and nothing else. */
import { HOLD_METRIC } from '../core/names.ts';
import type { Configuration } from '../core/service.ts';
import { FUNCTIONS, type FunctionId, logGroupName, partOf, TABLE, TOPIC } from './functions.ts';
import { DEAD_LETTERS } from './logical-ids.ts';
import { merged } from './merged.ts';
import { roleResource, type Statement } from './policy.ts';
import { recordStatements } from './record-permissions.ts';
import { arnOf, type PlainResource, ref } from './template.ts';
import { WAKE_QUEUE } from './wake.ts';
import { allow, wildcards } from './wildcards.ts';

/** By logical id. */
export function roleResources(
  configuration: Configuration,
): Readonly<Record<string, PlainResource>> {
  return merged(
    FUNCTIONS.map((id) => ({
      [partOf(id, 'Role')]: roleResource('lambda.amazonaws.com', statementsOf(configuration, id)),
    })),
  );
}

/** Of the longest of the roles' policies, as IAM counts them: without blanks. */
export function roleCharacters(configuration: Configuration): number {
  const sizes = FUNCTIONS.map((id) => JSON.stringify(statementsOf(configuration, id)).length);
  return Math.max(...sizes);
}

/** Whatever wakes a function, it runs the same pass. */
function statementsOf(configuration: Configuration, id: FunctionId): readonly Statement[] {
  const own = OWN_STATEMENTS[id];
  return [...passStatements(configuration, logGroupName(configuration.stackName, id)), ...own];
}

function passStatements({ services }: Configuration, logGroup: string): readonly Statement[] {
  const { metrics, alarms, changes, logStreams } = wildcards(logGroup);
  return [
    ...recordStatements(services),
    allow(changes),
    allow(alarms),
    allow(metrics, { StringEquals: { 'cloudwatch:namespace': HOLD_METRIC.namespace } }),
    {
      Effect: 'Allow',
      Action: [
        'dynamodb:BatchGetItem',
        'dynamodb:BatchWriteItem',
        'dynamodb:GetItem',
        'dynamodb:PutItem',
      ],
      Resource: arnOf(TABLE),
    },
    { Effect: 'Allow', Action: ['sns:Publish'], Resource: ref(TOPIC) },
    allow(logStreams),
  ];
}

const OWN_STATEMENTS: Readonly<Record<FunctionId, readonly Statement[]>> = {
  alarm: [
    {
      Effect: 'Allow',
      Action: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
      Resource: arnOf(WAKE_QUEUE),
    },
  ],
  // Lambda puts an event that the function failed on there, as the function.
  tick: [{ Effect: 'Allow', Action: ['sqs:SendMessage'], Resource: arnOf(DEAD_LETTERS) }],
  failback: [],
  operate: [],
};
