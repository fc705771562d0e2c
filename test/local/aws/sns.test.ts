import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  CreateTopicCommand,
  GetTopicAttributesCommand,
  ListSubscriptionsByTopicCommand,
  ListSubscriptionsCommand,
  ListTopicsCommand,
  PublishCommand,
  type SNSClient,
  SubscribeCommand,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { aCloud, refusal, type TestCloud, TOPIC } from './cloud.ts';

let cloud: TestCloud;
let client: SNSClient;
let endpoint: Server | undefined;
beforeEach(async () => {
  cloud = await aCloud({ speed: 200 });
  client = cloud.sns();
});
afterEach(async () => {
  endpoint?.close();
  endpoint?.closeAllConnections();
  await cloud.close();
});

const publish = (more: object = {}) =>
  client.send(new PublishCommand({ TopicArn: TOPIC, Message: 'm', ...more }));
const subscribe = (Protocol: string, Endpoint: string) =>
  client.send(new SubscribeCommand({ TopicArn: TOPIC, Protocol, Endpoint }));

/** The SDK names errors by their shapes, e.g. InvalidParameterException. */
describe('publishing', () => {
  it('keeps the message as it was sent', async () => {
    const { MessageId } = await publish({
      Subject: 'shop: held',
      Message: 'é <&> 利用者\r\nx',
      MessageAttributes: { service: { DataType: 'String', StringValue: 'shop' } },
    });
    expect(cloud.inbox.messages()).toEqual([
      {
        messageId: MessageId,
        topicArn: TOPIC,
        subject: 'shop: held',
        message: 'é <&> 利用者\r\nx',
        attributes: { service: 'shop' },
        atMs: expect.any(Number),
      },
    ]);
  });

  it.each([
    ['a topic that is not there', { TopicArn: `${TOPIC}x` }, 'NotFound', 404],
    ['a target that is no topic', { TopicArn: 'x' }, 'InvalidParameter', 400],
    ['nothing to say', { Message: '' }, 'InvalidParameter', 400],
    ['more than 256 KB', { Message: 'é'.repeat(131_073) }, 'InvalidParameter', 400],
    ['a subject of 101 characters', { Subject: 'x'.repeat(101) }, 'InvalidParameter', 400],
    ['a subject beyond ASCII', { Subject: 'é' }, 'InvalidParameter', 400],
    ['a subject of two lines', { Subject: 'a\nb' }, 'InvalidParameter', 400],
    [
      'an empty attribute',
      { MessageAttributes: { a: { DataType: 'String', StringValue: '' } } },
      'InvalidParameterValue',
      400,
    ],
  ])('refuses %s', async (_, more, name, httpStatusCode) => {
    const error = await refusal(publish(more));
    expect([error.name.replace(/Exception$/, ''), error.$metadata?.httpStatusCode]).toEqual([
      name,
      httpStatusCode,
    ]);
    expect(cloud.inbox.messages()).toEqual([]);
  });

  it('takes exactly 256 KB', async () => {
    await publish({ Message: 'x'.repeat(262_144) });
    expect(cloud.inbox.messages()).toHaveLength(1);
  });
});

describe('topics and who listens', () => {
  it('are made, listed and described', async () => {
    const { TopicArn } = await client.send(new CreateTopicCommand({ Name: 'other' }));
    expect((await client.send(new ListTopicsCommand({}))).Topics).toEqual([
      { TopicArn: TOPIC },
      { TopicArn },
    ]);
    await subscribe('email', 'operator@example.com');
    await subscribe('sqs', 'arn:aws:sqs:us-west-2:123456789012:q');
    const described = await client.send(new GetTopicAttributesCommand({ TopicArn: TOPIC }));
    expect(described.Attributes).toMatchObject({
      SubscriptionsConfirmed: '1',
      SubscriptionsPending: '1',
    });
  });

  it('a mail address stays pending, and a queue is confirmed, until it goes', async () => {
    expect((await subscribe('email', 'operator@example.com')).SubscriptionArn).toBe(
      'pending confirmation',
    );
    const { SubscriptionArn } = await subscribe('sqs', 'arn:aws:sqs:us-west-2:123456789012:q');
    const list = async () =>
      (
        await client.send(new ListSubscriptionsByTopicCommand({ TopicArn: TOPIC }))
      ).Subscriptions?.map((one) => one.SubscriptionArn);
    expect(await list()).toEqual(['PendingConfirmation', SubscriptionArn]);
    await client.send(new UnsubscribeCommand({ SubscriptionArn }));
    expect(await list()).toEqual(['PendingConfirmation']);
    expect((await client.send(new ListSubscriptionsCommand({}))).Subscriptions).toHaveLength(1);
  });

  it.each([
    ['sms', '+1'],
    ['http', 'http://example.com/'],
    ['http', 'https://127.0.0.1/'],
    ['email', 'nobody'],
    ['sqs', 'q'],
  ])('refuses %s %s', async (protocol, endpoint) => {
    expect(await refusal(subscribe(protocol, endpoint))).toMatchObject({
      name: expect.stringMatching(/^InvalidParameter/),
    });
  });
});

describe('an HTTP endpoint', () => {
  it('really gets the notification, again when it fails', async () => {
    const got: { headers: IncomingHttpHeaders; body: string }[] = [];
    const second = Promise.withResolvers<void>();
    const server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      got.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
      response.writeHead(got.length === 1 ? 500 : 200).end();
      if (got.length === 2) second.resolve();
    });
    endpoint = server;
    const listening = Promise.withResolvers<void>();
    server.listen(0, '127.0.0.1', listening.resolve);
    await listening.promise;
    const { port } = server.address() as AddressInfo;
    const { SubscriptionArn } = await subscribe('http', `http://127.0.0.1:${port}/hook`);
    const { MessageId } = await publish({ Subject: 's' });
    await second.promise;
    expect(got[0]?.headers).toMatchObject({
      'x-amz-sns-message-type': 'Notification',
      'x-amz-sns-subscription-arn': SubscriptionArn,
    });
    expect(JSON.parse(got[1]?.body ?? '')).toMatchObject({
      Type: 'Notification',
      MessageId,
      TopicArn: TOPIC,
      Subject: 's',
      Message: 'm',
    });
  });
});
