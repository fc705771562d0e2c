import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { dynamoStateStore } from '../../src/adapters/dynamo-state-store.ts';
import type { StateStore } from '../../src/ports.ts';
import { type Answering, type AwsAnswer, AwsStub, jsonError, ok, QUICK } from './aws-stub.ts';
import { DynamoStub } from './dynamo-stub.ts';

const PATIENCE = { tries: 3, pauseMs: 0 };

let dynamo: DynamoStub;
let aws: AwsStub;
let store: StateStore;

beforeEach(async () => {
  dynamo = new DynamoStub();
  aws = await AwsStub.start(dynamo.answer);
  store = storeWith(1);
});
afterEach(() => aws.close());

function storeWith(attempts: number): StateStore {
  const client = new DynamoDBClient(aws.options({ ...QUICK, attempts }));
  return dynamoStateStore({ client, tableName: 'table', patience: PATIENCE });
}

async function save(version: number, expectedVersion: number | null, using = store) {
  const items = new Map([['shop', { item: { version, phase: 'OnPrimary' }, expectedVersion }]]);
  return (await using.save(items)).get('shop');
}

/** Answers the first so many requests in that way, all others as the table does. */
function first(times: number, answer: Answering): void {
  let left = times;
  aws.answer((request) => {
    left -= 1;
    return left >= 0 ? answer(request) : dynamo.answer(request);
  });
}

const entry = (at: number) => ({
  service: 'shop',
  key: `${1_795_478_400_000 + at}#1#0`,
  incident: at === 0 ? null : 'shop-1',
  atMs: 1_795_478_400_000 + at,
  entry: { at },
});

describe('the layout of the table', () => {
  it('is a state and entries under their service, by time', async () => {
    await save(1, null);
    await store.addTimeline([entry(0), entry(1)]);
    const shop = { S: 'shop' };
    expect([...dynamo.items.values()]).toEqual([
      {
        service: shop,
        item: { S: 'STATE' },
        version: { N: '1' },
        body: { S: '{"version":1,"phase":"OnPrimary"}' },
        writer: { S: expect.any(String) },
      },
      {
        service: shop,
        item: { S: 'ENTRY#1795478400000#1#0' },
        atMs: { N: '1795478400000' },
        body: { S: '{"at":0}' },
      },
      {
        service: shop,
        item: { S: 'ENTRY#1795478400001#1#0' },
        atMs: { N: '1795478400001' },
        incident: { S: 'shop-1' },
        body: { S: '{"at":1}' },
      },
    ]);
  });

  it('is read consistently', async () => {
    await store.load(['shop']);
    await store.listTimeline('shop', 1);
    expect(aws.requests.map(({ text }) => text.includes('"ConsistentRead":true'))).toEqual([
      true,
      true,
    ]);
  });
});

describe('loading', () => {
  it.each([
    ['another version than in the body', { version: { N: '7' } }],
    ['no version', { version: undefined }],
    ['a body that is no JSON', { body: { S: '{"version":1' } }],
    ['no body', { body: undefined }],
    ['a body that is no object', { body: { S: '1' } }],
    ['a body of null', { body: { S: 'null' }, version: undefined }],
  ])('gives an item that somebody broke as something that is no state: %s', async (_, broken) => {
    await save(1, null);
    const [[key = '', item] = []] = dynamo.items;
    dynamo.items.set(key, JSON.parse(JSON.stringify({ ...item, ...broken })));
    expect(typeof (await store.load(['shop'])).get('shop')).toBe('string');
  });

  it('asks again for what was left over', async () => {
    await save(1, null);
    dynamo.leftOver.push(2, 1);
    expect((await store.load(['shop', 'api'])).size).toBe(1);
    expect(aws.requests).toHaveLength(1 + 3);
  });

  it('rejects when something is left over to the end, and not before', async () => {
    dynamo.leftOver.push(1, 1, 1, 1);
    await expect(store.load(['shop'])).rejects.toMatchObject({ call: 'dynamodb:BatchGetItem' });
    expect(aws.requests).toHaveLength(PATIENCE.tries);
  });

  it.each([
    ['nothing', ok('')],
    ['an empty object', ok({})],
    ['items without keys that were left over', ok({ Responses: { table: [] } })],
    ['HTML', ok('<html>CANARY-BODY</html>')],
    ['an error', jsonError('ProvisionedThroughputExceededException')],
    ['a server error', jsonError('InternalServerError', 500)],
    ['a table that is not there', jsonError('ResourceNotFoundException')],
    ['a reset', 'reset' as const],
    ['silence', 'silence' as const],
  ])('rejects, and takes no service for new, when it is answered %s', async (_, answer) => {
    await save(1, null);
    aws.answer(() => answer);
    const failure = await store.load(['shop']).catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: 'AwsError', call: 'dynamodb:BatchGetItem' });
    expect(String(failure)).not.toContain('CANARY');
  });
});

describe('saving', () => {
  it('hears of a put whose answer was lost that it was done', async () => {
    first(1, (request) => {
      dynamo.answer(request);
      return 'reset';
    });
    expect(await save(1, null)).toEqual({ outcome: 'saved' });
  });

  it('takes no put for lost that the SDK sent again by itself', async () => {
    first(1, (request) => {
      dynamo.answer(request);
      return jsonError('InternalServerError', 500);
    });
    expect(await save(1, null, storeWith(2))).toEqual({ outcome: 'saved' });
    expect(aws.requests).toHaveLength(2);
  });

  it('hears of a put that was never done, and of one that another pass won', async () => {
    first(1, () => 'silence');
    expect(await save(1, null)).toEqual({
      outcome: 'failed',
      why: 'dynamodb:PutItem failed: TimeoutError',
    });
    first(1, async (): Promise<AwsAnswer> => {
      aws.answer(dynamo.answer);
      await save(1, null);
      return 'reset';
    });
    expect(await save(1, null)).toEqual({ outcome: 'conflict' });
  });

  it('is won by one of two passes that decide the same, byte by byte', async () => {
    expect(await save(1, null)).toEqual({ outcome: 'saved' });
    expect(await save(1, null)).toEqual({ outcome: 'conflict' });
  });

  it.each([
    ['an error', jsonError('AccessDeniedException'), 'AccessDeniedException (HTTP 400)'],
    ['HTML', ok('<html>CANARY-BODY</html>'), 'SyntaxError (HTTP 200)'],
    ['nothing', ok(''), 'the answer has no ConsumedCapacity'],
    // Jest's own realm hides the error's name here.
    ['a reset', 'reset' as const, 'failed'],
  ])('fails one by one when it is answered %s', async (_, answer, code) => {
    aws.answer(() => answer);
    const result = await save(1, null);
    expect(result).toEqual({ outcome: 'failed', why: expect.stringContaining('dynamodb:PutItem') });
    expect(JSON.stringify(result)).not.toContain('CANARY');
    expect(JSON.stringify(result)).toContain(code);
  });
});

describe('the time-line', () => {
  it('is written again where something was left over, and one key once', async () => {
    dynamo.leftOver.push(3, 1);
    await store.addTimeline([0, 1, 2, 3, 3].map(entry));
    expect(dynamo.items.size).toBe(4);
    expect(aws.requests).toHaveLength(3);
  });

  it.each([
    ['something is left over to the end', dynamoLeaves],
    ['the answer is senseless', () => aws.answer(() => ok({}))],
  ])('rejects when %s', async (_, prepare) => {
    prepare();
    await expect(store.addTimeline([entry(0)])).rejects.toMatchObject({ name: 'AwsError' });
  });

  it('shows an entry that somebody broke as the text that it is', async () => {
    await store.addTimeline([entry(0)]);
    const [[key = '', item] = []] = dynamo.items;
    dynamo.items.set(key, { ...item, body: { S: '{"at"' } });
    expect(await store.listTimeline('shop', 1)).toEqual([{ ...entry(0), entry: '{"at"' }]);
  });

  it('rejects when the answer has no items', async () => {
    aws.answer(() => ok({}));
    await expect(store.listTimeline('shop', 1)).rejects.toMatchObject({ call: 'dynamodb:Query' });
  });
});

function dynamoLeaves(): void {
  dynamo.leftOver.push(1, 1, 1);
}
