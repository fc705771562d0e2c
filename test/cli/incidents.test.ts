/** `switchback incidents` as it is typed, against something that answers like Lambda and DynamoDB. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { entryItem } from '../../src/adapters/dynamo-items.ts';
import { type AwsRequest, AwsStub, ok } from '../adapters/aws-stub.ts';
import { DynamoStub } from '../adapters/dynamo-stub.ts';
import { NOW_MS } from '../builders/state.ts';
import { switchbackWith } from './switchback.ts';

const dynamo = new DynamoStub();
let stub: AwsStub;

beforeAll(async () => {
  for (const [at, incident] of [null, 'shop-1', 'shop-1', 'shop-2'].entries()) {
    const atMs = NOW_MS + at;
    const entry = { atMs, action: 'acknowledged', because: 'command', facts: {}, evidence: [] };
    const stored = { service: 'shop', key: `${atMs}#1#0`, incident, atMs };
    const item = entryItem({ ...stored, entry: { ...entry, telling: 'record' } });
    dynamo.items.set(`shop ${atMs}`, item as never);
  }
  stub = await AwsStub.start((request: AwsRequest) =>
    request.action === 'GET /2015-03-31/functions/switchback-operate/configuration'
      ? ok(JSON.stringify({ Environment: { Variables: { SWITCHBACK_TABLE: 'a-table' } } }))
      : dynamo.answer(request),
  );
});
afterAll(() => stub.close());

function incidents(...args: readonly string[]) {
  const environment = {
    AWS_ENDPOINT_URL: String(stub.options().endpoint),
    AWS_ACCESS_KEY_ID: 'id',
    AWS_SECRET_ACCESS_KEY: 'secret',
  };
  return switchbackWith(environment, 'incidents', ...args);
}

describe('switchback incidents', () => {
  it('reads the table that the functions use, oldest first', async () => {
    const { code, stdout, stderr } = await incidents('shop');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.match(/^shop.*$/gm)).toEqual([
      'shop, in no incident',
      'shop, incident shop-1',
      'shop, incident shop-2',
    ]);
    expect(JSON.parse(stub.requests.at(-1)?.text ?? '')).toMatchObject({ TableName: 'a-table' });
  });

  it('can be asked for the newest, for one incident, and for JSON', async () => {
    const { stdout } = await incidents('shop', '--last', '3', '--incident', 'shop-1', '--json');
    expect(JSON.parse(stdout).map(({ atMs }: { atMs: number }) => atMs)).toEqual([
      NOW_MS + 1,
      NOW_MS + 2,
    ]);
  });

  it.each([
    [1, ['nosuch'], 'There are: shop'],
    [2, ['--last', '0'], 'whole number from 1 on'],
    [2, ['--last', 'all'], 'whole number from 1 on'],
  ] as const)('ends with %d at %j', async (code, args, said) => {
    const ran = await incidents(...args);
    expect(ran).toMatchObject({ code, stdout: '' });
    expect(ran.stderr).toContain(said);
  });
});
