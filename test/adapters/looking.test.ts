/** What an audit reads, over the real protocols. */
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { Route53Client } from '@aws-sdk/client-route-53';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readAlarm } from '../../src/adapters/cloudwatch-alarm.ts';
import { readCheckers, readHealthCheck } from '../../src/adapters/route53-health-checks.ts';
import { aCloud, type TestCloud } from '../local/aws/cloud.ts';
import { AwsStub, ok } from './aws-stub.ts';

describe('an account that is there', () => {
  let cloud: TestCloud;
  beforeEach(async () => {
    cloud = await aCloud();
  });
  afterEach(() => cloud.close());

  it('has each health check as it was made', async () => {
    const checks = cloud.world.healthChecks();
    expect(checks.length).toBeGreaterThan(3);
    for (const { id, config } of checks) {
      expect(await readHealthCheck(cloud.route53(), id)).toMatchObject(config);
    }
  });

  it('has no check and no alarm that nobody made', async () => {
    expect(await readHealthCheck(cloud.route53(), 'nobodys')).toBeNull();
    expect(await readAlarm(cloud.cloudWatch('us-east-1'), 'nobodys')).toBeNull();
  });

  it('has what each checker says of an endpoint', async () => {
    const { id } = cloud.world.healthChecks().find(({ config }) => config.Type === 'HTTPS')!;
    cloud.world.step(cloud.world.nowMs + 120_000);
    const said = await readCheckers(cloud.route53(), id);
    expect(said).toHaveLength(cloud.world.observationsOf(id).length);
    expect(said[0]).toEqual({
      healthy: true,
      said: expect.stringMatching(/^Success: HTTP Status Code/),
    });
  });

  it('has each alarm with its settings', async () => {
    for (const { region, name, settings } of cloud.world.alarmDescriptions()) {
      const alarm = await readAlarm(cloud.cloudWatch(region), name);
      expect(alarm?.settings).toMatchObject(settings);
      expect(['OK', 'ALARM', 'INSUFFICIENT_DATA']).toContain(alarm?.state);
    }
  });

  it('that cannot be asked rejects, and is never empty', async () => {
    cloud.world.setFault('route53Control', 'error');
    await expect(readHealthCheck(cloud.route53(), 'any')).rejects.toThrow('route53:GetHealthCheck');
    await expect(readCheckers(cloud.route53(), 'any')).rejects.toThrow('GetHealthCheckStatus');
    cloud.world.setFault('cloudWatchUsEast1', 'error');
    await expect(readAlarm(cloud.cloudWatch('us-east-1'), 'any')).rejects.toThrow('DescribeAlarms');
  });
});

describe('an answer that makes no sense', () => {
  it.each(['<a/>', '<GetHealthCheckResponse/>', '{}'])('is an error: %s', async (body) => {
    const stub = await AwsStub.start(() => ok(body));
    try {
      const route53 = new Route53Client(stub.options());
      await expect(readHealthCheck(route53, 'id')).rejects.toThrow('route53:GetHealthCheck');
      await expect(readCheckers(route53, 'id')).rejects.toThrow('route53:GetHealthCheckStatus');
      await expect(readAlarm(new CloudWatchClient(stub.options()), 'a')).rejects.toThrow(
        'cloudwatch:DescribeAlarms',
      );
    } finally {
      await stub.close();
    }
  });
});
