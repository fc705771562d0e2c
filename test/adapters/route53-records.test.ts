import { Route53Client } from '@aws-sdk/client-route-53';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { route53Delegation } from '../../src/adapters/route53-delegation.ts';
import { route53Records } from '../../src/adapters/route53-records.ts';
import { ChangeRefused, type Records } from '../../src/ports.ts';
import type { ResourceRecordSet } from '../../src/route53/record-set.ts';
import { type AwsAnswer, AwsStub, ok, QUICK, xmlError } from './aws-stub.ts';
import { changeInfo, readChanges, xml } from './route53-stub.ts';

let aws: AwsStub;
let records: Records;
beforeEach(async () => {
  aws = await AwsStub.start(() => 'silence');
  records = route53Records({ client: new Route53Client(aws.options(QUICK)) });
});
afterEach(() => aws.close());

const SET: ResourceRecordSet = {
  Name: 'shop.example.com',
  Type: 'A',
  SetIdentifier: 'primary',
  Weight: 0,
  TTL: 60,
  ResourceRecords: [{ Value: '192.0.2.10' }],
  HealthCheckId: 'check',
};

const page = (sets: string, more = '<IsTruncated>false</IsTruncated>') =>
  ok(
    xml(
      'ListResourceRecordSetsResponse',
      `<ResourceRecordSets>${sets}</ResourceRecordSets>${more}`,
    ),
  );

async function listed(answer: AwsAnswer) {
  aws.answer(() => answer);
  return (await records.list(['Z1'])).get('Z1');
}

describe('listing', () => {
  it('settles names and keeps every field, those too that this house does not use', async () => {
    const set = `<ResourceRecordSet><Name>\\052.Shop\\100\\056x.example.com.</Name><Type>A</Type><SetIdentifier>s</SetIdentifier><GeoLocation><CountryCode>JP</CountryCode></GeoLocation><MultiValueAnswer>true</MultiValueAnswer><AliasTarget><HostedZoneId>Z2</HostedZoneId><DNSName>DualStack.lb.example.net.</DNSName><EvaluateTargetHealth>false</EvaluateTargetHealth></AliasTarget></ResourceRecordSet>`;
    expect(await listed(page(set))).toEqual({
      known: true,
      value: [
        {
          Name: '*.shop@\\056x.example.com',
          Type: 'A',
          SetIdentifier: 's',
          GeoLocation: { CountryCode: 'JP' },
          MultiValueAnswer: true,
          AliasTarget: {
            HostedZoneId: 'Z2',
            DNSName: 'dualstack.lb.example.net',
            EvaluateTargetHealth: false,
          },
        },
      ],
    });
  });

  it('stops when pages go in circles', async () => {
    const more =
      '<IsTruncated>true</IsTruncated><NextRecordName>a.</NextRecordName><NextRecordType>A</NextRecordType>';
    expect(await listed(page('', more))).toEqual({
      known: false,
      why: 'route53:ListResourceRecordSets failed: the zone has more than 100 pages',
    });
    expect(aws.requests).toHaveLength(100);
  });
});

describe('changing', () => {
  it('sends every field as it is', async () => {
    aws.answer(() => ok(xml('ChangeResourceRecordSetsResponse', changeInfo('C1', 'PENDING'))));
    const fence = { Name: 'g000001._switchback.a', Type: 'TXT', TTL: 60 } as const;
    const text = { ...fence, ResourceRecords: [{ Value: '"v=1 <&> é"' }] };
    const changes = [
      { action: 'CREATE', set: text },
      { action: 'UPSERT', set: SET },
    ] as const;
    expect(await records.change('Z1', changes)).toBe('C1');
    expect(readChanges(aws.requests[0]?.text ?? '')).toEqual(changes);
  });

  const refused = (content: string) => ({
    status: 400,
    body: xml('InvalidChangeBatch', `${content}<RequestId>r</RequestId>`),
  });
  const EXISTS =
    "Tried to create resource record set [name='g1.a.', type='TXT'] but it already exists";
  const MISSING = "Tried to delete resource record set [name='b.', type='A'] but it was not found";
  const RRSET =
    'RRSet with DNS name c. and type A, SetIdentifier S cannot be created as weighted sets must contain the same TTL.';

  it.each<[string, AwsAnswer, readonly string[]]>([
    ['as it comes today', xmlError('InvalidChangeBatch', `[${EXISTS}]`), [EXISTS]],
    [
      'with several sentences in one',
      xmlError('InvalidChangeBatch', `[${EXISTS}, ${MISSING}, ${RRSET}]`),
      [EXISTS, MISSING, RRSET],
    ],
    ['without brackets', xmlError('InvalidChangeBatch', RRSET), [RRSET]],
    [
      'in the manual’s form, which the SDK does not recognise',
      refused(`<Messages><Message>${EXISTS}</Message><Message>${RRSET}</Message></Messages>`),
      [EXISTS, RRSET],
    ],
    [
      'in the manual’s form with one sentence',
      refused(`<Messages><Message>${EXISTS}</Message></Messages>`),
      [EXISTS],
    ],
    [
      'in the manual’s form with a plain message',
      refused(`<message>${EXISTS}</message>`),
      [EXISTS],
    ],
    [
      'because of a health check that is gone',
      xmlError('NoSuchHealthCheck', 'No health check found with id: x', 404),
      ['No health check found with id: x'],
    ],
    ['because of a value that is none', xmlError('InvalidInput', 'bad'), ['bad']],
  ])('hears a refusal of the batch %s', async (_, answer, messages) => {
    aws.answer(() => answer);
    const failure = await records.change('Z1', [{ action: 'UPSERT', set: SET }]).catch((e) => e);
    expect(failure).toBeInstanceOf(ChangeRefused);
    expect(failure.messages).toEqual(messages);
  });

  it.each<[string, AwsAnswer, string]>([
    ['throttling', xmlError('Throttling', 'Rate exceeded'), 'Throttling (HTTP 400)'],
    ['a prior request', xmlError('PriorRequestNotComplete', 'x'), 'PriorRequestNotComplete'],
    ['a zone that is gone', xmlError('NoSuchHostedZone', 'x', 404), 'NoSuchHostedZone (HTTP 404)'],
    ['no right to it', xmlError('AccessDenied', 'CANARY', 403), 'AccessDenied (HTTP 403)'],
    ['a server error', { status: 500, body: '' }, 'HTTP 500'],
    ['an error without content', { status: 400, body: '' }, 'Unknown (HTTP 400)'],
    ['HTML', { status: 400, body: '<html>CANARY</html>' }, 'Unknown (HTTP 400)'],
    ['silence', 'silence', 'TimeoutError'],
  ])('takes nothing else for a refusal: %s', async (_, answer, code) => {
    aws.answer(() => answer);
    const failure = await records.change('Z1', [{ action: 'UPSERT', set: SET }]).catch((e) => e);
    expect(failure).toMatchObject({ name: 'AwsError', call: 'route53:ChangeResourceRecordSets' });
    expect(String(failure)).toContain(code);
    expect(String(failure)).not.toContain('CANARY');
  });
});

describe('the delegation of a zone', () => {
  const zone = (nameServers: string) =>
    ok(xml('GetHostedZoneResponse', `<DelegationSet>${nameServers}</DelegationSet>`));
  const TWO = zone(
    '<NameServers><NameServer>ns-1.example.net</NameServer><NameServer>ns-2.example.net</NameServer></NameServers>',
  );
  const delegation = (resolve: () => Promise<readonly string[]>) =>
    route53Delegation({ client: new Route53Client(aws.options(QUICK)), resolve });

  it('is read once', async () => {
    aws.answer(() => TWO);
    const nameServersOf = delegation(() => Promise.reject(new Error('not asked')));
    expect(await nameServersOf('Z1')).toEqual(['ns-1.example.net', 'ns-2.example.net']);
    expect(await nameServersOf('Z1')).toHaveLength(2);
    expect(aws.requests).toHaveLength(1);
  });

  it('is asked of DNS while the control plane is down', async () => {
    const nameServersOf = delegation(async () => ['ns-3.example.net']);
    expect(await nameServersOf('Z1')).toEqual(['ns-3.example.net']);
  });

  it('that nobody knows is the control plane’s failure, and is asked for again', async () => {
    aws.answer(() => zone(''));
    const nameServersOf = delegation(() => Promise.reject(new Error('CANARY')));
    await expect(nameServersOf('Z1')).rejects.toThrow('the answer has no DelegationSet');
    aws.answer(() => TWO);
    expect(await nameServersOf('Z1')).toHaveLength(2);
  });
});
