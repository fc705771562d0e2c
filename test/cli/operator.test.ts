/** The commands of a bad day, as they are typed, against something that answers like Lambda. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type AwsAnswer, AwsStub, ok } from '../adapters/aws-stub.ts';
import { type Ran, switchbackWith } from './switchback.ts';

const DONE = ok(
  JSON.stringify({ text: 'what people read', outcome: 'done', id: 'a', answers: {} }),
);
const WHY = ['--reason', 'to see'];

let stub: AwsStub;
beforeAll(async () => {
  stub = await AwsStub.start(() => DONE);
});
afterAll(() => stub.close());

interface Sent {
  readonly ran: Ran;
  readonly to: string | undefined;
  readonly payload: Record<string, unknown> | null;
}

async function typed(args: readonly string[], answer: AwsAnswer = DONE): Promise<Sent> {
  stub.answer(() => answer);
  const before = stub.requests.length;
  const environment = {
    AWS_ENDPOINT_URL: String(stub.options().endpoint),
    AWS_ACCESS_KEY_ID: 'id',
    AWS_SECRET_ACCESS_KEY: 'secret',
  };
  const ran = await switchbackWith(environment, ...args);
  const request = stub.requests.slice(before).at(-1);
  return {
    ran,
    to: request?.action.split('/')[3],
    payload: request === undefined ? null : JSON.parse(request.text),
  };
}

describe('A command for a deployed Switchback', () => {
  it.each<[string[], string, object]>([
    [['status'], 'switchback-operate', { command: 'status' }],
    [['status', 'shop'], 'switchback-operate', { command: 'status', service: 'shop' }],
    [
      ['failover', 'shop', ...WHY, '--confirm', 'shop', '--who', 'operator'],
      'switchback-operate',
      { command: 'failover', service: 'shop', reason: 'to see', who: 'operator' },
    ],
    [
      ['failback', 'shop', ...WHY, '--confirm', 'shop', '--incident', 'shop-1'],
      'switchback-failback',
      { command: 'failback', service: 'shop', reason: 'to see', incident: 'shop-1' },
    ],
    [
      ['failback', 'shop', '--approve', '--confirm', 'shop'],
      'switchback-failback',
      { command: 'approve', service: 'shop' },
    ],
    [['failback', 'shop', '--abort'], 'switchback-failback', { command: 'abort', service: 'shop' }],
    [
      ['pause', '--all', '--for', '90m', ...WHY],
      'switchback-operate',
      { command: 'pause', service: '*', forMs: 5_400_000, reason: 'to see' },
    ],
    [['resume', 'shop'], 'switchback-operate', { command: 'resume', service: 'shop' }],
    [['ack', '--all'], 'switchback-operate', { command: 'acknowledge', service: '*' }],
  ])('%j invokes the function that takes it', async (args, to, payload) => {
    const sent = await typed(args);
    expect(sent.ran).toEqual({ code: 0, stdout: 'what people read\n', stderr: '' });
    expect(sent).toMatchObject({ to, payload });
    if (args[0] !== 'status') expect(sent.payload).toMatchObject({ id: expect.any(String) });
  });

  it('is sent without the file where it is said where Switchback is', async () => {
    const args = ['failback', 'shop', '--abort', '--config', 'no/such.yml'];
    const { ran, to } = await typed([...args, '--home', 'eu-west-1', '--stack', 'other']);
    expect(ran).toEqual({ code: 0, stdout: 'what people read\n', stderr: '' });
    expect(to).toBe('other-failback');
    expect(stub.requests.at(-1)?.region).toBe('eu-west-1');
  });

  it('says how to do without a file that cannot be read, and sends nothing', async () => {
    const { ran, payload } = await typed(['status', '--config', 'no/such.yml']);
    expect({ code: ran.code, payload }).toEqual({ code: 1, payload: null });
    expect(ran.stderr).toContain('no/such.yml:1:1');
    expect(ran.stderr).toContain('--home REGION says where it is');
  });

  it.each<[string, string[], string]>([
    ['the name is not said again', ['failover', 'shop', ...WHY], '--confirm shop'],
    ['no reason is given', ['failback', 'shop', '--confirm', 'shop'], '--reason'],
    ['two things are asked', ['failback', 'shop', '--approve', '--abort'], 'not both'],
    ['it is of no service', ['pause', '--for', '1h', ...WHY], '--all'],
    ['it is of one and of all', ['resume', 'shop', '--all'], '--all'],
    ['a pause has no end', ['pause', 'shop', ...WHY], '--for'],
    ['its end is none', ['pause', 'shop', '--for', '90', ...WHY], '90m'],
  ])('is not sent when %s, and ends with 2', async (_, args, named) => {
    const { ran, payload } = await typed(args);
    expect({ code: ran.code, stdout: ran.stdout, payload }).toEqual({
      code: 2,
      stdout: '',
      payload: null,
    });
    expect(ran.stderr).toContain(named);
  });

  it.each<[string, AwsAnswer, number, string]>([
    [
      'a refusal',
      ok(JSON.stringify({ text: 'no', outcome: 'refused', answers: {} })),
      4,
      '"outcome": "refused"',
    ],
    ['what makes no sense', ok('{"hello":1}'), 1, ''],
  ])('with --json ends %s with its exit code', async (_, answer, code, out) => {
    const { ran } = await typed(['status', '--json'], answer);
    expect(ran.code).toBe(code);
    expect(ran.stdout).toContain(out);
    expect(ran.stderr === '').toBe(out !== '');
  });
});
