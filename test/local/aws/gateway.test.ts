import { DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { GetHealthCheckCountCommand, ListHostedZonesCommand } from '@aws-sdk/client-route-53';
import { PublishCommand } from '@aws-sdk/client-sns';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startDynamo } from '../../../src/local/local-table.ts';
import { aCloud, ONCE, refusal, type TestCloud, TOPIC } from './cloud.ts';
import { raw } from './raw.ts';

let cloud: TestCloud;
beforeEach(async () => {
  cloud = await aCloud();
});
afterEach(() => cloud.close());

const ROUTE53 = { service: 'route53', method: 'GET', path: '/2013-04-01/healthcheckcount' };

describe('every answer', () => {
  it('carries the account’s date and an id of its own', async () => {
    const [one, other] = [await raw(cloud, ROUTE53), await raw(cloud, ROUTE53)];
    const date = Date.parse(one.headers.get('date') ?? '');
    expect(Math.abs(date - cloud.clock.nowMs())).toBeLessThan(2000);
    expect(new Date(date).getUTCFullYear()).toBe(2026);
    expect(one.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/);
    expect(other.headers.get('x-amzn-requestid')).not.toBe(one.headers.get('x-amzn-requestid'));
  });

  it('is of the account as it is at that moment, pump or no pump', async () => {
    await using fast = await aCloud({ speed: 100_000 });
    const before = fast.world.nowMs;
    await raw(fast, ROUTE53);
    expect(fast.world.nowMs).toBeGreaterThan(before);
  });
});

describe('a request that nobody is here for', () => {
  it('is told that it must be signed, and what there is', async () => {
    const unsigned = await fetch(`${cloud.gateway.url}/`);
    expect(unsigned.status).toBe(403);
    expect(await unsigned.text()).toContain('MissingAuthenticationToken');
    const { status, text } = await raw(cloud, { service: 's3' });
    expect([status, text]).toEqual([501, expect.stringContaining('route53, monitoring, sns')]);
  });

  it('makes nobody think that a function called', async () => {
    const calls: string[] = [];
    await using other = await aCloud({ onCall: (key) => calls.push(key) });
    await raw(other, { service: 's3' });
    await fetch(`${other.gateway.url}/_local/status`);
    expect(calls).toEqual([]);
    await raw(other, ROUTE53);
    expect(calls).toEqual(['local']);
  });

  it('goes to the control when its path is the control’s', async () => {
    const asked: unknown[] = [];
    await using other = await aCloud({
      control: async (request) => {
        asked.push(request);
        return { status: 418, body: { hello: 1 } };
      },
    });
    const response = await fetch(`${other.gateway.url}/_local/faults?x=1`, {
      method: 'POST',
      body: '{}',
    });
    expect([response.status, await response.json()]).toEqual([418, { hello: 1 }]);
    expect(asked).toEqual([{ method: 'POST', path: '/_local/faults', body: '{}' }]);
    expect((await fetch(`${cloud.gateway.url}/_local/x`)).status).toBe(404);
  });
});

describe('a service at fault', () => {
  const calls = {
    route53Control: () => cloud.route53().send(new GetHealthCheckCountCommand({})),
    cloudWatchUsEast1: () => cloud.cloudWatch('us-east-1').send(new DescribeAlarmsCommand({})),
    cloudWatchHome: () => cloud.cloudWatch().send(new DescribeAlarmsCommand({})),
    notifier: () => cloud.sns().send(new PublishCommand({ TopicArn: TOPIC, Message: 'm' })),
    stateStore: () => new DynamoDBClient(cloud.options()).send(new ListTablesCommand({})),
  };

  it.each([
    ['route53Control', 'ServiceUnavailable'],
    ['cloudWatchUsEast1', 'InternalServiceFault'],
    ['cloudWatchHome', 'InternalServiceFault'],
    ['notifier', 'InternalError'],
    ['stateStore', 'InternalServerError'],
  ] as const)('answers 503 in its own protocol: %s', async (name, code) => {
    cloud.world.setFault(name, 'error');
    const error = await refusal(calls[name]());
    expect(error.name.replace(/Exception$/, '')).toBe(code);
    expect(error.$metadata?.httpStatusCode).toBe(503);
    expect(cloud.inbox.messages()).toEqual([]);
  });

  it('is tried again by the SDK', async () => {
    cloud.world.setFault('route53Control', 'error');
    const client = cloud.route53({ ...ONCE, attempts: 3 });
    expect(await refusal(client.send(new ListHostedZonesCommand({})))).toMatchObject({
      $metadata: { attempts: 3 },
    });
  });

  it('of one Region leaves the others alone', async () => {
    cloud.world.setFault('cloudWatchUsEast1', 'error');
    await calls.cloudWatchHome();
    cloud.world.setFault('cloudWatchUsEast1', undefined);
    cloud.world.setFault('cloudWatchHome', 'error');
    await calls.cloudWatchUsEast1();
  });

  it('that is silent is given up by the client, and nothing was done', async () => {
    cloud.world.setFault('notifier', 'silence');
    const error = await refusal(calls.notifier());
    expect(error.name).toBe('TimeoutError');
    expect(cloud.inbox.messages()).toEqual([]);
  });

  it('that loses its answer has done what was asked', async () => {
    cloud.world.setFault('notifier', 'answer-lost');
    const error = await refusal(calls.notifier());
    expect(error.message).toContain('socket hang up');
    expect(cloud.inbox.messages()).toHaveLength(1);
  });
});

describe('DynamoDB', () => {
  it('is reached as it is', async () => {
    await using open = new AsyncDisposableStack();
    const dynamo = open.adopt(await startDynamo(), (one) => one.close());
    await using other = await aCloud({ dynamoUrl: dynamo.url });
    const { TableNames } = await new DynamoDBClient(other.options()).send(
      new ListTablesCommand({}),
    );
    expect(TableNames).toEqual([]);
  });

  it('that is not there is an error, never an empty answer', async () => {
    const error = await refusal(
      new DynamoDBClient(cloud.options()).send(new ListTablesCommand({})),
    );
    expect(error.$metadata?.httpStatusCode).toBe(500);
  });
});
