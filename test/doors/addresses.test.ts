/** Where probes may go: never inside, in whatever spelling, neither by the file nor by what DNS says later. */
import { createServer } from 'node:http';
import { isIP } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { httpProbes } from '../../src/adapters/http-probes.ts';
import { isReachable } from '../../src/config/addresses.ts';
import { bareHost } from '../../src/config/endpoints.ts';
import type { Probe } from '../../src/ports.ts';
import { good, LOOPBACK, OpenSites, probeReadiness, says } from '../adapters/probing.ts';
import { httpSite } from '../adapters/site-stub.ts';
import { anEndpointCheck } from '../builders/configuration.ts';
import { exampleWith, faultsOf } from '../config/example.ts';
import { LOCAL_NAMES, LOOPBACK_SPELLINGS, OTHER_HOSTS, TRICK_URLS } from './forbidden-hosts.ts';

const ALL_HOSTS = [...LOOPBACK_SPELLINGS, ...OTHER_HOSTS];
const FORBIDDEN = { known: false, why: 'the address may not be probed' };
const AT = 'services.shop.secondary.readiness';

const sites = new OpenSites();
afterEach(() => sites.close());

describe('services.yml may not send a probe', () => {
  it.each(ALL_HOSTS)('inside by URL: %s (%s)', (_, host) => {
    for (const http of [`http://${host}/`, `https://${host}:8443/x?y`]) {
      expect(faultsOf(exampleWith(AT, [{ http }])).map(({ path }) => path)).toEqual([
        `${AT}[0].http`,
      ]);
    }
  });

  it.each(LOCAL_NAMES)('to this host by name: %s', (name) => {
    const faults = faultsOf(exampleWith(AT, [{ http: `https://${name}/` }]));
    expect(faults.map(({ path }) => path)).toEqual([`${AT}[0].http`]);
  });

  it.each(ALL_HOSTS)('inside by TCP: %s (%s)', (_, host) => {
    const faults = faultsOf(exampleWith(AT, [{ tcp: `${host}:22` }]));
    expect(faults.map(({ path }) => path)).toEqual([`${AT}[0].tcp`]);
  });

  it.each(ALL_HOSTS)('of Route 53 inside: %s (%s)', (_, host) => {
    for (const field of ['host', 'address']) {
      const at = `services.shop.primary.healthCheck.${field}`;
      const faults = faultsOf(exampleWith(at, bareHost(host)));
      expect(faults.map(({ path }) => path)).toEqual([at]);
    }
  });

  it.each(TRICK_URLS)('by a URL that is read in two ways: %s', (_, http) => {
    expect(faultsOf(exampleWith(AT, [{ http }])).map(({ path }) => path)).toEqual([
      `${AT}[0].http`,
    ]);
  });

  it('to a loopback address but where probeRanges names it', () => {
    const http = 'http://127.0.0.1:8080/';
    const opened = exampleWith(AT, [{ http }]);
    const withRanges = (ranges: readonly string[]) => {
      const { services } = structuredClone(opened) as {
        services: { shop: { probeRanges?: readonly string[] } };
      };
      services.shop.probeRanges = ranges;
      return faultsOf({ services });
    };
    expect(withRanges(['127.0.0.1/32'])).toEqual([]);
    expect(withRanges(['127.0.0.2/32'])).toHaveLength(1);
    expect(withRanges(['10.0.0.0/8'])).toHaveLength(1);
  });
});

/** A configuration that nobody has validated, and a resolver that leads to these addresses. */
async function run(probe: Probe, addresses: readonly string[] = []) {
  const resolve = async () => addresses.map((address) => ({ address, family: isIP(address) }));
  return (await httpProbes({ resolve }).run([probe])).get(probe.key);
}

const http = (url: string, ranges: readonly string[] = []): Probe => ({
  key: 'r',
  kind: 'readiness',
  ranges,
  check: { kind: 'http', url, statuses: { from: 200, to: 299 }, withinMs: 1_000 },
});
const tcp = (host: string, port: number): Probe => ({
  key: 't',
  kind: 'readiness',
  ranges: [],
  check: { kind: 'tcp', host, port, withinMs: 1_000 },
});
const endpoint = (target: { address?: string; host?: string }, port: number): Probe => {
  const { address: _, host: __, ...rest } = anEndpointCheck('primary', { protocol: 'HTTP', port });
  return { key: 'e', kind: 'endpoint', ranges: [], check: { ...rest, ...target } };
};

describe('a deployed function connects to nothing inside, though the file says so', () => {
  let port = 0;
  let visits = 0;
  const inside = createServer((_, response) => {
    visits += 1;
    response.end('CANARY');
  });
  beforeAll(async () => {
    const listening = Promise.withResolvers<void>();
    inside.on('connection', () => {
      visits += 1;
    });
    inside.listen(0, '127.0.0.1', () => listening.resolve());
    await listening.promise;
    port = (inside.address() as { port: number }).port;
  });
  afterAll(() => {
    inside.closeAllConnections();
    inside.close();
  });

  it.each(ALL_HOSTS)('by what is written: %s (%s)', async (_, host, address) => {
    const before = visits;
    const literal = bareHost(new URL(`http://${host}/`).hostname);
    expect(await run(http(`http://${host}:${port}/`))).toEqual(FORBIDDEN);
    expect(await run(tcp(literal, port))).toEqual(FORBIDDEN);
    expect(await run(endpoint({ address }, port))).toEqual(FORBIDDEN);
    expect(visits).toBe(before);
  });

  it.each(ALL_HOSTS)('by what a name leads to: %s (%s)', async (_, __, address) => {
    const before = visits;
    const name = 'shop.example.net';
    for (const addresses of [[address], ['198.51.100.1', address], [address, '198.51.100.1']]) {
      expect(await run(http(`http://${name}:${port}/`), addresses)).toEqual(FORBIDDEN);
      expect(await run(tcp(name, port), addresses)).toEqual(FORBIDDEN);
      expect(await run(endpoint({ host: name }, port), addresses)).toEqual(FORBIDDEN);
    }
    expect(visits).toBe(before);
  });

  it('by what the system makes of a name', async () => {
    const before = visits;
    for (const name of ['localhost', '2130706433', '0x7f000001', '127.1']) {
      const result = await httpProbes().run([tcp(name, port)]);
      expect(result.get('t')).toEqual(FORBIDDEN);
    }
    expect(visits).toBe(before);
  });

  it('and would, where the range is opened: the guard is all that is in the way', async () => {
    const before = visits;
    expect(await run(http(`http://2130706433:${port}/`, LOOPBACK))).toEqual(good('HTTP 200'));
    expect(visits).toBeGreaterThan(before);
  });
});

describe('a name that is pointed elsewhere between the look and the connection', () => {
  it('leads to where it pointed when it was looked at', async () => {
    const heard: string[] = [];
    const answer = (which: string) => (_: unknown, response: { end(): void }) => {
      heard.push(which);
      response.end();
    };
    const looked = await httpSite(answer('looked at'), '::1');
    const other = createServer(answer('pointed at later'));
    const listening = Promise.withResolvers<void>();
    other.listen(looked.port, '127.0.0.1', () => listening.resolve());
    await listening.promise;
    let asked = 0;
    const resolve = async () => {
      asked += 1;
      return asked === 1 ? [{ address: '::1', family: 6 }] : [{ address: '127.0.0.1', family: 4 }];
    };
    const probe = http(`http://shop.example.net:${looked.port}/`, LOOPBACK);
    const result = (await httpProbes({ resolve }).run([probe])).get('r');
    other.close();
    await looked.close();
    expect(result).toEqual(good('HTTP 200'));
    expect([heard, asked]).toEqual([['looked at'], 1]);
  });
});

describe('a redirect', () => {
  it.each([301, 302, 303, 307, 308])('%i is an answer, and is not followed', async (status) => {
    let visits = 0;
    const port = await sites.port(
      httpSite((_, response) => {
        visits += 1;
        response.end();
      }),
    );
    const location = { Location: `http://127.0.0.1:${port}/`, Refresh: `0; url=/` };
    const url = `http://127.0.0.1:${await sites.port(httpSite(says(status, '', location)))}/`;
    expect(await probeReadiness({ url, statuses: { from: 200, to: 399 } })).toEqual(
      good(`HTTP ${status}`),
    );
    expect(visits).toBe(0);
  });
});

describe('an address', () => {
  it.each(OTHER_HOSTS)('is not opened by the range of another: %s', (_, __, address) => {
    expect(isReachable(address, ['127.0.0.2/32', 'fd12::/64'])).toBe(false);
  });
});
