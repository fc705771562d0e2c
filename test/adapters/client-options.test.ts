import { SNSClient } from '@aws-sdk/client-sns';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { OutOfTimeError, stopOutOfTime } from '../../src/adapters/out-of-time.ts';
import { snsNotifier } from '../../src/adapters/sns-notifier.ts';
import { AwsStub, ok, QUICK, xmlError } from './aws-stub.ts';
import { PUBLISHED } from './sns-stub.ts';

const MESSAGE = { key: 'k', subject: 's', text: 't', attributes: {} };

let aws: AwsStub;
beforeEach(async () => {
  aws = await AwsStub.start(() => 'silence');
});
afterEach(() => aws.close());

const publish = (client: SNSClient) =>
  snsNotifier({ client, topicArn: 'arn:aws:sns:us-west-2:123456789012:t' }).publish(MESSAGE);

describe('every client', () => {
  it('gives up on a server that never answers, after as many attempts as it may', async () => {
    const client = new SNSClient(aws.options({ ...QUICK, attempts: 2 }));
    await expect(publish(client)).rejects.toMatchObject({
      message: 'sns:Publish failed: TimeoutError',
    });
    expect(aws.requests).toHaveLength(2);
  });

  it('tries again what may help', async () => {
    const answers = [xmlError('Throttling', 'Rate exceeded'), ok(PUBLISHED)];
    aws.answer(() => answers.shift() ?? 'silence');
    await publish(new SNSClient(aws.options()));
    expect(aws.requests).toHaveLength(2);
  });
});

describe('near the end of the function’s own time', () => {
  it.each([
    [1_199, 0],
    [1_200, 1],
  ])('with %d ms left %d requests are begun that may take 200 ms', async (leftMs, requests) => {
    aws.answer(() => ok(PUBLISHED));
    const client = stopOutOfTime(new SNSClient(aws.options()), 200, () => leftMs);
    const failure = await publish(client).catch((error: Error) => error);
    expect(aws.requests).toHaveLength(requests);
    if (requests === 0) expect(failure).toMatchObject({ cause: new OutOfTimeError() });
  });

  it('the SDK’s own further attempts are held against it too', async () => {
    const left = [5_000, 100];
    aws.answer(() => xmlError('Throttling', 'Rate exceeded'));
    const client = stopOutOfTime(new SNSClient(aws.options()), 200, () => left.shift() ?? 0);
    await expect(publish(client)).rejects.toMatchObject({
      message: 'sns:Publish failed: OutOfTimeError',
    });
    expect(aws.requests).toHaveLength(1);
  });
});
