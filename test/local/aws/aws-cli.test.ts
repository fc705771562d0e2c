/** The stock AWS CLI against the gateway; without an `aws` command on this machine there is nothing to show. */
import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ZONE_ID } from '../../world/deployed-world.ts';
import { aCloud, type TestCloud, TOPIC } from './cloud.ts';

const isThere = hasAws();
const CALL_MS = 60_000;

function hasAws(): boolean {
  try {
    execFileSync('aws', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    process.stderr.write('SKIPPED: the tests with the AWS CLI need an aws command on the PATH.\n');
    return false;
  }
}

(isThere ? describe : describe.skip)('the AWS CLI', () => {
  let cloud: TestCloud;
  let directory: string;
  beforeAll(async () => {
    cloud = await aCloud();
    directory = mkdtempSync(join(tmpdir(), 'switchback-cli-'));
  });
  afterAll(async () => {
    rmSync(directory, { recursive: true });
    await cloud.close();
  });

  async function aws(...args: readonly string[]) {
    const { promise, resolve } = Promise.withResolvers<{
      code: unknown;
      out: string;
      err: string;
    }>();
    const environment = {
      // biome-ignore lint/style/noProcessEnv: where the aws command is
      PATH: process.env.PATH,
      HOME: directory,
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_DEFAULT_REGION: 'us-west-2',
      AWS_MAX_ATTEMPTS: '1',
      AWS_PAGER: '',
    };
    execFile(
      'aws',
      ['--endpoint-url', cloud.gateway.url, '--output', 'json', ...args],
      { env: environment },
      (error, out, err) => resolve({ code: error?.code ?? 0, out, err }),
    );
    return promise;
  }
  const ask = async (...args: readonly string[]) => {
    const { code, out, err } = await aws(...args);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    return out === '' ? undefined : JSON.parse(out);
  };

  it(
    'lists record sets, page by page',
    async () => {
      const all = await ask(
        'route53',
        'list-resource-record-sets',
        '--hosted-zone-id',
        ZONE_ID,
        '--page-size',
        '5',
      );
      expect(all.ResourceRecordSets).toHaveLength(cloud.world.records(ZONE_ID).length);
    },
    CALL_MS,
  );

  it(
    'makes a health check and reads what its checkers saw',
    async () => {
      const config = '{"Type":"HTTP","IPAddress":"127.0.0.11","Port":8080,"ResourcePath":"/a?b&c"}';
      const { HealthCheck } = await ask(
        'route53',
        'create-health-check',
        '--caller-reference',
        'r',
        '--health-check-config',
        config,
      );
      expect(HealthCheck.HealthCheckConfig.ResourcePath).toBe('/a?b&c');
      cloud.world.step(cloud.world.nowMs + 60_000);
      const status = await ask(
        'route53',
        'get-health-check-status',
        '--health-check-id',
        HealthCheck.Id,
      );
      expect(status.HealthCheckObservations).toHaveLength(16);
    },
    CALL_MS,
  );

  it(
    'shows Route 53’s own sentence when a change is refused',
    async () => {
      const set =
        '{"Name":"a.example.com","Type":"A","TTL":60,"ResourceRecords":[{"Value":"203.0.113.5"}]}';
      const batch = `{"Changes":[{"Action":"DELETE","ResourceRecordSet":${set}}]}`;
      const { code, err } = await aws(
        'route53',
        'change-resource-record-sets',
        '--hosted-zone-id',
        ZONE_ID,
        '--change-batch',
        batch,
      );
      expect(code).not.toBe(0);
      expect(err).toContain(
        "An error occurred (InvalidChangeBatch) when calling the ChangeResourceRecordSets operation: [Tried to delete resource record set [name='a.example.com.', type='A'] but it was not found]",
      );
    },
    CALL_MS,
  );

  it(
    'describes alarms',
    async () => {
      const { MetricAlarms } = await ask('cloudwatch', 'describe-alarms', '--region', 'us-east-1');
      expect(MetricAlarms.map(({ StateValue }: { StateValue: string }) => StateValue)).toEqual([
        'OK',
        'OK',
      ]);
    },
    CALL_MS,
  );

  it(
    'publishes a message',
    async () => {
      const { MessageId } = await ask(
        'sns',
        'publish',
        '--topic-arn',
        TOPIC,
        '--subject',
        's',
        '--message',
        'm',
      );
      expect(cloud.inbox.messages()).toEqual([
        expect.objectContaining({ messageId: MessageId, message: 'm' }),
      ]);
    },
    CALL_MS,
  );

  it(
    'invokes a function',
    async () => {
      const file = join(directory, 'answer.json');
      // Version 2 of the CLI would take the payload for base64, version 1 knows no such setting.
      const payload = join(directory, 'payload.json');
      writeFileSync(payload, '{"a":1}');
      const answer = await ask(
        'lambda',
        'invoke',
        '--function-name',
        'switchback-tick',
        '--payload',
        `fileb://${payload}`,
        file,
      );
      expect(answer).toMatchObject({ StatusCode: 200, ExecutedVersion: '$LATEST' });
      expect(readFileSync(file, 'utf8')).toBe('{"got":{"a":1}}');
    },
    CALL_MS,
  );
});
