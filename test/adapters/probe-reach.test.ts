/** Where probes may go, and whom they believe to be there. */
import { afterEach, describe, expect, it } from '@jest/globals';
import { httpProbes } from '../../src/adapters/http-probes.ts';
import { bareHost } from '../../src/config/endpoints.ts';
import { anEndpointCheck } from '../builders/configuration.ts';
import { certificateFor } from './certificate.ts';
import {
  bad,
  good,
  LOOPBACK,
  OpenSites,
  probeEndpoint,
  probeReadiness,
  resolve,
  says,
} from './probing.ts';
import { httpSite, httpsSite } from './site-stub.ts';

const sites = new OpenSites();
afterEach(() => sites.close());

const FORBIDDEN = { known: false, why: 'the address may not be probed' };

describe('where a probe may go', () => {
  it.each([
    ['loopback', '127.0.0.1'],
    ['this host', '0.0.0.0'],
    ['private', '10.0.0.1'],
    ['the metadata service', '169.254.169.254'],
    ['IPv6 loopback', '[::1]'],
    ['IPv4 in IPv6', '[::ffff:127.0.0.1]'],
    ['NAT64', '[64:ff9b::a9fe:a9fe]'],
    ['a number', '2130706433'],
    ['hexadecimal', '0x7f000001'],
    ['octal', '0177.0.0.1'],
    ['short', '127.1'],
    ['a name that leads there', 'shop.example.com'],
    ['a name that leads there as well', 'mixed.example.com'],
  ])('is not where the service did not open a range: %s', async (_, host) => {
    expect(await probeReadiness({ url: `http://${host}/` }, [])).toEqual(FORBIDDEN);
    const { address: _address, ...check } = anEndpointCheck('primary', {
      host: bareHost(new URL(`http://${host}/`).hostname),
    });
    const probe = { key: 'p', kind: 'endpoint', check, ranges: [] } as const;
    expect((await httpProbes({ resolve }).run([probe])).get('p')).toEqual(FORBIDDEN);
  });

  it('is asked of the system where nothing else is handed in', async () => {
    const tcp = { kind: 'tcp', host: 'localhost', port: 1, withinMs: 2_000 } as const;
    const probe = { key: 't', kind: 'readiness', check: tcp, ranges: [] } as const;
    expect([...(await httpProbes().run([probe])).values()]).toEqual([FORBIDDEN]);
  });

  it('is nowhere when one of the addresses is outside the ranges', async () => {
    expect(await probeReadiness({ url: 'http://mixed.example.com/' })).toEqual(FORBIDDEN);
  });

  it.each([
    ['R28 NXDOMAIN', 'gone.example.com', bad('no such host')],
    ['R28 no addresses', 'empty.example.com', bad('no such host')],
    [
      'R28 SERVFAIL',
      'servfail.example.com',
      { known: false, why: 'the host could not be resolved' },
    ],
    [
      'a resolver that hangs',
      'slow.example.com',
      { known: false, why: 'the host could not be resolved' },
    ],
  ])('is unknown or nowhere: %s', async (_, host, expected) => {
    expect(await probeReadiness({ url: `https://${host}/` })).toEqual(expected);
  });
});

describe('a certificate', () => {
  const NAME = 'shop.example.com';

  it.each([
    ['for the name', { name: NAME }, good('HTTP 200')],
    [
      'R25 for another name',
      { name: 'other.example.com' },
      bad('no answer: ERR_TLS_CERT_ALTNAME_INVALID'),
    ],
    [
      'R25 that has expired',
      { name: NAME, to: '20210101000000Z' },
      bad('no answer: CERT_HAS_EXPIRED'),
    ],
  ])('is verified for readiness: %s', async (_, options, expected) => {
    const certificate = certificateFor(options);
    const port = await sites.port(httpsSite(certificate, says(200)));
    const url = `https://${NAME}:${port}/`;
    expect(await probeReadiness({ url }, LOOPBACK, certificate.cert)).toEqual(expected);
    expect(await probeReadiness({ url })).toMatchObject({ value: { good: false } });
  });

  it('is not verified for an endpoint, since Route 53 does not verify it either', async () => {
    const names: unknown[] = [];
    const port = await sites.port(
      httpsSite(certificateFor({ name: 'other.example.com' }), ({ socket }, response) => {
        names.push((socket as { servername?: unknown }).servername);
        response.end();
      }),
    );
    expect(await probeEndpoint({ protocol: 'HTTPS', port })).toEqual(
      good('HTTP Status Code: 200. OK'),
    );
    expect(await probeEndpoint({ protocol: 'HTTPS', port, sni: false })).toMatchObject({
      value: { good: true },
    });
    expect(names).toEqual([NAME, false]);
  });

  it('that does not come, because the site speaks no TLS, makes it bad', async () => {
    const port = await sites.port(httpSite(says(200)));
    expect(await probeEndpoint({ protocol: 'HTTPS', port })).toMatchObject({
      value: { good: false, detail: 'no answer: EPROTO' },
    });
    expect(await probeReadiness({ url: `https://${NAME}:${port}/` })).toMatchObject({
      value: { good: false },
    });
  });
});
