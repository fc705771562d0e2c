import { LambdaClient } from '@aws-sdk/client-lambda';
import { expect, it } from '@jest/globals';
import { functionVariable } from '../../src/adapters/lambda-configuration.ts';
import { AwsStub, ok } from './aws-stub.ts';

async function asked(answer: object): Promise<string> {
  const stub = await AwsStub.start(() => ok(JSON.stringify(answer)));
  try {
    const client = new LambdaClient(stub.options());
    return await functionVariable(client, 'switchback-operate', 'SWITCHBACK_TABLE');
  } finally {
    await stub.close();
  }
}

it('reads a variable that the stack gave a function', async () => {
  const answer = { Environment: { Variables: { SWITCHBACK_TABLE: 'a-table' } } };
  await expect(asked(answer)).resolves.toBe('a-table');
});

it.each([{}, { Environment: {} }, { Environment: { Variables: { SWITCHBACK_TABLE: '' } } }])(
  'never takes nothing for a name: %j',
  async (answer) => {
    await expect(asked(answer)).rejects.toThrow('the answer has no SWITCHBACK_TABLE');
  },
);
