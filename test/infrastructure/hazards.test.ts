import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type {
  Configuration,
  EndpointCheck,
  RecordTarget,
  Service,
  ServiceSide,
} from '../../src/core/service.ts';
import { type HazardName, hazardsOf } from '../../src/infrastructure/hazards.ts';
import {
  aConfiguration,
  aFailbackPolicy,
  anEndpointCheck,
  aService,
  aSide,
} from '../builders/configuration.ts';
import { randomConfiguration } from './random-configuration.ts';

function namesFor(
  service: Service,
  configuration: Configuration = aConfiguration(),
): readonly HazardName[] {
  return hazardsOf(service, configuration).map(({ name }) => name);
}

function primary(overrides: Partial<ServiceSide>): Service {
  return aService({ primary: aSide('primary', overrides) });
}

function checked(overrides: Partial<EndpointCheck>): Service {
  return primary({ healthCheck: anEndpointCheck('primary', overrides) });
}

function checkedByName(host: string): Service {
  const { address, ...healthCheck } = anEndpointCheck('primary', { host });
  return primary({ healthCheck });
}

const alias: RecordTarget = {
  kind: 'alias',
  types: ['A'],
  dnsName: 'one.us-west-2.elb.amazonaws.com',
  hostedZoneId: 'Z1H1FL5HABSF5',
};

const twoAddresses: RecordTarget = {
  kind: 'values',
  values: { A: ['192.0.2.10'], AAAA: ['2001:db8::10'] },
};

const slow = { region: 'ap-northeast-1', name: 'slow' };

/** A service that has nothing of what is tested below. */
const careful = aService({
  failback: aFailbackPolicy({ guardAlarms: [slow] }),
  primary: aSide('primary', { healthCheck: anEndpointCheck('primary', { searchString: 'ready' }) }),
  secondary: aSide('secondary', {
    healthCheck: anEndpointCheck('secondary', { searchString: 'ready' }),
    readiness: [{ kind: 'tcp', host: '198.51.100.20', port: 443, withinMs: 2000 }],
  }),
});

describe('a hazard is named exactly for the settings that have it', () => {
  const cases: readonly (readonly [HazardName, Service, Configuration?])[] = [
    ['observe-only', aService({ mode: 'observe' })],
    ['long-ttl', aService({ ttlSeconds: 61 })],
    ['alias-answers-look-alike', primary({ target: alias })],
    ['failover-alias-follows-target', { ...primary({ target: alias }), routing: 'failover' }],
    ['failback-at-once', aService({ routing: 'failover' })],
    ['held-by-switch-falls-open', aService({ routing: 'failover' })],
    ['last-resort-secondary', aService({ lastResort: 'secondary' })],
    ['failback-without-guards', aService()],
    [
      'failback-starts-by-itself',
      aService({ failback: aFailbackPolicy({ start: 'when-stable' }) }),
    ],
    ['home-in-primary-region', aService(), aConfiguration({ homeRegion: 'ap-northeast-1' })],
    ['home-in-us-east-1', aService(), aConfiguration({ homeRegion: 'us-east-1' })],
    ['primary-in-us-east-1', primary({ region: 'us-east-1' })],
    ['one-region', primary({ region: 'us-west-2' })],
    ['slow-detection', checked({ intervalSeconds: 30 })],
    ['single-failure-counts', checked({ failureThreshold: 1 })],
    ['few-checkers', checked({ checkerRegions: ['us-east-1', 'us-west-1', 'eu-west-1'] })],
    ['open-port-only', checked({ protocol: 'TCP' })],
    ['any-answer-passes', checked({})],
    ['ipv4-only', checkedByName('origin.example.net')],
    ['one-address-checked', primary({ target: twoAddresses })],
    ['check-of-own-name', checkedByName('www.shop.example.com')],
    ['alarm-kind-unverified', primary({ unhealthyWhen: [slow] })],
    ['silent-alarm-is-healthy', primary({ unhealthyWhen: [slow] })],
    ['secondary-readiness-unknown', aService()],
  ];

  it.each(cases.map(([name, ...settings]) => ({ name, settings })))(
    '$name',
    ({ name, settings }) => {
      expect(namesFor(...settings)).toContain(name);
      expect(namesFor(careful)).not.toContain(name);
    },
  );

  it('an outage can be too short to be held only where something holds', () => {
    expect(namesFor(aService())).toContain('short-outage-returns');
    expect(namesFor(aService({ mode: 'observe' }))).not.toContain('short-outage-returns');
  });

  it('a certificate goes unverified only where there is one', () => {
    expect(namesFor(careful)).toContain('certificate-unverified');
    const plain = checked({ protocol: 'HTTP' });
    const sides = hazardsOf(plain, aConfiguration()).find(
      ({ name }) => name === 'certificate-unverified',
    )?.sides;
    expect(sides).toEqual(['secondary']);
  });

  it('the TTL of an alias is not ours', () => {
    const aliases = aService({
      ttlSeconds: 300,
      primary: aSide('primary', { target: alias }),
      secondary: aSide('secondary', { target: alias }),
    });
    expect(namesFor(aliases)).not.toContain('long-ttl');
  });

  it('a weighted alias does not follow its target', () => {
    expect(namesFor(primary({ target: alias }))).not.toContain('failover-alias-follows-target');
  });
});

it('sides with the same fact share one sentence', () => {
  const found = hazardsOf(aService(), aConfiguration());
  expect(found.filter(({ name }) => name === 'any-answer-passes')).toMatchObject([
    { sides: ['primary', 'secondary'] },
  ]);
});

it('every fact is one sentence, and none is said twice', () => {
  fc.assert(
    fc.property(randomConfiguration, (configuration) => {
      for (const service of configuration.services) {
        const facts = hazardsOf(service, configuration).map(({ fact }) => fact);
        expect(new Set(facts).size).toBe(facts.length);
        for (const fact of facts) expect(fact).toMatch(/^[A-Z][^.]*(\.[^ ][^.]*)*\.$/);
      }
    }),
  );
});
