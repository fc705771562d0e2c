import {
  type Change,
  ChangeResourceRecordSetsCommand,
  CreateHostedZoneCommand,
  DeleteHostedZoneCommand,
  GetChangeCommand,
  GetHostedZoneCommand,
  ListHostedZonesByNameCommand,
  ListHostedZonesCommand,
  ListResourceRecordSetsCommand,
  type Route53Client,
} from '@aws-sdk/client-route-53';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MINUTE, ZONE_ID } from '../../world/deployed-world.ts';
import { aCloud, refusal, type TestCloud } from './cloud.ts';
import { raw } from './raw.ts';

let cloud: TestCloud;
let client: Route53Client;
beforeEach(async () => {
  cloud = await aCloud();
  client = cloud.route53();
});
afterEach(() => cloud.close());

const record = (name: string, more: object = {}) => ({
  Name: name,
  Type: 'A' as const,
  TTL: 60,
  ResourceRecords: [{ Value: '203.0.113.5' }],
  ...more,
});
const change = (Changes: Change[], Id = ZONE_ID) =>
  client.send(new ChangeResourceRecordSetsCommand({ HostedZoneId: Id, ChangeBatch: { Changes } }));
const create = (set: ReturnType<typeof record>): Change => ({
  Action: 'CREATE',
  ResourceRecordSet: set,
});
const list = (more: object = {}) =>
  client.send(new ListResourceRecordSetsCommand({ HostedZoneId: ZONE_ID, ...more }));

describe('listing record sets', () => {
  it('goes by the labels from the last to the first, then by type, then by identifier', async () => {
    await change(
      ['b.a.example.com', 'a.b.example.com', 'z.example.com', 'A.example.com.'].map((name) =>
        create(record(name)),
      ),
    );
    const { ResourceRecordSets = [] } = await list();
    expect(ResourceRecordSets.map(({ Name, Type }) => `${Name} ${Type}`)).toEqual([
      'example.com. NS',
      'example.com. SOA',
      'a.example.com. A',
      'b.a.example.com. A',
      'a.b.example.com. A',
      ...['A', 'A'].map((type) => `shop.example.com. ${type}`),
      ...Array(2).fill('_switchback-hold.shop.example.com. TXT'),
      ...Array(2).fill('_switchback-primary.shop.example.com. TXT'),
      ...Array(2).fill('_switchback-secondary.shop.example.com. TXT'),
      ...['A', 'A'].map((type) => `www.shop.example.com. ${type}`),
      'z.example.com. A',
    ]);
  });

  it('gives at most 300 a page, and goes on at name, type and identifier', async () => {
    const batch = Array.from({ length: 400 }, (_, at) => create(record(`n${at}.example.com`)));
    await change(batch);
    expect((await list({ MaxItems: 1000 })).ResourceRecordSets).toHaveLength(300);
    const seen: string[] = [];
    for (let start: object | undefined = {}; start; ) {
      const page = await list({ MaxItems: 11, ...start });
      seen.push(
        ...(page.ResourceRecordSets ?? []).map(
          (set) => `${set.Name}${set.Type}${set.SetIdentifier}`,
        ),
      );
      start = page.IsTruncated
        ? {
            StartRecordName: page.NextRecordName,
            StartRecordType: page.NextRecordType,
            StartRecordIdentifier: page.NextRecordIdentifier,
          }
        : undefined;
    }
    expect(seen).toHaveLength(412);
    expect(new Set(seen).size).toBe(412);
  });

  it('wants the name with the type, and the type with the identifier', async () => {
    for (const start of [
      { StartRecordType: 'A' as const },
      { StartRecordName: 'a', StartRecordIdentifier: 'x' },
    ]) {
      expect(await refusal(list(start))).toMatchObject({ name: 'InvalidInput' });
    }
  });

  it('knows no zone but its own', async () => {
    const command = new ListResourceRecordSetsCommand({ HostedZoneId: 'Z9' });
    expect(await refusal(client.send(command))).toMatchObject({
      name: 'NoSuchHostedZone',
      message: 'No hosted zone found with ID: Z9',
      $metadata: { httpStatusCode: 404 },
    });
  });
});

describe('changing record sets', () => {
  it('keeps every field and spells names as Route 53 does', async () => {
    const set = {
      Name: '*.W.example.com',
      Type: 'TXT' as const,
      SetIdentifier: 'a & <b>',
      Weight: 0,
      TTL: 5,
      ResourceRecords: [{ Value: '"x & <y> é \\" z"' }, { Value: '"two"' }],
      HealthCheckId: cloud.deployed.ids.primaryCheck,
    };
    await change([create(set as never)]);
    const { ResourceRecordSets = [] } = await list();
    expect(ResourceRecordSets).toContainEqual({ ...set, Name: '\\052.w.example.com.' });
  });

  it('is PENDING until every name server has it', async () => {
    const { ChangeInfo } = await change([create(record('a.example.com'))]);
    expect(ChangeInfo?.Status).toBe('PENDING');
    const status = async () =>
      (await client.send(new GetChangeCommand({ Id: ChangeInfo?.Id }))).ChangeInfo?.Status;
    expect(await status()).toBe('PENDING');
    cloud.world.step(cloud.world.nowMs + 2 * MINUTE);
    expect(await status()).toBe('INSYNC');
    expect(await refusal(client.send(new GetChangeCommand({ Id: 'C9' })))).toMatchObject({
      name: 'NoSuchChange',
      $metadata: { httpStatusCode: 404 },
    });
  });

  it('refuses a batch as a whole, with every sentence in one pair of brackets', async () => {
    await change([create(record('a.example.com'))]);
    const before = await list();
    const error = await refusal(
      change([
        create(record('b.example.com')),
        create(record('a.example.com')),
        { Action: 'DELETE', ResourceRecordSet: record('c.example.com') },
      ]),
    );
    expect(error).toMatchObject({
      name: 'InvalidChangeBatch',
      message:
        "[Tried to create resource record set [name='a.example.com.', type='A'] but it already exists, " +
        "Tried to delete resource record set [name='c.example.com.', type='A'] but it was not found]",
      $metadata: { httpStatusCode: 400, attempts: 1 },
    });
    expect((await list()).ResourceRecordSets).toEqual(before.ResourceRecordSets);
  });

  it.each([
    ['a check that is not there', { HealthCheckId: 'none' }, 'NoSuchHealthCheck', 404],
    ['an address that is none', { ResourceRecords: [{ Value: 'x' }] }, 'InvalidChangeBatch', 400],
    ['a weight above 255', { SetIdentifier: 'a', Weight: 256 }, 'InvalidInput', 400],
    [
      'latency routing, which is not modelled',
      { SetIdentifier: 'a', Region: 'us-east-1' },
      'InvalidInput',
      400,
    ],
    ['a type that is not served', { Type: 'NAPTR' }, 'InvalidInput', 400],
  ])('refuses %s', async (_, more, name, httpStatusCode) => {
    const error = await refusal(change([create(record('a.example.com', more))]));
    expect(error).toMatchObject({ name, $metadata: { httpStatusCode } });
  });

  it('processes one batch a zone at a time: the SDK comes again', async () => {
    const both = await Promise.allSettled(
      ['a', 'b'].map((label) => change([create(record(`${label}.example.com`))])),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find((one) => one.status === 'rejected')).toMatchObject({
      reason: { name: 'PriorRequestNotComplete', $metadata: { httpStatusCode: 400 } },
    });
    const patient = cloud.route53({ connectionMs: 1000, requestMs: 2000, attempts: 5 });
    const again = ['c', 'd'].map((label) =>
      patient.send(
        new ChangeResourceRecordSetsCommand({
          HostedZoneId: ZONE_ID,
          ChangeBatch: { Changes: [create(record(`${label}.example.com`))] },
        }),
      ),
    );
    const attempts = (await Promise.all(again)).map(({ $metadata }) => $metadata.attempts ?? 0);
    expect(Math.max(...attempts)).toBeGreaterThan(1);
  });
});

describe('a request that is not what the API takes', () => {
  const NAMESPACE = 'xmlns="https://route53.amazonaws.com/doc/2013-04-01/"';
  const set =
    '<Name>a.example.com</Name><Type>A</Type><TTL>60</TTL><ResourceRecords><ResourceRecord><Value>203.0.113.5</Value></ResourceRecord></ResourceRecords>';
  const batch = (inner: string) =>
    `<ChangeResourceRecordSetsRequest ${NAMESPACE}><ChangeBatch><Changes><Change><Action>CREATE</Action><ResourceRecordSet>${inner}</ResourceRecordSet></Change></Changes></ChangeBatch></ChangeResourceRecordSetsRequest>`;
  const send = (body: string) =>
    raw(cloud, { service: 'route53', path: `/2013-04-01/hostedzone/${ZONE_ID}/rrset/`, body });

  it('is taken when it is right', async () => {
    expect((await send(batch(set))).status).toBe(200);
  });

  it.each([
    ['rubbish', 'x=1'],
    ['another root', `<Other ${NAMESPACE}/>`],
    ['no namespace', batch(set).replace(NAMESPACE, '')],
    ['an element that nobody knows', batch(`${set}<Wieght>1</Wieght>`)],
    ['an element twice', batch(`${set}<TTL>60</TTL>`)],
    ['no name', batch('<Type>A</Type>')],
    ['bytes that are not UTF-8', batch(set)],
  ])('is MalformedXML: %s', async (what, body) => {
    const { status, text } = what.startsWith('bytes')
      ? await raw(cloud, {
          service: 'route53',
          path: `/2013-04-01/hostedzone/${ZONE_ID}/rrset/`,
          body: Buffer.concat([Buffer.from(body), Buffer.from([0xff])]) as never,
        })
      : await send(body);
    expect([status, /<Code>(\w+)</.exec(text)?.[1]]).toEqual([400, 'MalformedXML']);
  });

  it('gets a list of what there is when it asks for something else', async () => {
    const path = '/2013-04-01/trafficpolicies';
    const { status, text } = await raw(cloud, { service: 'route53', method: 'GET', path });
    expect(status).toBe(501);
    expect(text).toContain('<Code>UnknownOperationException</Code>');
    expect(text).toContain('ChangeResourceRecordSets');
  });
});

describe('the request buckets', () => {
  it('let 50 requests through at once, and ten a second after that', async () => {
    const fromMs = cloud.clock.nowMs();
    const calls = Array.from({ length: 90 }, () => list({ MaxItems: 1 }));
    const codes = (await Promise.allSettled(calls)).map((one) =>
      one.status === 'fulfilled' ? 'ok' : (one.reason as Error).name,
    );
    const refilled = Math.ceil((cloud.clock.nowMs() - fromMs) / 100);
    const letThrough = codes.filter((code) => code === 'ok').length;
    expect(letThrough).toBeGreaterThanOrEqual(50);
    expect(letThrough).toBeLessThanOrEqual(50 + refilled);
    expect(new Set(codes)).toEqual(new Set(['ok', 'Throttling']));
    const error = await refusal(Promise.all(Array.from({ length: 30 }, () => list())));
    expect(error).toMatchObject({ message: 'Rate exceeded', $metadata: { httpStatusCode: 400 } });
  });

  it('take two tokens of 1,500 for each UPSERT', async () => {
    const upserts = Array.from({ length: 400 }, (_, at) => ({
      Action: 'UPSERT' as const,
      ResourceRecordSet: record(`n${at}.example.com`),
    }));
    await change(upserts);
    expect(await refusal(change(upserts))).toMatchObject({ name: 'Throttling' });
  });
});

describe('hosted zones', () => {
  it('are made, found, and deleted when nothing of others is in them', async () => {
    const made = await client.send(
      new CreateHostedZoneCommand({
        Name: 'New.example.org.',
        CallerReference: 'r',
        HostedZoneConfig: { Comment: 'mine' },
      }),
    );
    const id = made.HostedZone?.Id ?? '';
    expect(made).toMatchObject({
      $metadata: { httpStatusCode: 201 },
      HostedZone: { Name: 'new.example.org.', CallerReference: 'r', Config: { Comment: 'mine' } },
      Location: `https://route53.amazonaws.com/2013-04-01${id}`,
    });
    expect(made.DelegationSet?.NameServers).toHaveLength(4);
    const found = await client.send(
      new ListHostedZonesByNameCommand({ DNSName: 'new.example.org' }),
    );
    expect(found.HostedZones?.map(({ Id }) => Id)).toEqual([id]);
    const { HostedZones } = await client.send(new ListHostedZonesCommand({}));
    expect(HostedZones).toHaveLength(2);
    await change([create(record('a.new.example.org'))], id.replace('/hostedzone/', ''));
    const remove = () => client.send(new DeleteHostedZoneCommand({ Id: id }));
    expect(await refusal(remove())).toMatchObject({ name: 'HostedZoneNotEmpty' });
    await change(
      [{ Action: 'DELETE', ResourceRecordSet: record('a.new.example.org') }],
      id.replace('/hostedzone/', ''),
    );
    const { ChangeInfo } = await remove();
    expect(
      (await client.send(new GetChangeCommand({ Id: ChangeInfo?.Id }))).ChangeInfo?.Status,
    ).toBe('INSYNC');
    expect(await refusal(remove())).toMatchObject({ name: 'NoSuchHostedZone' });
  });

  it('refuse a reference or a name that is taken, and a name that is none', async () => {
    const make = (Name: string, CallerReference: string) =>
      refusal(client.send(new CreateHostedZoneCommand({ Name, CallerReference })));
    await client.send(new CreateHostedZoneCommand({ Name: 'a.example.org', CallerReference: 'r' }));
    expect(await make('b.example.org', 'r')).toMatchObject({ name: 'HostedZoneAlreadyExists' });
    expect(await make('a.example.org', 's')).toMatchObject({ name: 'ConflictingDomainExists' });
    expect(await make('-x-', 's')).toMatchObject({ name: 'InvalidDomainName' });
  });

  it('name the name servers that the cloud has been given', async () => {
    await using other = await aCloud({ nameServers: ['127.0.0.1', '127.0.0.2'] });
    const zone = await other.route53().send(new GetHostedZoneCommand({ Id: ZONE_ID }));
    expect(zone.DelegationSet?.NameServers).toEqual(['127.0.0.1', '127.0.0.2']);
  });
});
