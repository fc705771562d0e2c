import {
  CreateHealthCheckCommand,
  DeleteHealthCheckCommand,
  GetCheckerIpRangesCommand,
  GetHealthCheckCommand,
  GetHealthCheckCountCommand,
  GetHealthCheckLastFailureReasonCommand,
  GetHealthCheckStatusCommand,
  type HealthCheckConfig,
  ListHealthChecksCommand,
  ListTagsForResourcesCommand,
  type Route53Client,
  UpdateHealthCheckCommand,
  type UpdateHealthCheckCommandInput,
} from '@aws-sdk/client-route-53';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { REFUSED } from '../../../src/world/sites.ts';
import { MINUTE } from '../../world/deployed-world.ts';
import { aCloud, refusal, type TestCloud } from './cloud.ts';

let cloud: TestCloud;
let client: Route53Client;
beforeEach(async () => {
  cloud = await aCloud();
  client = cloud.route53();
});
afterEach(() => cloud.close());

const HTTP: HealthCheckConfig = { Type: 'HTTP', IPAddress: '203.0.113.5', FailureThreshold: 1 };
const make = async (HealthCheckConfig = HTTP, CallerReference = 'r') =>
  (await client.send(new CreateHealthCheckCommand({ CallerReference, HealthCheckConfig })))
    .HealthCheck;
const update = (input: Partial<UpdateHealthCheckCommandInput> & { HealthCheckId: string }) =>
  client.send(new UpdateHealthCheckCommand(input));
const later = (minutes: number) => cloud.world.step(cloud.world.nowMs + minutes * MINUTE);

describe('making a health check', () => {
  it('fills in the defaults, and the check is at work at once', async () => {
    const check = await make();
    expect(check).toEqual({
      Id: expect.any(String),
      CallerReference: 'r',
      HealthCheckVersion: 1,
      HealthCheckConfig: {
        ...HTTP,
        Port: 80,
        RequestInterval: 30,
        MeasureLatency: false,
        EnableSNI: false,
        Inverted: false,
        Disabled: false,
      },
    });
    cloud.world.setSite('203.0.113.5:80', REFUSED);
    later(2);
    expect(cloud.world.healthOf(check?.Id ?? '')).toBe('unhealthy');
  });

  it('gives the same check for the same reference and settings, and no other', async () => {
    const first = await make();
    expect((await make())?.Id).toBe(first?.Id);
    expect(await refusal(make({ ...HTTP, FailureThreshold: 2 }))).toMatchObject({
      name: 'HealthCheckAlreadyExists',
      $metadata: { httpStatusCode: 409 },
    });
    expect((await make(HTTP, 's'))?.Id).not.toBe(first?.Id);
    await client.send(new DeleteHealthCheckCommand({ HealthCheckId: first?.Id }));
    expect(await refusal(make())).toMatchObject({ name: 'HealthCheckAlreadyExists' });
  });

  it.each<[string, HealthCheckConfig]>([
    ['an endpoint without address and name', { Type: 'HTTP' }],
    ['an address of a private network', { ...HTTP, IPAddress: '10.0.0.1' }],
    ['an interval of 20 s', { ...HTTP, RequestInterval: 20 }],
    ['a threshold of 11', { ...HTTP, FailureThreshold: 11 }],
    ['a search without a text', { ...HTTP, Type: 'HTTP_STR_MATCH' }],
    ['a text without a search', { ...HTTP, SearchString: 'x' }],
    ['TCP without a port', { Type: 'TCP', IPAddress: '203.0.113.5' }],
    ['two Regions', { ...HTTP, Regions: ['us-east-1', 'eu-west-1'] }],
    [
      'a child that is not there',
      { Type: 'CALCULATED', ChildHealthChecks: ['x'], HealthThreshold: 1 },
    ],
    [
      'a calculated child',
      { Type: 'CALCULATED', ChildHealthChecks: ['ShopPrimaryCheck'], HealthThreshold: 1 },
    ],
    [
      'an alarm that is not there',
      { Type: 'CLOUDWATCH_METRIC', AlarmIdentifier: { Region: 'us-west-2', Name: 'x' } },
    ],
    ['a routing control', { Type: 'RECOVERY_CONTROL', RoutingControlArn: 'arn:x' }],
    ['a field of another type', { ...HTTP, HealthThreshold: 1 }],
  ])('refuses %s', async (_, config) => {
    expect(await refusal(make(config))).toMatchObject({
      name: 'InvalidInput',
      $metadata: { httpStatusCode: 400 },
    });
  });

  it('ends at 200 checks', async () => {
    for (let at = 0; cloud.world.healthChecks().length < 200; at += 1) {
      cloud.world.createHealthCheck(`c${at}`, {
        Type: 'CALCULATED',
        ChildHealthChecks: [],
        HealthThreshold: 0,
      });
    }
    expect(await refusal(make())).toMatchObject({ name: 'TooManyHealthChecks' });
  });
});

describe('changing a health check', () => {
  it('counts versions, and refuses one that is not the newest', async () => {
    const HealthCheckId = (await make())?.Id ?? '';
    const { HealthCheck } = await update({ HealthCheckId, HealthCheckVersion: 1, Port: 81 });
    expect(HealthCheck).toMatchObject({ HealthCheckVersion: 2, HealthCheckConfig: { Port: 81 } });
    expect(await refusal(update({ HealthCheckId, HealthCheckVersion: 1, Port: 82 }))).toMatchObject(
      {
        name: 'HealthCheckVersionMismatch',
        $metadata: { httpStatusCode: 409 },
      },
    );
    await update({ HealthCheckId, Port: 83 });
    const read = await client.send(new GetHealthCheckCommand({ HealthCheckId }));
    expect(read.HealthCheck).toMatchObject({
      HealthCheckVersion: 3,
      HealthCheckConfig: { Port: 83 },
    });
  });

  it('pins and releases a deployed check: the break-glass of the hold', async () => {
    const { holdCheck, primaryCheck } = cloud.deployed.ids;
    await update({ HealthCheckId: holdCheck, Disabled: true, Inverted: true });
    expect(cloud.world.healthOf(primaryCheck)).toBe('unhealthy');
    await update({ HealthCheckId: holdCheck, Disabled: false, Inverted: false });
    expect(cloud.world.healthOf(primaryCheck)).toBe('healthy');
  });

  it('takes away what is reset', async () => {
    const Regions = ['us-east-1', 'us-west-1', 'eu-west-1'] as const;
    const HealthCheckId =
      (await make({ ...HTTP, ResourcePath: 'x', Regions: [...Regions] }))?.Id ?? '';
    const { HealthCheck } = await update({
      HealthCheckId,
      ResetElements: ['ResourcePath', 'Regions'],
    });
    expect(HealthCheck?.HealthCheckConfig).not.toHaveProperty('ResourcePath');
    expect(HealthCheck?.HealthCheckConfig).not.toHaveProperty('Regions');
  });

  it('adds no address to a check that has none, and knows no check that is not there', async () => {
    const HealthCheckId =
      (await make({ Type: 'HTTP', FullyQualifiedDomainName: 'a.example.com' }))?.Id ?? '';
    expect(await refusal(update({ HealthCheckId, IPAddress: '203.0.113.5' }))).toMatchObject({
      name: 'InvalidInput',
    });
    expect(await refusal(update({ HealthCheckId: 'none', Port: 1 }))).toMatchObject({
      name: 'NoSuchHealthCheck',
      $metadata: { httpStatusCode: 404 },
    });
  });
});

describe('what the checkers say', () => {
  it('is one observation for each, and its last failure stays when it is well again', async () => {
    const HealthCheckId = (await make())?.Id ?? '';
    later(1);
    const status = async () =>
      (await client.send(new GetHealthCheckStatusCommand({ HealthCheckId })))
        .HealthCheckObservations ?? [];
    const failure = async () =>
      (await client.send(new GetHealthCheckLastFailureReasonCommand({ HealthCheckId })))
        .HealthCheckObservations ?? [];
    const seen = await status();
    expect(seen).toHaveLength(16);
    expect(new Set(seen.map(({ Region }) => Region)).size).toBe(8);
    expect(seen[0]).toEqual({
      Region: 'us-east-1',
      IPAddress: '54.243.31.193',
      StatusReport: { Status: 'Success: HTTP Status Code: 200. OK', CheckedTime: expect.any(Date) },
    });
    expect((await failure())[0]?.StatusReport?.Status).toMatch(
      /^The health check endpoint has not failed since .* restarted at 2026-11-24T00:1\d:\d\d\.\d{3}\+00:00$/,
    );
    cloud.world.setSite('203.0.113.5:80', REFUSED);
    later(1);
    cloud.world.setSite('203.0.113.5:80', 'up');
    later(1);
    expect(
      (await status()).every(({ StatusReport }) => StatusReport?.Status?.startsWith('Success')),
    ).toBe(true);
    expect((await failure())[3]?.StatusReport?.Status).toBe(
      'Failure: The endpoint refused the connection.',
    );
  });

  it('is not told of a check without checkers of its own', async () => {
    const HealthCheckId = cloud.deployed.ids.primaryCheck;
    expect(
      await refusal(client.send(new GetHealthCheckStatusCommand({ HealthCheckId }))),
    ).toMatchObject({ name: 'InvalidInput' });
  });

  it('is told four times at once, and once a second after that', async () => {
    const HealthCheckId = (await make())?.Id ?? '';
    const ask = () => client.send(new GetHealthCheckStatusCommand({ HealthCheckId }));
    const asked = await Promise.allSettled(Array.from({ length: 6 }, ask));
    const refused = asked.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(2);
    expect(refused[0]).toMatchObject({ reason: { name: 'Throttling', message: 'Rate exceeded' } });
  });
});

describe('listing health checks', () => {
  it('goes page by page, and counts', async () => {
    const first = await client.send(new ListHealthChecksCommand({ MaxItems: 2 }));
    expect(first).toMatchObject({ IsTruncated: true, MaxItems: 2 });
    const rest = await client.send(new ListHealthChecksCommand({ Marker: first.NextMarker }));
    expect(rest.IsTruncated).toBe(false);
    const ids = [...(first.HealthChecks ?? []), ...(rest.HealthChecks ?? [])].map(({ Id }) => Id);
    expect(ids).toEqual(cloud.world.healthChecks().map(({ id }) => id));
    const { HealthCheckCount } = await client.send(new GetHealthCheckCountCommand({}));
    expect(HealthCheckCount).toBe(ids.length);
  });

  it('knows where checkers come from, and of no tags', async () => {
    const { CheckerIpRanges } = await client.send(new GetCheckerIpRangesCommand({}));
    expect(CheckerIpRanges).toContain('54.243.31.192/26');
    expect(CheckerIpRanges).toHaveLength(16);
    const tags = await client.send(
      new ListTagsForResourcesCommand({
        ResourceType: 'healthcheck',
        ResourceIds: [cloud.deployed.ids.holdCheck],
      }),
    );
    expect(tags.ResourceTagSets).toEqual([
      { ResourceType: 'healthcheck', ResourceId: cloud.deployed.ids.holdCheck, Tags: [] },
    ]);
  });
});
