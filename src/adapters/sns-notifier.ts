/** Messages to people, through the stack's topic. */
import { type MessageAttributeValue, PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { Notification } from '../messages/message.ts';
import type { Notifier } from '../ports.ts';
import { awsCall } from './aws-call.ts';
import { senselessAnswer } from './aws-error.ts';

const CALL = 'sns:Publish';

interface SnsNeeds {
  readonly client: SNSClient;
  readonly topicArn: string;
}

export function snsNotifier({ client, topicArn }: SnsNeeds): Notifier {
  return {
    publish: async ({ subject, text, attributes }) => {
      const command = new PublishCommand({
        TopicArn: topicArn,
        Subject: subject,
        Message: text,
        MessageAttributes: messageAttributes(attributes),
      });
      const { MessageId } = await awsCall(CALL, (options) => client.send(command, options));
      if (!MessageId) throw senselessAnswer(CALL, 'MessageId');
    },
  };
}

/** SNS refuses the whole message when one attribute is empty. */
function messageAttributes(
  attributes: Notification['attributes'],
): Record<string, MessageAttributeValue> {
  return Object.fromEntries(
    Object.entries(attributes)
      .filter(([, value]) => value !== '')
      .map(([name, value]) => [name, { DataType: 'String', StringValue: value }]),
  );
}
