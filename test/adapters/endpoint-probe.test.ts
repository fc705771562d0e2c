/** Endpoints that behave badly: corpus R of the failure model, as far as Route 53's checkers see it too. */

import type { RequestListener } from 'node:http';
import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from '@jest/globals';
import { httpProbes } from '../../src/adapters/http-probes.ts';
import type { EndpointCheck } from '../../src/core/service.ts';
import { anEndpointCheck } from '../builders/configuration.ts';
import {
  bad,
  flood,
  good,
  halfAnswer,
  LOOPBACK,
  OpenSites,
  probeEndpoint,
  resolve,
  says,
} from './probing.ts';
import { httpSite, tcpSite } from './site-stub.ts';

const sites = new OpenSites();
afterEach(() => sites.close());

describe('a probe of an endpoint', () => {
  it.each<[string, RequestListener, Partial<EndpointCheck>, unknown]>([
    ['200', says(200), {}, good('HTTP Status Code: 200. OK')],
    ['R26 204', says(204), {}, good('HTTP Status Code: 204. OK')],
    [
      'R23 302, which passes and is not followed',
      says(302, '', { Location: 'http://169.254.169.254/' }),
      {},
      good('HTTP Status Code: 302. OK'),
    ],
    ['404', says(404, 'CANARY'), {}, bad('HTTP Status Code: 404.')],
    ['503', says(503), {}, bad('HTTP Status Code: 503.')],
    [
      'the text that is looked for',
      says(200, `${'x'.repeat(5_000)}"ok"`),
      { searchString: '"ok"' },
      good('HTTP Status Code: 200. The search string was found. OK'),
    ],
    [
      'the text too late',
      says(200, `${'x'.repeat(5_118)}"ok"`),
      { searchString: '"ok"' },
      bad(
        'HTTP Status Code: 200. The search string is not in the first 5120 bytes of the response body.',
      ),
    ],
    [
      'R30 a text that is packed',
      says(200, gzipSync('"ok"'), { 'Content-Encoding': 'br' }),
      { searchString: '"ok"' },
      bad(
        'HTTP Status Code: 200. The search string is not in the first 5120 bytes of the response body.',
      ),
    ],
    [
      'R21 a body that never ends',
      halfAnswer,
      { searchString: 'ok' },
      bad('The health checker did not receive the response body within the timeout limit.'),
    ],
    ['R22 1 GB that nobody asked for', flood, {}, good('HTTP Status Code: 200. OK')],
    [
      'R20 no answer',
      () => {},
      {},
      bad('The health checker did not receive a status code within the timeout limit.'),
    ],
    [
      'headers without end',
      says(200, '', { x: 'y'.repeat(20_000) }),
      {},
      bad('no answer: HPE_HEADER_OVERFLOW'),
    ],
  ])('sees %s as a checker does', async (_, listener, more, expected) => {
    const port = await sites.port(httpSite(listener));
    expect(await probeEndpoint({ port, ...more })).toEqual(expected);
  });

  it('sends what a checker sends, and asks for nothing packed', async () => {
    const heard: unknown[] = [];
    const port = await sites.port(
      httpSite(({ method, url, headers }, response) => {
        heard.push({ method, url, host: headers.host, encoding: headers['accept-encoding'] });
        response.end();
      }),
    );
    await probeEndpoint({ port, path: '/health?deep=1' });
    expect(heard).toEqual([
      {
        method: 'GET',
        url: '/health?deep=1',
        host: `shop.example.com:${port}`,
        encoding: 'identity',
      },
    ]);
  });

  it.each([
    ['a reset', (socket: Socket) => socket.resetAndDestroy(), 'ECONNRESET'],
    ['an end', (socket: Socket) => socket.end(), 'ECONNRESET'],
    [
      'what is no HTTP',
      (socket: Socket) => socket.end('SSH-2.0-CANARY\r\n\r\n'),
      'HPE_INVALID_CONSTANT',
    ],
  ])('calls the site bad after %s', async (_, take, code) => {
    const port = await sites.port(tcpSite((socket) => socket.once('data', () => take(socket))));
    expect(await probeEndpoint({ port })).toEqual(bad(`no answer: ${code}`));
  });

  it('by TCP only connects', async () => {
    const port = await sites.port(tcpSite(() => {}));
    expect(await probeEndpoint({ port, protocol: 'TCP', path: '' })).toEqual(
      good('TCP connection established.'),
    );
    await sites.close();
    expect(await probeEndpoint({ port, protocol: 'TCP', path: '' })).toEqual(
      bad('The endpoint refused the connection.'),
    );
  });

  it('by name resolves it once, and connects to nothing else', async () => {
    const port = await sites.port(httpSite(says(200)));
    const { address: _, ...byName } = anEndpointCheck('primary', { protocol: 'HTTP', port });
    const probe = { key: 'p', kind: 'endpoint', check: byName, ranges: LOOPBACK } as const;
    const asked: string[] = [];
    const probes = httpProbes({
      resolve: (host) => {
        asked.push(host);
        return resolve(host);
      },
    });
    expect((await probes.run([probe])).get('p')).toEqual(good('HTTP Status Code: 200. OK'));
    expect(asked).toEqual(['shop.example.com']);
  });
});

describe('probes that fail', () => {
  it('are no more than one of many', async () => {
    const port = await sites.port(httpSite(says(200)));
    const check = anEndpointCheck('primary', { protocol: 'HTTP', address: '127.0.0.1', port });
    const many = Array.from({ length: 300 }, (_, at) => ({
      key: `p${at}`,
      kind: 'endpoint' as const,
      check: at === 7 ? { ...check, address: 'gone.example.com' } : check,
      ranges: LOOPBACK,
    }));
    const results = [...(await httpProbes({ resolve }).run(many)).values()];
    expect(results.filter((result) => result.known && result.value.good)).toHaveLength(299);
    expect(results[7]).toEqual(bad('DNS resolution failed.'));
  });
});
