/** Queues that take nothing without TLS and are encrypted with SQS's own key. */
import { policyDocument, type Statement, tlsOnly } from './policy.ts';
import { arnOf, type GetAtt, type PlainResource, ref } from './template.ts';

/** By logical id: the queue, and its policy. */
export function queueResources(
  logicalId: string,
  properties: Readonly<Record<string, unknown>>,
  statements: readonly Statement[],
): Readonly<Record<string, PlainResource>> {
  return {
    [logicalId]: {
      Type: 'AWS::SQS::Queue',
      Properties: { ...properties, SqsManagedSseEnabled: true },
    },
    [`${logicalId}Policy`]: {
      Type: 'AWS::SQS::QueuePolicy',
      Properties: {
        Queues: [ref(logicalId)],
        PolicyDocument: policyDocument([...statements, tlsOnly('sqs:*', arnOf(logicalId))]),
      },
    },
  };
}

/** A queue that keeps what could not be delivered or done, as long as SQS keeps anything. */
export function deadLetterResources(
  logicalId: string,
  name: string,
  senders: readonly Statement[],
): Readonly<Record<string, PlainResource>> {
  const days = 14;
  const MessageRetentionPeriod = days * 24 * 60 * 60;
  return queueResources(logicalId, { QueueName: name, MessageRetentionPeriod }, senders);
}

/** That rule and no other may send to that queue. */
export function fromRule(ruleArn: GetAtt, queueLogicalId: string): Statement {
  return {
    Effect: 'Allow',
    Principal: { Service: 'events.amazonaws.com' },
    Action: ['sqs:SendMessage'],
    Resource: arnOf(queueLogicalId),
    Condition: { ArnEquals: { 'aws:SourceArn': ruleArn } },
  };
}
