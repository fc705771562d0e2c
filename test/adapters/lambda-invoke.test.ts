import { LambdaClient } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { INVOKE_PATIENCE, lambdaInvoke } from '../../src/adapters/lambda-invoke.ts';
import { FUNCTION_TIMEOUT_MS } from '../../src/core/limits.ts';
import { type AwsAnswer, AwsStub, ok, QUICK } from './aws-stub.ts';

let stub: AwsStub;
beforeAll(async () => {
  stub = await AwsStub.start(() => ok('{}'));
});
afterAll(() => stub.close());

async function answered(answer: AwsAnswer, patience = QUICK): Promise<unknown> {
  stub.answer(() => answer);
  const client = new LambdaClient(stub.options(patience));
  return lambdaInvoke(client)('switchback-operate', { command: 'status' });
}

describe('Invoking a function', () => {
  it('sends the payload, in the Region of the stack, and answers what the function did', async () => {
    await expect(answered(ok('{"outcome":"done"}'))).resolves.toEqual({ outcome: 'done' });
    expect(stub.requests.at(-1)).toMatchObject({
      action: 'POST /2015-03-31/functions/switchback-operate/invocations',
      region: 'us-west-2',
      text: '{"command":"status"}',
    });
  });

  it.each<[string, AwsAnswer, string]>([
    [
      'a function that failed',
      { status: 200, body: '{}', headers: { 'x-amz-function-error': 'Unhandled' } },
      'lambda:Invoke failed: the function failed',
    ],
    ['an answer that is no JSON', ok('<html>'), 'lambda:Invoke failed: the answer is no JSON'],
    ['an empty answer', ok(''), 'lambda:Invoke failed: the answer is no JSON'],
    [
      'a function that is not there',
      {
        status: 404,
        body: '{"Message":"Function not found"}',
        headers: { 'x-amzn-errortype': 'ResourceNotFoundException' },
      },
      'lambda:Invoke failed: ResourceNotFoundException (HTTP 404)',
    ],
    ['no answer at all', 'silence', 'lambda:Invoke failed: TimeoutError'],
  ])('says what was wrong with %s', async (_, answer, message) => {
    await expect(answered(answer)).rejects.toThrow(message);
  });

  it('is tried once, so that nothing is done twice unseen', async () => {
    const before = stub.requests.length;
    await expect(answered('reset', { ...INVOKE_PATIENCE, connectionMs: 300 })).rejects.toThrow();
    expect(stub.requests).toHaveLength(before + 1);
  });

  it('waits longer than a function may run', () => {
    expect(INVOKE_PATIENCE.requestMs).toBeGreaterThan(FUNCTION_TIMEOUT_MS);
  });
});
