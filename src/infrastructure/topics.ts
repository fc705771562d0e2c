/** Who is told: one topic for what happens to services, one for what happens to Switchback itself. */
import type { Configuration, Subscription } from '../core/service.ts';
import { TOPIC } from './functions.ts';
import { merged } from './merged.ts';
import { policyDocument, type Statement, tlsOnly } from './policy.ts';
import { shortHash } from './short-hash.ts';
import { type PlainResource, ref, sub } from './template.ts';

export const SELF_TOPIC = 'SelfTopic';
/** In ears: for what happens to Switchback's home, said from another Region. */
export const EARS_SELF_TOPIC = 'EarsSelfTopic';

/** By logical id. */
export function topicResources({
  stackName,
  subscriptions,
}: Configuration): Readonly<Record<string, PlainResource>> {
  return {
    ...topic(TOPIC, { TopicName: stackName, KmsMasterKeyId: 'alias/aws/sns' }, []),
    ...selfTopic(SELF_TOPIC, `${stackName}-self`, stackName),
    ...merged(subscriptions.map((one) => subscriptionResources(one, [TOPIC, SELF_TOPIC]))),
  };
}

/** In ears, by logical id: an alarm can tell only a topic of its own Region. */
export function earsTopicResources({
  stackName,
  subscriptions,
}: Configuration): Readonly<Record<string, PlainResource>> {
  return {
    ...selfTopic(EARS_SELF_TOPIC, `${stackName}-ears-self`, stackName),
    ...merged(subscriptions.map((one) => subscriptionResources(one, [EARS_SELF_TOPIC]))),
  };
}

/**
 * Not encrypted at rest: an alarm cannot publish to a topic under AWS's own key, and a key of ours costs a fixed fee.
 * Nothing is said there but which of Switchback's alarms changed.
 */
function selfTopic(logicalId: string, TopicName: string, stackName: string) {
  return topic(logicalId, { TopicName }, [fromAlarms(stackName, logicalId)]);
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

function fromAlarms(stackName: string, topicLogicalId: string): Statement {
  const alarms = `arn:\${AWS::Partition}:cloudwatch:\${AWS::Region}:\${AWS::AccountId}:alarm:${stackName}-*`;
  return {
    Effect: 'Allow',
    Principal: { Service: 'cloudwatch.amazonaws.com' },
    Action: ['sns:Publish'],
    Resource: ref(topicLogicalId),
    Condition: {
      StringEquals: { 'aws:SourceAccount': ref('AWS::AccountId') },
      ArnLike: { 'aws:SourceArn': sub(alarms) },
    },
  };
}

function subscriptionResources(
  { protocol, endpoint }: Subscription,
  topicLogicalIds: readonly string[],
): Readonly<Record<string, PlainResource>> {
  const hash = shortHash([protocol, endpoint]);
  return Object.fromEntries(
    topicLogicalIds.map((id) => [
      `${id}Subscription${hash}`,
      {
        Type: 'AWS::SNS::Subscription',
        Properties: { TopicArn: ref(id), Protocol: protocol, Endpoint: endpoint },
      },
    ]),
  );
}
