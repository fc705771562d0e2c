import { describe, expect, it } from '@jest/globals';
import type { EndpointCheck, Service } from '../../src/core/service.ts';
import { endpointHealthCheck } from '../../src/infrastructure/endpoint-check.ts';
import { logicalIds } from '../../src/infrastructure/logical-ids.ts';
import { buildStacks } from '../../src/infrastructure/stacks.ts';
import { aConfiguration, anEndpointCheck, aService, aSide } from '../builders/configuration.ts';
import { children, healthCheck } from './template-reading.ts';

const slow = { region: 'ap-northeast-1', name: 'shop-slow' };
const errors = { region: 'us-west-2', name: 'shop-errors' };

function homeOf(service: Service) {
  return buildStacks(aConfiguration({ services: [service] })).home;
}

describe('the endpoint check', () => {
  it('asks what the configuration says, in the spelling of the API', () => {
    expect(endpointHealthCheck(anEndpointCheck('primary'))).toEqual({
      Type: 'HTTPS',
      IPAddress: '192.0.2.10',
      FullyQualifiedDomainName: 'shop.example.com',
      Port: 443,
      ResourcePath: '/health',
      RequestInterval: 10,
      FailureThreshold: 3,
      MeasureLatency: false,
      EnableSNI: true,
    });
  });

  it.each([
    ['HTTP', undefined, 'HTTP'],
    ['HTTP', 'ready', 'HTTP_STR_MATCH'],
    ['HTTPS', undefined, 'HTTPS'],
    ['HTTPS', 'ready', 'HTTPS_STR_MATCH'],
    ['TCP', undefined, 'TCP'],
  ] as const)('%s looking for %s is of type %s', (protocol, searchString, type) => {
    const check = anEndpointCheck('primary', { protocol, ...(searchString && { searchString }) });
    expect(endpointHealthCheck(check)).toMatchObject({ Type: type });
    expect(endpointHealthCheck(check).SearchString).toBe(searchString);
  });

  it('has neither path nor SNI where there is no HTTPS request', () => {
    const tcp = endpointHealthCheck(anEndpointCheck('primary', { protocol: 'TCP' }));
    expect(Object.keys(tcp)).not.toContain('ResourcePath');
    expect(Object.keys(tcp)).not.toContain('EnableSNI');
  });

  it('leaves the name to be resolved by the checkers when there is no address', () => {
    const { address, ...byHost } = anEndpointCheck('primary');
    expect(Object.keys(endpointHealthCheck(byHost))).not.toContain('IPAddress');
  });

  it('names checker Regions only when not all of them look', () => {
    const few = ['us-east-1', 'us-west-1', 'eu-west-1'] as const;
    expect(endpointHealthCheck(anEndpointCheck()).Regions).toBeUndefined();
    expect(
      endpointHealthCheck(anEndpointCheck('primary', { checkerRegions: few })).Regions,
    ).toEqual(few);
  });

  it('is named by stack, service, side and purpose', () => {
    const service = aService();
    const { Properties } = healthCheck(homeOf(service), logicalIds(service).primary.endpointCheck);
    expect(Properties.HealthCheckTags).toEqual([
      { Key: 'Name', Value: 'switchback-shop-primary-endpoint' },
    ]);
  });
});

describe('the logical id of an endpoint check', () => {
  function idWith(overrides: Partial<EndpointCheck>): string {
    const healthCheck = anEndpointCheck('primary', overrides);
    return logicalIds(aService({ primary: aSide('primary', { healthCheck }) })).primary
      .endpointCheck;
  }

  it.each<[string, Partial<EndpointCheck>]>([
    ['type', { protocol: 'HTTP' }],
    ['search string where there was none', { searchString: 'ready' }],
    ['interval', { intervalSeconds: 30 }],
    ['latency graph', { latencyGraph: true }],
  ])('is new with another %s, which only a new check can have', (_, overrides) => {
    expect(idWith(overrides)).not.toBe(idWith({}));
  });

  it('is new when the address goes', () => {
    const { address, ...byHost } = anEndpointCheck('primary');
    const service = aService({ primary: aSide('primary', { healthCheck: byHost }) });
    expect(logicalIds(service).primary.endpointCheck).not.toBe(idWith({}));
  });

  it.each<[string, Partial<EndpointCheck>]>([
    ['path', { path: '/other' }],
    ['address', { address: '192.0.2.99' }],
    ['threshold', { failureThreshold: 5 }],
    ['port', { port: 8443 }],
  ])('stays with another %s, which Route 53 changes in place', (_, overrides) => {
    expect(idWith(overrides)).toBe(idWith({}));
  });
});

describe("a side's health", () => {
  it('is its endpoint check when no alarm counts', () => {
    const ids = logicalIds(aService());
    expect(ids.primary.health).toBe(ids.primary.endpointCheck);
    expect(ids.secondary.health).toBe(ids.secondary.endpointCheck);
  });

  it('is all of endpoint and alarms, without the hold, when alarms count', () => {
    const service = aService({ primary: aSide('primary', { unhealthyWhen: [slow, errors] }) });
    const { primary } = logicalIds(service);
    expect(healthCheck(homeOf(service), primary.health).Properties.HealthCheckConfig).toEqual({
      Type: 'CALCULATED',
      ChildHealthChecks: [primary.endpointCheck, ...primary.alarmChecks.keys()].map((Ref) => ({
        Ref,
      })),
      HealthThreshold: 3,
    });
  });

  it('takes an alarm without data for healthy', () => {
    const service = aService({ secondary: aSide('secondary', { unhealthyWhen: [errors] }) });
    const [id] = logicalIds(service).secondary.alarmChecks.keys();
    expect(healthCheck(homeOf(service), id ?? '').Properties.HealthCheckConfig).toEqual({
      Type: 'CLOUDWATCH_METRIC',
      AlarmIdentifier: { Region: 'us-west-2', Name: 'shop-errors' },
      InsufficientDataHealthStatus: 'Healthy',
    });
  });

  it('counts an alarm that is listed twice once, else nothing could be healthy', () => {
    const service = aService({ primary: aSide('primary', { unhealthyWhen: [slow, slow] }) });
    const { primary } = logicalIds(service);
    expect(healthCheck(homeOf(service), primary.health).Properties.HealthCheckConfig).toMatchObject(
      { HealthThreshold: 2 },
    );
  });
});

describe("the primary's check", () => {
  it('is all of endpoint and hold', () => {
    const service = aService();
    const ids = logicalIds(service);
    expect(healthCheck(homeOf(service), ids.primaryCheck).Properties.HealthCheckConfig).toEqual({
      Type: 'CALCULATED',
      ChildHealthChecks: [{ Ref: ids.primary.endpointCheck }, { Ref: ids.holdCheck }],
      HealthThreshold: 2,
    });
  });

  it("follows the primary's alarms, and none of the secondary's", () => {
    const service = aService({
      primary: aSide('primary', { unhealthyWhen: [slow] }),
      secondary: aSide('secondary', { unhealthyWhen: [errors] }),
    });
    const ids = logicalIds(service);
    expect(children(homeOf(service), ids.primaryCheck)).toEqual([
      ids.primary.endpointCheck,
      ids.holdCheck,
      ...ids.primary.alarmChecks.keys(),
    ]);
  });
});
