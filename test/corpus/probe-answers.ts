/** Corpus R, as far as it is a site: answers that must not be taken for "ready", however they are made. */
import { gzipSync } from 'node:zlib';
import { flood, halfAnswer, says } from '../adapters/probing.ts';
import { httpSite, tcpSite } from '../adapters/site-stub.ts';
import { type Asked, BRIEF, drip, http, json, of, raw, secured, see } from './asked-sites.ts';
import { type CorpusCase, numbered } from './corpus-case.ts';

const SLOW = 'not ready: no answer within 0.4 s';
const deepJson = `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`;

type Row = readonly [string, string, Asked, string, string?];

const ROWS: readonly Row[] = [
  ['R20', '200 after 29 s', { open: http(() => {}), check: BRIEF }, SLOW],
  ['R21', 'a byte now and then', { open: http(drip), check: BRIEF }, SLOW],
  ['R21', 'a body that stops', { open: http(halfAnswer), check: BRIEF }, SLOW],
  ['R22', '1 GB', { open: http(flood) }, 'not ready: the body is larger than 64 KB'],
  [
    'R23',
    '302 to 169.254.169.254',
    { open: http(says(302, '', { Location: 'http://169.254.169.254/' })) },
    'not ready: HTTP 302',
  ],
  [
    'R24',
    'another body than expected',
    { open: http(says(200, 'CANARY')), check: { bodyContains: 'ready' } },
    'not ready: the body does not contain what was expected',
    'no nonce: body or JSON',
  ],
  [
    'R25',
    'an expired certificate',
    secured({ name: 'shop.example.com', to: '20210101000000Z' }),
    'not ready: no answer: CERT_HAS_EXPIRED',
  ],
  [
    'R25',
    'a self-signed certificate',
    secured({ name: 'shop.example.com' }),
    'not ready: no answer: DEPTH_ZERO_SELF_SIGNED_CERT',
  ],
  [
    'R25',
    'a certificate of another host',
    secured({ name: 'other.example.com' }),
    'not ready: no answer: DEPTH_ZERO_SELF_SIGNED_CERT',
  ],
  [
    'R26',
    '204',
    { open: http(says(204)) },
    'ready: HTTP 204',
    'within 200-299; a narrower status says no',
  ],
  [
    'R26',
    '204 where 200 is asked for',
    { open: http(says(204)), check: { statuses: { from: 200, to: 200 } } },
    'not ready: HTTP 204',
  ],
  [
    'R27',
    'ready: "false"',
    { open: http(says(200, '{"ready":"false"}')), check: json('ready', true) },
    'not ready: ready is a text, true expected',
  ],
  [
    'R28',
    'NXDOMAIN',
    { open: http(says(200)), url: of('gone.example.com') },
    'not ready: no such host',
  ],
  [
    'R28',
    'SERVFAIL',
    { open: http(says(200)), url: of('servfail.example.com') },
    'unknown: the host could not be resolved',
  ],
  [
    'R28',
    'no addresses',
    { open: http(says(200)), url: of('empty.example.com') },
    'not ready: no such host',
  ],
  [
    'R29',
    'IPv6 only',
    { open: () => httpSite(says(200), '::1'), url: of('[::1]') },
    'ready: HTTP 200',
    'readiness may be asked by IPv6',
  ],
  [
    'R30',
    'a gzip bomb',
    {
      open: http(says(200, gzipSync(Buffer.alloc(10_000_000)), { 'Content-Encoding': 'gzip' })),
      check: { bodyContains: 'ready' },
    },
    'not ready: the body is compressed',
  ],
  [
    'C25',
    'a loopback that no range opens',
    { open: http(says(200)), ranges: [] },
    'unknown: the address may not be probed',
  ],
  [
    'C40',
    'a name that leads to a private address',
    { open: http(says(200)), url: of('mixed.example.com') },
    'unknown: the address may not be probed',
  ],
  [
    '+',
    'a resolver that hangs',
    { open: http(says(200)), url: of('slow.example.com'), check: BRIEF },
    'unknown: the host could not be resolved',
  ],
  [
    '+',
    'another protocol',
    { open: raw('SSH-2.0-OpenSSH\r\n') },
    'not ready: no answer: HPE_INVALID_CONSTANT',
  ],
  [
    '+',
    'a status of 999',
    { open: raw('HTTP/1.1 999 CANARY\r\nContent-Length: 0\r\n\r\n') },
    'not ready: HTTP 999',
  ],
  ['+', 'a status of 0', { open: raw('HTTP/1.1 000 X\r\n\r\n') }, 'not ready: HTTP 0'],
  [
    '+',
    'a header of 100 KB',
    { open: raw(`HTTP/1.1 200 OK\r\nX: ${'CANARY'.repeat(20_000)}\r\n\r\n`) },
    'not ready: no answer: HPE_HEADER_OVERFLOW',
  ],
  [
    '+',
    'two lengths',
    { open: raw('HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx') },
    'not ready: no answer: HPE_UNEXPECTED_CONTENT_LENGTH',
  ],
  [
    '+',
    'a length and chunks',
    {
      open: raw(
        'HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      ),
    },
    'not ready: no answer: HPE_INVALID_TRANSFER_ENCODING',
  ],
  [
    '+',
    'a body shorter than its length',
    {
      open: raw('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nready'),
      check: { ...BRIEF, bodyContains: 'ready' },
    },
    SLOW,
  ],
  [
    '+',
    'a 100 and nothing more',
    { open: raw('HTTP/1.1 100 Continue\r\n\r\n') },
    'not ready: no answer: ECONNRESET',
  ],
  [
    '+',
    'a switch of protocols',
    { open: raw('HTTP/1.1 101 X\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n') },
    'not ready: no answer: ECONNRESET',
  ],
  [
    '+',
    'hung up at once',
    { open: () => tcpSite((socket) => socket.destroy()) },
    'not ready: no answer: ECONNRESET',
  ],
  [
    '+',
    'JSON nested 5 000 deep',
    { open: http(says(200, deepJson)), check: json('a.a', true) },
    'not ready: a.a is not a single value, true expected',
  ],
  [
    '+',
    'JSON of null',
    { open: http(says(200, 'null')), check: json('ready', true) },
    'not ready: ready is missing, true expected',
  ],
  [
    '+',
    'JSON that reaches for the prototype',
    { open: http(says(200, '{}')), check: json('constructor.name', 'Object') },
    'not ready: constructor.name is missing, "Object" expected',
  ],
  [
    '+',
    '1e400',
    { open: http(says(200, '{"lag":1e400}')), check: { json: { path: 'lag', atLeast: 1 } } },
    'not ready: lag is Infinity, at least 1 needed',
  ],
  [
    '+',
    'half a UTF-8 sequence',
    { open: http(says(200, Buffer.from([0x72, 0xe2, 0x82]))), check: { bodyContains: 'ready' } },
    'not ready: the body does not contain what was expected',
  ],
];

export const PROBE_CASES: readonly CorpusCase[] = numbered('Rp', ROWS).map(
  ([id, [, what, asked, expected, why]]) => ({
    id,
    what,
    expected,
    ...(why !== undefined && { why }),
    see: () => see(asked),
  }),
);
