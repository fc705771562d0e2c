import { Route53Client } from '@aws-sdk/client-route-53';
import { expect, it } from '@jest/globals';
import { type FoundZone, zonesOf } from '../../src/adapters/hosted-zones.ts';
import { type AwsAnswer, AwsStub, ok, xmlError } from './aws-stub.ts';

interface Zone {
  readonly id: string;
  readonly name: string;
  readonly isPrivate?: boolean;
}

/** As the API answers: from the name on, so that others follow. */
function listed(zones: readonly Zone[]): AwsAnswer {
  const each = zones.map(
    ({ id, name, isPrivate = false }) =>
      `<HostedZone><Id>/hostedzone/${id}</Id><Name>${name}.</Name><CallerReference>r</CallerReference>` +
      `<Config><PrivateZone>${isPrivate}</PrivateZone></Config></HostedZone>`,
  );
  return ok(
    `<ListHostedZonesByNameResponse><HostedZones>${each.join('')}</HostedZones>` +
      '<IsTruncated>false</IsTruncated><MaxItems>100</MaxItems></ListHostedZonesByNameResponse>',
  );
}

async function found(
  name: string,
  answer: (asked: string) => AwsAnswer,
): Promise<{ readonly zones: readonly FoundZone[]; readonly asked: readonly string[] }> {
  const asked: string[] = [];
  const stub = await AwsStub.start(({ query }) => {
    asked.push(query.get('dnsname') ?? '');
    return answer(query.get('dnsname') ?? '');
  });
  try {
    return { zones: await zonesOf(new Route53Client(stub.options()), name), asked };
  } finally {
    await stub.close();
  }
}

const ZONES = [
  { id: 'Z1', name: 'eu.example.com' },
  { id: 'Z2', name: 'example.com' },
  { id: 'Z3', name: 'other.com' },
];
const after = (asked: string) => listed(ZONES.filter(({ name }) => name >= asked));

it('finds the zone of the longest name that holds the name', async () => {
  const { zones, asked } = await found('shop.eu.example.com', after);
  expect(zones).toEqual([{ id: 'Z1', name: 'eu.example.com' }]);
  expect(asked).toEqual(['shop.eu.example.com', 'eu.example.com']);
});

it('finds the zone whose own name it is', async () => {
  expect((await found('example.com', after)).zones).toEqual([{ id: 'Z2', name: 'example.com' }]);
});

it('never takes a zone that only follows in the list, and asks for no top-level domain', async () => {
  const { zones, asked } = await found('shop.example.org', () => listed(ZONES));
  expect(zones).toEqual([]);
  expect(asked).toEqual(['shop.example.org', 'example.org']);
});

it('gives both where an account has a zone twice, and none that is private', async () => {
  const twice = [
    { id: 'Z4', name: 'example.com', isPrivate: true },
    { id: 'Z5', name: 'example.com' },
    { id: 'Z6', name: 'example.com' },
  ];
  const { zones } = await found('example.com', () => listed(twice));
  expect(zones.map(({ id }) => id)).toEqual(['Z5', 'Z6']);
});

it('does not take a refusal for no zone', async () => {
  const refused = () => xmlError('AccessDenied', 'no', 403);
  await expect(found('example.com', refused)).rejects.toThrow(
    'route53:ListHostedZonesByName failed: AccessDenied',
  );
});
