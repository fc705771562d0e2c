import fc from 'fast-check';
import type {
  AlarmRef,
  Configuration,
  EndpointCheck,
  RecordTarget,
  Service,
  Side,
} from '../../src/core/service.ts';
import {
  aConfiguration,
  aFailbackPolicy,
  anEndpointCheck,
  aService,
  aSide,
} from '../builders/configuration.ts';

const serviceId = fc.stringMatching(/^[a-z][a-z0-9]{0,5}(-[a-z0-9]{1,4}){0,2}$/);

const region = fc.constantFrom('us-east-1', 'us-west-2', 'ap-northeast-1', 'eu-west-1');

const alarm: fc.Arbitrary<AlarmRef> = fc.record({
  region,
  name: fc.constantFrom('slow', 'errors', 'queue depth', 'a'.repeat(255)),
});

function endpointCheck(side: Side): fc.Arbitrary<EndpointCheck> {
  return fc
    .record({
      protocol: fc.constantFrom('HTTP', 'HTTPS', 'TCP'),
      byAddress: fc.boolean(),
      searchString: fc.option(fc.constant('ready'), { nil: undefined }),
      intervalSeconds: fc.constantFrom(10, 30),
      failureThreshold: fc.integer({ min: 1, max: 10 }),
      latencyGraph: fc.boolean(),
      checkerRegions: fc.constantFrom([], ['us-east-1', 'us-west-1', 'eu-west-1']),
    })
    .map(({ byAddress, searchString, protocol, ...rest }) => {
      const { address, ...byHost } = anEndpointCheck(side, { host: 'origin.example.net' });
      return {
        ...byHost,
        ...(byAddress && { address }),
        ...(searchString !== undefined && protocol !== 'TCP' && { searchString }),
        protocol,
        ...rest,
      } as EndpointCheck;
    });
}

const target: fc.Arbitrary<readonly [RecordTarget, RecordTarget]> = fc.constantFrom(
  pair({ A: ['192.0.2.1'] }, { A: ['198.51.100.1', '198.51.100.2'] }),
  pair({ A: ['192.0.2.1'], AAAA: ['2001:db8::1'] }, { A: ['198.51.100.1'], AAAA: ['2001:db8::2'] }),
  pair({ CNAME: ['one.example.net'] }, { CNAME: ['two.example.net'] }),
  [alias('one'), alias('two')] as const,
);

type Values = Extract<RecordTarget, { kind: 'values' }>['values'];

function pair(primary: Values, secondary: Values) {
  return [
    { kind: 'values', values: primary },
    { kind: 'values', values: secondary },
  ] as const;
}

function alias(name: string): RecordTarget {
  return {
    kind: 'alias',
    types: ['A', 'AAAA'],
    dnsName: `${name}.us-west-2.elb.amazonaws.com`,
    hostedZoneId: 'Z1H1FL5HABSF5',
  };
}

const service: fc.Arbitrary<Service> = fc
  .record({
    id: serviceId,
    routing: fc.constantFrom('weighted' as const, 'failover' as const),
    targets: target,
    primaryCheck: endpointCheck('primary'),
    secondaryCheck: endpointCheck('secondary'),
    primaryAlarms: fc.array(alarm, { maxLength: 3 }),
    secondaryAlarms: fc.array(alarm, { maxLength: 3 }),
    names: fc.integer({ min: 1, max: 3 }),
    ttlSeconds: fc.constantFrom(1, 60, 300),
  })
  .map(({ id, routing, targets, names, ttlSeconds, ...sides }) =>
    aService({
      id,
      names: [
        `${id}.example.com`,
        ...['www', 'api'].slice(1, names).map((n) => `${n}.${id}.example.com`),
      ],
      routing,
      ttlSeconds,
      failback: aFailbackPolicy(routing === 'failover' ? { stages: [100] } : {}),
      primary: aSide('primary', {
        target: targets[0],
        healthCheck: sides.primaryCheck,
        unhealthyWhen: sides.primaryAlarms,
      }),
      secondary: aSide('secondary', {
        target: targets[1],
        healthCheck: sides.secondaryCheck,
        unhealthyWhen: sides.secondaryAlarms,
      }),
    }),
  );

/** One to five services of every kind, with a home anywhere. */
export const randomConfiguration: fc.Arbitrary<Configuration> = fc
  .record({
    services: fc.uniqueArray(service, { minLength: 1, maxLength: 5, selector: ({ id }) => id }),
    homeRegion: region,
  })
  .map(aConfiguration);
