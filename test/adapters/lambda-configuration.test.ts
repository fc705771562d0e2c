import { LambdaClient } from '@aws-sdk/client-lambda';
import { describe, expect, it } from '@jest/globals';
import { functionCodeSha256, functionVariable } from '../../src/adapters/lambda-configuration.ts';
import { type AwsAnswer, AwsStub, ok } from './aws-stub.ts';

async function asked<T>(answer: AwsAnswer, ask: (client: LambdaClient) => Promise<T>): Promise<T> {
  const stub = await AwsStub.start(() => answer);
  try {
    return await ask(new LambdaClient(stub.options()));
  } finally {
    await stub.close();
  }
}

function answered(configuration: object): AwsAnswer {
  return ok(JSON.stringify(configuration));
}

function refused(status: number, type: string): AwsAnswer {
  return { status, body: '{}', headers: { 'x-amzn-errortype': type } };
}

describe('a variable of a function', () => {
  const variable = (answer: AwsAnswer) =>
    asked(answer, (client) => functionVariable(client, 'switchback-operate', 'SWITCHBACK_TABLE'));

  it('is what the stack gave it', async () => {
    const answer = answered({ Environment: { Variables: { SWITCHBACK_TABLE: 'a-table' } } });
    await expect(variable(answer)).resolves.toBe('a-table');
  });

  it.each([{}, { Environment: {} }, { Environment: { Variables: { SWITCHBACK_TABLE: '' } } }])(
    'is never taken from nothing: %j',
    async (answer) => {
      await expect(variable(answered(answer))).rejects.toThrow(
        'the answer has no SWITCHBACK_TABLE',
      );
    },
  );
});

describe('the code hash of a function', () => {
  const codeHash = (answer: AwsAnswer) =>
    asked(answer, (client) => functionCodeSha256(client, 'switchback-tick'));

  it('is that of the archive that it runs', async () => {
    await expect(codeHash(answered({ CodeSha256: 'abc=' }))).resolves.toBe('abc=');
  });

  it('is none where there is no function', async () => {
    await expect(codeHash(refused(404, 'ResourceNotFoundException'))).resolves.toBeUndefined();
  });

  it.each([
    ['an answer without one', answered({}), 'the answer has no CodeSha256'],
    ['a refusal', refused(403, 'AccessDeniedException'), 'AccessDeniedException'],
  ])('is not made up from %s', async (_what, answer, said) => {
    await expect(codeHash(answer)).rejects.toThrow(said);
  });
});
