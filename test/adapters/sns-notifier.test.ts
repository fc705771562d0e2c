import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { afterEach, describe, expect, it } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { snsNotifier } from '../../src/adapters/sns-notifier.ts';

const TOPIC = 'arn:aws:sns:us-west-2:123456789012:switchback';
const client = new SNSClient({ region: 'us-west-2' });
const sns = mockClient(client);
afterEach(() => {
  sns.reset();
});

const notifier = snsNotifier({ client, topicArn: TOPIC });
const message = {
  key: 'shop#7',
  subject: 'shop: held',
  text: 'Users see Oregon.',
  attributes: { service: 'shop', incident: '' },
};

describe('a message', () => {
  it('goes to the topic, without attributes that are empty', async () => {
    sns.on(PublishCommand).resolves({ MessageId: 'm' });
    await notifier.publish(message);
    expect(sns.commandCalls(PublishCommand).map(({ args }) => args[0].input)).toEqual([
      {
        TopicArn: TOPIC,
        Subject: 'shop: held',
        Message: 'Users see Oregon.',
        MessageAttributes: { service: { DataType: 'String', StringValue: 'shop' } },
      },
    ]);
  });

  it('counts as sent only when SNS gave it an id', async () => {
    sns.on(PublishCommand).resolves({});
    await expect(notifier.publish(message)).rejects.toThrow(
      'sns:Publish failed: the answer has no',
    );
  });

  it('that is refused tells the code and nothing that could be secret', async () => {
    const refusal = Object.assign(new Error('CANARY-SECRET'), { name: 'KMSDisabledException' });
    sns.on(PublishCommand).rejects(refusal);
    const failure = await notifier.publish(message).catch((error: Error) => error);
    expect(String(failure)).toBe('AwsError: sns:Publish failed: KMSDisabledException');
    expect(failure).toMatchObject({ cause: refusal });
  });
});
