/** Sites that would keep a probe busy, fill its memory, or have their text repeated. */
import type { RequestListener } from 'node:http';
import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  bad,
  flood,
  good,
  OpenSites,
  probeEndpoint,
  probeReadiness,
  says,
} from '../adapters/probing.ts';
import { httpSite, tcpSite } from '../adapters/site-stub.ts';

const sites = new OpenSites();
afterEach(() => sites.close());

/** A probe of readiness has 400 ms in these tests. */
const MOST_MS = 900;
const KILOBYTE = 1_024;

/** These bytes at once, then one more every 20 ms, for ever. */
function dripping(first: string, drop: string) {
  return (socket: Socket) => {
    socket.on('error', () => {});
    socket.write(first);
    const timer = setInterval(() => socket.write(drop), 20);
    socket.on('close', () => clearInterval(timer));
  };
}

describe('a probe is over in its time, whatever drips', () => {
  it.each<[string, string, string]>([
    ['nothing', '', ''],
    ['a status line', 'HTTP/1.1 2', '0'],
    ['headers', 'HTTP/1.1 200 OK\r\n', 'a: b\r\n'],
    ['a header that never ends', 'HTTP/1.1 200 OK\r\nx: ', 'y'],
    ['a body', 'HTTP/1.1 200 OK\r\nContent-Length: 999999\r\n\r\n', 'x'],
    ['a body without a length', 'HTTP/1.1 200 OK\r\n\r\n', 'x'],
    ['chunks', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n', '1\r\nx\r\n'],
    ['the size of a chunk', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n', '0'],
    ['trailers', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n', 'a: b\r\n'],
    ['early hints', 'HTTP/1.1 103 Early Hints\r\n\r\n', 'HTTP/1.1 103 Early Hints\r\n\r\n'],
  ])('%s', async (_, first, drop) => {
    const site = tcpSite((socket) => socket.once('data', () => dripping(first, drop)(socket)));
    const url = `http://127.0.0.1:${await sites.port(site)}/`;
    const startedMs = performance.now();
    const seen = await probeReadiness({ url, bodyContains: 'ready' });
    expect(performance.now() - startedMs).toBeLessThan(MOST_MS);
    expect(seen).toMatchObject({ known: true, value: { good: false } });
  });

  it('instead of a handshake', async () => {
    const port = await sites.port(tcpSite(dripping('\x16', '\x03')));
    const startedMs = performance.now();
    const seen = await probeReadiness({ url: `https://127.0.0.1:${port}/` });
    expect(performance.now() - startedMs).toBeLessThan(MOST_MS);
    expect(seen).toMatchObject({ known: true, value: { good: false } });
  });
});

describe('a probe reads no more than it needs', () => {
  const json = { path: 'ok', equals: true };
  const body = (bytes: number) => `{"ok":true,"pad":"${'x'.repeat(bytes - 20)}"}`.slice(0, bytes);

  it.each([
    ['64 KB', body(64 * KILOBYTE - 2), good('HTTP 200')],
    ['64 KB and one byte', `${body(64 * KILOBYTE)}xx`, bad('the body is larger than 64 KB')],
  ])('of %s', async (_, text, expected) => {
    const url = `http://127.0.0.1:${await sites.port(httpSite(says(200, text)))}/`;
    expect(await probeReadiness({ url, json })).toEqual(expected);
  });

  it.each<[string, RequestListener, string]>([
    ['a gigabyte', flood, 'the body is larger than 64 KB'],
    [
      '50 MB in 50 KB',
      says(200, gzipSync(Buffer.alloc(50_000_000)), { 'Content-Encoding': 'gzip' }),
      'the body is compressed',
    ],
    [
      '50 MB that are said to be plain',
      says(200, gzipSync(Buffer.alloc(50_000_000))),
      'the body does not contain what was expected',
    ],
  ])('of %s, and memory stays where it was', async (_, listener, said) => {
    const url = `http://127.0.0.1:${await sites.port(httpSite(listener))}/`;
    const before = process.memoryUsage();
    const seen = await probeReadiness({ url, bodyContains: 'ready' });
    const after = process.memoryUsage();
    expect(seen).toEqual(bad(said));
    // The site itself lives in this process, and holds what it could not send.
    expect(after.arrayBuffers - before.arrayBuffers).toBeLessThan(20_000_000);
  });
});

describe('what a site says is never repeated', () => {
  const MARK = 'CANARY';
  const piece = fc.oneof(
    fc.constantFrom(
      `HTTP/1.1 200 ${MARK}\r\n`,
      `HTTP/1.1 503 ${MARK}\r\n`,
      `${MARK}: ${MARK}\r\n`,
      `Location: http://${MARK}/\r\n`,
      `Content-Encoding: ${MARK}\r\n`,
      `Content-Length: ${MARK}\r\n`,
      `\r\n{"ready":"${MARK}","${MARK}":1}`,
      `\r\n<a href="${MARK}">`,
      `${MARK}\u0000\u001b[31m`,
    ),
    fc.string({ unit: 'binary', maxLength: 20 }).map((text) => `${text}${MARK}`),
  );

  it('whatever it is, by none of the probes', async () => {
    let answer = '';
    const site = tcpSite((socket) => socket.once('data', () => socket.end(answer)));
    const port = await sites.port(site);
    const url = `http://127.0.0.1:${port}/`;
    const json = { path: 'ready', equals: true };
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { minLength: 1, maxLength: 6 }), async (pieces) => {
        answer = pieces.join('');
        const seen = [
          await probeReadiness({ url, json }),
          await probeReadiness({ url, bodyContains: 'wanted' }),
          await probeEndpoint({ port, searchString: 'wanted' }),
        ];
        expect(JSON.stringify(seen)).not.toContain(MARK);
        expect(seen.every((one) => one?.known && !one.value.good)).toBe(true);
      }),
      { numRuns: 50, examples: [[['HTTP/1.1 200 OK\r\n', `\r\n{"ready":"${MARK}"}`]]] },
    );
  });
});
