import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { faultsOf } from './example.ts';

const BASE = {
  zone: { id: 'Z0123456789ABCDEFGHIJ', name: 'example.com' },
  name: 'shop.example.com',
  primary: { region: 'ap-northeast-1', A: '203.0.113.10' },
  secondary: { region: 'us-west-2', A: '198.51.100.10' },
};

const shop = (fields: string) => ({ services: { shop: { ...BASE, ...parse(fields) } } });
const ALIASES = `
primary: { region: ap-northeast-1, alias: { name: a.example.net, zoneId: Z14GRHDCWA56QT } }
secondary: { region: us-west-2, alias: { name: b.example.net, zoneId: Z1H1FL5HABSF5 } }`;
const CLOUDFRONTS = ALIASES.replace('Z14GRHDCWA56QT', 'Z2FDTNDATAQYW2').replace(
  'Z1H1FL5HABSF5',
  'Z2FDTNDATAQYW2',
);
const CNAMES = `
primary: { region: ap-northeast-1, CNAME: a.example.net }
secondary: { region: us-west-2, CNAME: b.example.net }`;

describe('fields that do not go together', () => {
  it.each([
    [
      'stages with failover routing',
      'routing: failover\nfailback: { stages: [10, 100] }',
      'failback.stages',
      '[100]',
    ],
    [
      'lastResort: secondary with failover routing',
      'routing: failover\nlastResort: secondary',
      'lastResort',
      'routing: weighted',
    ],
    ['a bake shorter than the TTL', 'ttl: 10m', 'failback.bake', 'at least the TTL'],
    ['a TTL of its own beside an alias', `ttl: 30s\n${ALIASES}`, 'ttl', '60s'],
    ['CloudFront on both sides', CLOUDFRONTS, 'secondary.alias', 'CloudFront on one side'],
    [
      'CloudFront on both sides, failover',
      `routing: failover\n${CLOUDFRONTS}`,
      'secondary.alias',
      'CloudFront on one side',
    ],
    [
      'a CNAME at the top of the zone',
      `name: example.com\n${CNAMES}`,
      'primary.CNAME',
      'A, AAAA or alias',
    ],
    [
      'a private A that would be checked',
      'primary: { region: ap-northeast-1, A: 10.0.0.1 }',
      'primary.A',
      'a private address',
    ],
    [
      'a name twice in one service',
      'names: [a.example.com, A.example.com.]\nname: null',
      'names[1]',
      'each name once',
    ],
    [
      'the same alias target on both sides',
      ALIASES.replace('b.example.net', 'a.example.net'),
      'secondary.alias.name',
      'only this side',
    ],
    [
      'a probe range that opens another block',
      'probeRanges: [10.0.0.0/8]\nsecondary: { region: us-west-2, A: 198.51.100.10, readiness: [{ tcp: "192.168.0.1:1" }] }',
      'secondary.readiness[0].tcp',
      'a private address',
    ],
  ])('%s', (_title, fields, path, sentence) => {
    const faults = faultsOf(shop(fields));
    const fault = faults.find((candidate) => candidate.path === `services.shop.${path}`);
    expect(faults.map((candidate) => candidate.path)).toContain(`services.shop.${path}`);
    expect(`${fault?.found} ${fault?.allowed}`).toContain(sentence);
  });
});

describe('services that do not go together', () => {
  it('refuses a name that another service has, in whatever spelling', () => {
    const other = { ...BASE, name: 'SHOP.example.com.' };
    const faults = faultsOf({ services: { shop: BASE, api: other } });
    expect(faults).toMatchObject([
      { path: 'services.api.name', found: expect.stringContaining('shop') },
    ]);
  });

  it('refuses a zone id under two names', () => {
    const other = { ...BASE, name: 'a.example.net', zone: { ...BASE.zone, name: 'example.net' } };
    const faults = faultsOf({ services: { shop: BASE, api: other } });
    expect(faults).toMatchObject([{ path: 'services.api.zone.name' }]);
  });

  it('refuses a zone that is asked at different name servers', () => {
    const zone = { ...BASE.zone, nameServers: ['127.0.0.1:5557'] };
    const other = { ...BASE, name: 'api.example.com', zone };
    const faults = faultsOf({ services: { shop: BASE, api: other } });
    expect(faults).toMatchObject([{ path: 'services.api.zone.nameServers' }]);
  });

  it('refuses more than 1,000 services and says so', () => {
    const services = Object.fromEntries(
      Array.from({ length: 1001 }, (_, n) => [`s${n}`, { ...BASE, name: `s${n}.example.com` }]),
    );
    expect(faultsOf({ services })).toMatchObject([
      { path: 'services', found: 'a mapping of 1001', allowed: 'at most 1000 services' },
    ]);
  });
});

describe('many faults at once', () => {
  it('are all reported, in the order of the file, one for each slip', () => {
    const text = `services:
  shop:
    zone: { id: Z0123456789ABCDEFGHIJ, name: example.com }
    name: shop.example.net
    ruoting: weighted
    primary:
      region: ap-northeast-1
      A: 203.0.113.300
    secondary:
      region: ap-northeast-1
      A: 198.51.100.10
    failback:
      stages: [10, 5, 100]
      bake: 5
  api:
    mode: of
`;
    const faults = faultsOf(text).map(({ path, line, column }) => `${line}:${column} ${path}`);
    expect(faults).toEqual([
      '4:11 services.shop.name',
      '5:5 services.shop.ruoting',
      '8:10 services.shop.primary.A',
      '10:15 services.shop.secondary.region',
      '13:20 services.shop.failback.stages[1]',
      '14:13 services.shop.failback.bake',
      '15:3 services.api.name',
      '15:3 services.api.primary',
      '15:3 services.api.primary.region',
      '15:3 services.api.secondary',
      '15:3 services.api.secondary.region',
      '15:3 services.api.zone',
      '16:11 services.api.mode',
    ]);
  });

  it('names a default that is wrong once, where it is written, with a service that it harms', () => {
    const faults = faultsOf({
      defaults: { ttl: '10m' },
      services: { shop: BASE, api: { ...BASE, name: 'api.example.com' } },
    });
    expect(faults.map(({ path }) => path)).toEqual([
      'services.shop.failback.bake',
      'services.api.failback.bake',
    ]);
    const stages = faultsOf({
      defaults: { failback: { stages: [5, 50] } },
      services: { shop: BASE, api: { ...BASE, name: 'api.example.com' } },
    });
    expect(stages).toMatchObject([
      { path: 'defaults.failback.stages[1]', found: '50 as the last stage (for shop)' },
    ]);
  });

  it('names a shared health check once, although both sides have it', () => {
    const faults = faultsOf(shop('healthCheck: { protocol: TCP, port: 1, path: /a }'));
    expect(faults.map(({ path }) => path)).toEqual(['services.shop.healthCheck.path']);
  });
});
