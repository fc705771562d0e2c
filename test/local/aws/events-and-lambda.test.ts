import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { aCloud, type TestCloud } from './cloud.ts';
import { raw, rawJson } from './raw.ts';

let cloud: TestCloud;
beforeEach(async () => {
  cloud = await aCloud();
});
afterEach(() => cloud.close());

const events = (action: string, input: object) =>
  rawJson(cloud, 'events', `AWSEvents.${action}`, input);
const entry = (more: object = {}) => ({
  Source: 'shop',
  DetailType: 'd',
  Detail: '{"a":1}',
  ...more,
});

describe('EventBridge', () => {
  it('puts events on the bus, and answers for each of them', async () => {
    const { body } = await events('PutEvents', {
      Entries: [
        entry({
          Resources: ['r'],
          Time: 1_795_478_400,
          EventBusName: 'arn:aws:events:us-west-2:1:event-bus/home',
        }),
        entry({ Source: 'aws.cloudwatch' }),
        entry({ Detail: '[1]' }),
        entry({ DetailType: '' }),
      ],
    });
    expect(body).toEqual({
      FailedEntryCount: 3,
      Entries: [
        { EventId: 'event-1' },
        {
          ErrorCode: 'NotAuthorizedForSourceException',
          ErrorMessage: 'Not authorized for the source.',
        },
        { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' },
        { ErrorCode: 'InvalidArgument', ErrorMessage: expect.stringContaining('DetailType') },
      ],
    });
    expect(cloud.bus.put).toEqual([
      {
        source: 'shop',
        detailType: 'd',
        detail: { a: 1 },
        resources: ['r'],
        atMs: 1_795_478_400_000,
        region: 'us-west-2',
        busName: 'home',
      },
    ]);
  });

  it('takes one to ten entries', async () => {
    for (const Entries of [[], Array(11).fill(entry())]) {
      expect(await events('PutEvents', { Entries })).toMatchObject({
        status: 400,
        body: { __type: 'ValidationException' },
      });
    }
  });

  it('knows the rules of a bus', async () => {
    const listed = await events('ListRules', { EventBusName: 'home', NamePrefix: 'home-' });
    expect(listed.body.Rules).toEqual([
      expect.objectContaining({
        Name: 'home-wake',
        EventPattern: '{"source":["aws.cloudwatch"]}',
        Arn: 'arn:aws:events:us-west-2:123456789012:rule/home/home-wake',
      }),
    ]);
    expect((await events('ListRules', {})).body.Rules).toEqual([]);
    expect(await events('DescribeRule', { Name: 'none' })).toMatchObject({
      status: 400,
      body: { __type: 'ResourceNotFoundException' },
    });
  });

  it('says which actions there are', async () => {
    expect(await events('PutRule', {})).toMatchObject({
      status: 501,
      body: { message: expect.stringContaining('PutEvents, ListRules, DescribeRule') },
    });
  });
});

describe('Lambda', () => {
  const invoke = (
    body: string | undefined,
    headers: Record<string, string> = {},
    name = 'switchback-tick',
  ) =>
    raw(cloud, {
      service: 'lambda',
      path: `/2015-03-31/functions/${encodeURIComponent(name)}/invocations`,
      headers,
      ...(body !== undefined && { body }),
    });

  it('waits for the answer, and brings the tail of the log', async () => {
    const { status, headers, text } = await invoke('{"a":1}', { 'x-amz-log-type': 'Tail' });
    expect([status, text]).toEqual([200, '{"got":{"a":1}}']);
    expect(headers.get('x-amz-function-error')).toBeNull();
    expect(headers.get('x-amz-executed-version')).toBe('$LATEST');
    expect(headers.get('x-amzn-requestid')).toBe('11111111-2222-4333-8444-555555555555');
    const tail = Buffer.from(headers.get('x-amz-log-result') ?? '', 'base64').toString();
    expect(tail).toBe('START\nEND é\n');
  });

  it('says when the function failed, with 200 all the same', async () => {
    cloud.lambda.fails = true;
    const { status, headers, text } = await invoke(undefined);
    expect([status, headers.get('x-amz-function-error'), text]).toEqual([
      200,
      'Unhandled',
      '{"errorType":"Error"}',
    ]);
    expect(cloud.lambda.invoked).toEqual([{ name: 'switchback-tick', payload: '{}', waits: true }]);
  });

  it('takes an event without waiting, and a dry run without running', async () => {
    const as = (type: string) => invoke('1', { 'x-amz-invocation-type': type });
    expect([(await as('Event')).status, (await as('DryRun')).status]).toEqual([202, 204]);
    expect(cloud.lambda.invoked).toEqual([{ name: 'switchback-tick', payload: '1', waits: false }]);
    expect((await as('Later')).status).toBe(400);
  });

  it.each([
    ['a function that is not there', 'none', '{}', 404, 'ResourceNotFoundException'],
    ['a body that is not JSON', 'switchback-tick', '{', 400, 'InvalidRequestContentException'],
  ])('refuses %s', async (_, name, body, status, code) => {
    const answer = await invoke(body, {}, name);
    expect([answer.status, answer.headers.get('x-amzn-errortype')]).toEqual([status, code]);
    expect(JSON.parse(answer.text)).toMatchObject({ Type: 'User', Message: expect.any(String) });
    expect(cloud.lambda.invoked).toEqual([]);
  });

  it('refuses an event of more than 1 MB', async () => {
    const { status } = await invoke(`"${'x'.repeat(1_048_576)}"`, {
      'x-amz-invocation-type': 'Event',
    });
    expect(status).toBe(413);
  });

  it('describes its functions, by name, ARN and qualifier', async () => {
    const get = async (path: string) =>
      JSON.parse(
        (
          await raw(cloud, {
            service: 'lambda',
            method: 'GET',
            path: `/2015-03-31/functions${path}`,
          })
        ).text,
      );
    expect((await get('/')).Functions).toHaveLength(1);
    const arn = 'arn:aws:lambda:us-west-2:123456789012:function:switchback-tick';
    expect(await get(`/${encodeURIComponent(arn)}/configuration`)).toMatchObject({
      FunctionArn: arn,
      MemorySize: 256,
      Timeout: 30,
      Runtime: 'nodejs24.x',
    });
    expect((await get('/switchback-tick:$LATEST')).Configuration.Handler).toBe(
      'dist/index.handler',
    );
  });
});
