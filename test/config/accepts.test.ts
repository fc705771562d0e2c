import { describe, expect, it } from '@jest/globals';
import { configurationOf, example, exampleWith, faultsOf } from './example.ts';

const first = (input: unknown) => {
  const service = configurationOf(input).services[0];
  if (!service) throw new Error('a configuration has at least one service');
  return service;
};

describe('what is accepted', () => {
  it.each([
    [
      'a zone id with /hostedzone/ in front',
      'services.shop.zone.id',
      '/hostedzone/Z0123456789ABCDEFGHIJ',
    ],
    ['capitals and a trailing dot in a name', 'services.shop.name', 'Shop.Example.com.'],
    ['the zone in capitals', 'services.shop.zone.name', 'EXAMPLE.com.'],
  ])('%s means the same', (_title, path, value) => {
    expect(configurationOf(exampleWith(path, value))).toEqual(configurationOf(example()));
  });

  it.each([
    ['no automatic acts', 'rateBrake', { acts: 0 }],
    ['the top of the zone', 'services.shop.name', 'example.com'],
    [
      'name servers as a name, an address of either kind, and with a port',
      'services.shop.zone.nameServers',
      ['ns-1.awsdns-01.com', '192.0.2.53', '2001:db8::53', '127.0.0.1:5557'],
    ],
    ['an international name as DNS has it', 'services.shop.name', 'xn--shp-sna.example.com'],
    ['a TTL of two minutes', 'services.shop.ttl', '2m'],
    ['one stage', 'services.shop.failback', { stages: [100] }],
    [
      'a private record that is checked elsewhere',
      'services.shop.primary',
      { region: 'ap-northeast-1', A: '10.0.0.1', healthCheck: { address: '203.0.113.1' } },
    ],
    [
      'three checker Regions',
      'services.shop.healthCheck.checkerRegions',
      ['us-east-1', 'eu-west-1', 'sa-east-1'],
    ],
    ['no checker Regions, which means all', 'services.shop.healthCheck.checkerRegions', []],
    [
      'a single status',
      'services.shop.secondary.readiness',
      [{ http: 'https://a.example.net/', status: 204 }],
    ],
    ['an alarm on the side', 'services.shop.primary.unhealthyWhen', [{ alarm: 'a' }]],
    [
      'an alarm name with a slash',
      'services.shop.primary.unhealthyWhen',
      [{ alarm: 'AWS/Route53 p50 – 遅い' }],
    ],
  ])('%s', (_title, path, value) => {
    expect(faultsOf(exampleWith(path, value))).toEqual([]);
  });

  it.each([
    ['127.0.0.0/8', 'http://127.0.0.1:8080/'],
    ['127.0.0.1/32', 'http://localhost:8080/'],
    ['169.254.0.0/16', 'http://169.254.1.1/'],
    ['10.0.0.0/8', 'https://10.1.2.3/'],
    ['fd00::/8', 'https://[fd00::1]/'],
    ['100.64.0.0/10', 'https://100.64.0.1/'],
  ])('the range %s opens %s to probes', (range, http) => {
    const root = exampleWith('services.shop.secondary.readiness', [{ http }]);
    expect(faultsOf(root)).toHaveLength(1);
    (root.services as { shop: object }).shop = {
      ...(root.services as { shop: object }).shop,
      probeRanges: [range],
    };
    expect(faultsOf(root)).toEqual([]);
  });
});

describe('what is filled in', () => {
  it('the simple case gets the recommended settings', () => {
    expect(first(exampleWith('services.shop.healthCheck', undefined))).toMatchObject({
      routing: 'weighted',
      ttlSeconds: 60,
      failback: {
        start: 'person',
        stages: [10, 50, 100],
        bakeMs: 300_000,
        stableForMs: 600_000,
        approval: 'none',
        guardAlarms: [],
      },
      lastResort: 'primary',
      cooldownMs: 1_800_000,
      mode: 'auto',
      language: 'en',
      primary: {
        healthCheck: {
          protocol: 'HTTPS',
          address: '203.0.113.10',
          host: 'shop.example.com',
          port: 443,
          path: '/',
          sni: true,
          intervalSeconds: 10,
          failureThreshold: 3,
        },
      },
    });
  });

  it('the stack is called switchback, at home where the first secondary is, and brakes at 5 acts an hour', () => {
    expect(configurationOf(example())).toMatchObject({
      stackName: 'switchback',
      homeRegion: 'us-west-2',
      rateBrake: { acts: 5, windowMs: 3_600_000 },
      dashboard: false,
    });
  });

  it('failover routing returns in one stage', () => {
    expect(first(exampleWith('services.shop.routing', 'failover')).failback.stages).toEqual([100]);
  });

  it('a CNAME is checked by what it points at, without an address', () => {
    const root = exampleWith('services.shop.primary', {
      region: 'ap-northeast-1',
      CNAME: 'tokyo.example.net.',
    });
    Object.assign((root.services as { shop: object }).shop, {
      secondary: { region: 'us-west-2', CNAME: 'oregon.example.net' },
    });
    const { healthCheck } = first(root).primary;
    expect(healthCheck.host).toBe('tokyo.example.net');
    expect(healthCheck).not.toHaveProperty('address');
  });

  it('a field of a side goes before the service, and the service before the defaults', () => {
    const root = exampleWith('services.shop.primary.healthCheck', { port: 8443 });
    Object.assign(root, {
      defaults: { mode: 'observe', healthCheck: { port: 1, path: '/d', threshold: 5 } },
    });
    const service = first(root);
    expect(service.mode).toBe('observe');
    expect(service.primary.healthCheck).toMatchObject({
      port: 8443,
      path: '/health',
      failureThreshold: 5,
    });
    expect(service.secondary.healthCheck).toMatchObject({ port: 1, path: '/health' });
  });

  it("an alarm without a Region is in its side's", () => {
    const root = exampleWith('services.shop.primary.unhealthyWhen', [{ alarm: 'a' }]);
    expect(first(root).primary.unhealthyWhen).toEqual([{ region: 'ap-northeast-1', name: 'a' }]);
  });
});

describe('the hash of a service', () => {
  it('does not depend on the order of keys, on comments or on how a value is spelt', () => {
    const one = first(`
services:
  shop:
    zone: { id: Z0123456789, name: example.com }
    name: shop.example.com
    primary: { region: ap-northeast-1, A: 203.0.113.10 }
    secondary: { region: us-west-2, A: 198.51.100.10 }
`);
    const other = first(`
services:
  shop: # the same
    secondary: { A: [198.51.100.10], region: us-west-2 }
    primary: { A: 203.0.113.10, region: ap-northeast-1 }
    names: [SHOP.example.com]
    ttl: 1m
    zone: { name: example.com, id: /hostedzone/Z0123456789 }
`);
    expect(other).toEqual(one);
    expect(one.configHash).toMatch(/^[0-9a-f]{16}$/);
  });

  it.each([
    ['services.shop.ttl', '61s'],
    ['services.shop.mode', 'observe'],
    ['services.shop.primary.A', '203.0.113.11'],
    ['services.shop.healthCheck.path', '/other'],
  ])('changes with %s', (path, value) => {
    expect(first(exampleWith(path, value)).configHash).not.toBe(first(example()).configHash);
  });
});
