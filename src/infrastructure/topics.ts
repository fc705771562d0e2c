/** Who is told: one topic for what happens to services, one for what happens to Switchback itself. */
import type { Configuration, Subscription } from '../core/service.ts';
import { TOPIC } from './functions.ts';
import { merged } from './merged.ts';
import { policyDocument, type Statement, tlsOnly } from './policy.ts';
import { shortHash } from './short-hash.ts';
import { type PlainResource, ref, sub } from './template.ts';

export const SELF_TOPIC = 'SelfTopic';

/** By logical id. */
export function topicResources({
  stackName,
  subscriptions,
}: Configuration): Readonly<Record<string, PlainResource>> {
  return {
    ...topic(TOPIC, { TopicName: stackName, KmsMasterKeyId: 'alias/aws/sns' }, []),
    // Not encrypted at rest: an alarm cannot publish to a topic under AWS's own key, and a key of ours costs a fixed
    // fee. Nothing is said there but which of Switchback's alarms changed.
    ...topic(SELF_TOPIC, { TopicName: `${stackName}-self` }, [fromAlarms(stackName)]),
    ...merged(subscriptions.map(subscriptionResources)),
  };
}

function topic(
  logicalId: string,
  properties: Readonly<Record<string, unknown>>,
  statements: readonly Statement[],
): Readonly<Record<string, PlainResource>> {
  return {
    [logicalId]: { Type: 'AWS::SNS::Topic', Properties: properties },
    [`${logicalId}Policy`]: {
      Type: 'AWS::SNS::TopicPolicy',
      Properties: {
        Topics: [ref(logicalId)],
        PolicyDocument: policyDocument([...statements, tlsOnly('sns:Publish', ref(logicalId))]),
      },
    },
  };
}

function fromAlarms(stackName: string): Statement {
  const alarms = `arn:\${AWS::Partition}:cloudwatch:\${AWS::Region}:\${AWS::AccountId}:alarm:${stackName}-*`;
  return {
    Effect: 'Allow',
    Principal: { Service: 'cloudwatch.amazonaws.com' },
    Action: ['sns:Publish'],
    Resource: ref(SELF_TOPIC),
    Condition: {
      StringEquals: { 'aws:SourceAccount': ref('AWS::AccountId') },
      ArnLike: { 'aws:SourceArn': sub(alarms) },
    },
  };
}

function subscriptionResources({
  protocol,
  endpoint,
}: Subscription): Readonly<Record<string, PlainResource>> {
  const hash = shortHash([protocol, endpoint]);
  const to = (topicLogicalId: string): PlainResource => ({
    Type: 'AWS::SNS::Subscription',
    Properties: { TopicArn: ref(topicLogicalId), Protocol: protocol, Endpoint: endpoint },
  });
  return {
    [`${TOPIC}Subscription${hash}`]: to(TOPIC),
    [`${SELF_TOPIC}Subscription${hash}`]: to(SELF_TOPIC),
  };
}
