/** Canaries wherever a deployed function could come by a secret, and everything that leaves it searched for them. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { type AwsRequest, jsonError, xmlError } from '../adapters/aws-stub.ts';
import { exampleWith, faultsOf } from '../config/example.ts';
import { DeployedAccount, type Meddling } from './deployed-account.ts';

const PATIENCE_MS = 60_000;

/** As long and as odd as real ones; each says where it was hidden. */
const CANARIES = {
  secretKey: 'CANARYsecretKey/wJalrXUtnFEMI+K7MDENG',
  sessionToken: 'CANARYsessionToken//FwoGZXIvYXdzEBYaD',
  environment: 'CANARYenvironment-hunter2',
  errorMessage: 'CANARYerrorMessage-Authorization: AWS4-HMAC-SHA256 Signature=abc',
  errorHeader: 'CANARYerrorHeader-x-amz-security-token',
  errorField: 'CANARYerrorField-https://u:p@h/?X-Amz-Signature=def',
  probeBody: 'CANARYprobeBody-{"password":"s3cret"}',
  probeHeader: 'CANARYprobeHeader-session=42',
} as const;

const ENVIRONMENT = {
  AWS_SECRET_ACCESS_KEY: CANARIES.secretKey,
  AWS_SESSION_TOKEN: CANARIES.sessionToken,
  DATABASE_PASSWORD: CANARIES.environment,
};

/** Every call of these kinds fails, with canaries in all of its error. */
function failing(...kinds: readonly RegExp[]): Meddling {
  return (request, answering) =>
    kinds.some((kind) => kind.test(request.action)) ? error(request) : answering(request);
}

function error({ action }: AwsRequest) {
  const { errorMessage: message, errorHeader, errorField } = CANARIES;
  const isJson = /^(DynamoDB|Granite)/.test(action);
  const answer = isJson
    ? jsonError('AccessDeniedException', 400, { message, Item: { secret: { S: errorField } } })
    : xmlError('AccessDenied', `${message} ${errorField}`, 403);
  return { ...answer, headers: { 'x-secret': errorHeader } };
}

const EVERYTHING = [/./];
const KINDS: readonly (readonly [string, readonly RegExp[]])[] = [
  ['everything', EVERYTHING],
  ['reading states', [/BatchGetItem/]],
  ['saving', [/PutItem/]],
  ['writing the time-line', [/BatchWriteItem/]],
  ['reading records', [/^GET .*rrset/]],
  ['changing records', [/^POST .*rrset/]],
  ['following changes', [/\/change\//]],
  ['alarms and metrics', [/Granite/]],
  ['telling people', [/Publish/]],
];

interface Spoken {
  readonly log: string;
  /** All that went over the wire but for the signatures: messages, states, metrics. */
  readonly sent: string;
  readonly answers: string;
  readonly failures: number;
}

let spoken: Spoken;
beforeAll(async () => {
  const account = await DeployedAccount.start({ environment: ENVIRONMENT });
  const answers: unknown[] = [];
  const headers = { 'set-cookie': CANARIES.probeHeader, location: `/${CANARIES.probeHeader}` };
  await account.ticks(13);
  account.breakSide('primary', CANARIES.probeBody, headers);
  await account.ticks(3);
  let failures = 0;
  for (const [, kinds] of KINDS) {
    account.meddle((request, answering) => {
      if (kinds.some((kind) => kind.test(request.action))) failures += 1;
      return failing(...kinds)(request, answering);
    });
    account.world.step(account.world.nowMs + 60_000);
    answers.push(await account.invoke('tick', {}));
    answers.push(await account.invoke('alarm', { Records: [{ messageId: 'm', body: '{}' }] }));
    answers.push(await account.invoke('operate', { command: 'status' }));
    const failback = { service: 'shop', reason: 'why', command: 'abort' };
    answers.push(await account.invoke('failback', failback));
  }
  account.meddle((request, answering) => answering(request));
  account.mendSide('primary');
  await account.ticks(3);
  const log = await account.close();
  const sent = account.calls.map(({ request }) => `${request.action} ${request.text}`).join('\n');
  spoken = { log, sent, answers: JSON.stringify(answers), failures };
}, PATIENCE_MS);

describe('no secret leaves a deployed function', () => {
  it('though every kind of call failed and people were told of an outage', () => {
    expect(spoken.failures).toBeGreaterThan(4 * KINDS.length);
    expect(spoken.log).toContain('AccessDenied');
    expect(spoken.sent).toContain('Publish');
    expect(spoken.answers).toContain('could not be read');
  });

  it.each(Object.entries(CANARIES))('by log, request, message or answer: %s', (_, canary) => {
    const [mark = ''] = /CANARY\w+/.exec(canary) ?? [];
    expect(spoken.log).not.toContain(mark);
    expect(spoken.sent).not.toContain(mark);
    expect(spoken.answers).not.toContain(mark);
  });
});

describe('a secret in services.yml', () => {
  const at = 'services.shop.secondary.readiness';

  it.each([
    ['a user and a password', 'https://user:CANARY@a.example.net/'],
    ['a user alone', 'https://CANARY@a.example.net/'],
  ])('in the URL of a probe is refused: %s', (_, http) => {
    const [fault] = faultsOf(exampleWith(at, [{ http }]));
    expect(fault).toMatchObject({ path: `${at}[0].http` });
  });
});
