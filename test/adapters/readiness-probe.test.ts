/** Sites that are not ready, or say so strangely: corpus R of the failure model. */
import type { RequestListener } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from '@jest/globals';
import { httpProbes } from '../../src/adapters/http-probes.ts';
import type { HttpReadiness } from '../../src/core/readiness.ts';
import {
  bad,
  flood,
  good,
  halfAnswer,
  LOOPBACK,
  OpenSites,
  probeReadiness,
  resolve,
  says,
} from './probing.ts';
import { httpSite, tcpSite } from './site-stub.ts';

const sites = new OpenSites();
afterEach(() => sites.close());

describe('a probe of readiness', () => {
  const json = { path: 'replication.lagSeconds', atMost: 30 };
  const large = `{"pad":"${'x'.repeat(70_000)}"}`;

  it.each<[string, RequestListener, Partial<HttpReadiness>, unknown]>([
    ['200', says(200), {}, good('HTTP 200')],
    ['R26 204', says(204), {}, good('HTTP 204')],
    [
      'a status that is none of its own',
      says(204),
      { statuses: { from: 200, to: 200 } },
      bad('HTTP 204'),
    ],
    ['R23 302', says(302, '', { Location: 'http://127.0.0.1/' }), {}, bad('HTTP 302')],
    ['a 302 that is allowed', says(302), { statuses: { from: 200, to: 399 } }, good('HTTP 302')],
    ['503 with a secret in it', says(503, 'CANARY'), {}, bad('HTTP 503')],
    ['a good value', says(200, '{"replication":{"lagSeconds":3}}'), { json }, good('HTTP 200')],
    [
      'a bad value',
      says(200, '{"replication":{"lagSeconds":95}}'),
      { json },
      bad('replication.lagSeconds is 95, at most 30 allowed'),
    ],
    [
      'R27 a text instead of true',
      says(200, '{"ready":"CANARY"}'),
      { json: { path: 'ready', equals: true } },
      bad('ready is a text, true expected'),
    ],
    ['what is no JSON', says(200, '<html>CANARY'), { json }, bad('the body is not JSON')],
    [
      'no word that is wanted',
      says(200, 'CANARY'),
      { bodyContains: 'ready' },
      bad('the body does not contain what was expected'),
    ],
    ['R22 1 GB', flood, {}, bad('the body is larger than 64 KB')],
    ['a body that is too large', says(200, large), { json }, bad('the body is larger than 64 KB')],
    [
      'R30 a gzip bomb',
      says(200, gzipSync(Buffer.alloc(10_000_000)), { 'Content-Encoding': 'gzip' }),
      { bodyContains: 'ready' },
      bad('the body is compressed'),
    ],
    ['R20 no answer', () => {}, {}, bad('no answer within 0.4 s')],
    ['R21 a body that drips', halfAnswer, {}, bad('no answer within 0.4 s')],
  ])('makes of %s what it should', async (_, listener, more, expected) => {
    const port = await sites.port(httpSite(listener));
    const seen = await probeReadiness({ url: `http://127.0.0.1:${port}/ready`, ...more });
    expect(seen).toEqual(expected);
  });

  it('R29 goes to an IPv6 address', async () => {
    const port = await sites.port(httpSite(says(200), '::1'));
    expect(await probeReadiness({ url: `http://[::1]:${port}/` })).toEqual(good('HTTP 200'));
  });

  it('by TCP only connects', async () => {
    const port = await sites.port(tcpSite(() => {}));
    const tcp = { kind: 'tcp', host: 'db.example.com', port, withinMs: 200 } as const;
    const run = async () => {
      const probe = { key: 't', kind: 'readiness', check: tcp, ranges: LOOPBACK } as const;
      return (await httpProbes({ resolve }).run([probe])).get('t');
    };
    expect(await run()).toEqual(good('connected'));
    await sites.close();
    expect(await run()).toEqual(bad('connection refused'));
  });
});

describe('a body that breaks off', () => {
  it.each([
    ['before its length', 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nready', false],
    ['in a chunk', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\nready', false],
    ['at its end, without a length', 'HTTP/1.1 200 OK\r\n\r\nready', true],
    ['right behind its length', 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nready', true],
  ])('%s', async (_, bytes, isGood) => {
    const site = tcpSite((socket) => socket.once('data', () => socket.end(bytes)));
    const url = `http://127.0.0.1:${await sites.port(site)}/`;
    expect(await probeReadiness({ url, bodyContains: 'ready' })).toMatchObject({
      value: { good: isGood },
    });
  });
});
