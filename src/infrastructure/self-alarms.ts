/** Alarms on Switchback itself: that it lives, and that nothing it was told got lost. */
import type { Configuration } from '../core/service.ts';
import { FUNCTIONS, type FunctionId, functionName, functionRef, partOf } from './functions.ts';
import { DEAD_LETTERS } from './logical-ids.ts';
import { merged } from './merged.ts';
import { type PlainResource, ref } from './template.ts';
import { SELF_TOPIC } from './topics.ts';

/** Counted by every pass, in embedded metric format; the dimension holds the stack's name. */
export const HEARTBEAT = { namespace: 'Switchback', name: 'Passes', dimension: 'service' } as const;

/** How many metrics the passes of a stack count; each is paid for. */
export const SELF_METRICS = 4;

/** By logical id. */
export function selfAlarmResources({
  stackName,
}: Configuration): Readonly<Record<string, PlainResource>> {
  return {
    HeartbeatAlarm: heartbeatAlarm(stackName),
    DeadLettersAlarm: deadLettersAlarm(stackName),
    ...merged(FUNCTIONS.map((id) => ({ [partOf(id, 'ErrorsAlarm')]: errorsAlarm(stackName, id) }))),
  };
}

function heartbeatAlarm(stackName: string): PlainResource {
  return selfAlarm({
    AlarmName: `${stackName}-heartbeat`,
    AlarmDescription:
      'No pass for five minutes: Route 53 still fails over, but nothing is held and nobody is told.',
    Namespace: HEARTBEAT.namespace,
    MetricName: HEARTBEAT.name,
    Dimensions: [{ Name: HEARTBEAT.dimension, Value: stackName }],
    Statistic: 'Sum',
    EvaluationPeriods: 5,
    ComparisonOperator: 'LessThanThreshold',
    // Silence is what is looked for.
    TreatMissingData: 'breaching',
  });
}

function deadLettersAlarm(stackName: string): PlainResource {
  return selfAlarm({
    AlarmName: `${stackName}-dead-letters`,
    AlarmDescription:
      'Events that were not delivered, or that a function failed on, wait to be looked at.',
    Namespace: 'AWS/SQS',
    MetricName: 'ApproximateNumberOfMessagesVisible',
    Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': [DEAD_LETTERS, 'QueueName'] } }],
    Statistic: 'Maximum',
    EvaluationPeriods: 1,
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    TreatMissingData: 'notBreaching',
  });
}

function errorsAlarm(stackName: string, id: FunctionId): PlainResource {
  return selfAlarm({
    AlarmName: `${functionName(stackName, id)}-errors`,
    AlarmDescription: `The function ${id} failed.`,
    Namespace: 'AWS/Lambda',
    MetricName: 'Errors',
    Dimensions: [{ Name: 'FunctionName', Value: functionRef(id) }],
    Statistic: 'Sum',
    EvaluationPeriods: 1,
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    TreatMissingData: 'notBreaching',
  });
}

function selfAlarm(properties: Readonly<Record<string, unknown>>): PlainResource {
  const told = [ref(SELF_TOPIC)];
  return {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: { ...properties, Period: 60, Threshold: 1, AlarmActions: told, OKActions: told },
  };
}
