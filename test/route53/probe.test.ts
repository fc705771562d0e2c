import { describe, expect, it } from '@jest/globals';
import { type EndpointResponse, type HttpResponse, judgeProbe } from '../../src/route53/probe.ts';
import { endpointCheck } from './builders.ts';

function http(fields: Partial<HttpResponse> = {}): HttpResponse {
  return { kind: 'http', connectMs: 50, statusMs: 100, status: 200, ...fields };
}

const HTTP = endpointCheck();
const HTTPS = endpointCheck({ Type: 'HTTPS', Port: 443 });
const TCP = endpointCheck({ Type: 'TCP' });
const MATCH = endpointCheck({ Type: 'HTTP_STR_MATCH', SearchString: 'all is well' });

interface Row {
  readonly it: string;
  readonly check?: typeof HTTP;
  readonly response: EndpointResponse;
  readonly passed: boolean;
  readonly tookMs: number;
}

const connecting: readonly Row[] = [
  { it: 'HTTP connects in 4 s', response: http({ connectMs: 4_000 }), passed: true, tookMs: 4_100 },
  {
    it: 'HTTP takes longer to connect',
    response: http({ connectMs: 4_001 }),
    passed: false,
    tookMs: 4_000,
  },
  {
    it: 'HTTP gets no connection',
    response: { kind: 'no-connection' },
    passed: false,
    tookMs: 4_000,
  },
  {
    it: 'TCP connects in 10 s',
    check: TCP,
    response: { kind: 'silent', connectMs: 10_000 },
    passed: true,
    tookMs: 10_000,
  },
  {
    it: 'TCP takes longer to connect',
    check: TCP,
    response: { kind: 'silent', connectMs: 10_001 },
    passed: false,
    tookMs: 10_000,
  },
  {
    it: 'TCP gets no connection',
    check: TCP,
    response: { kind: 'no-connection' },
    passed: false,
    tookMs: 10_000,
  },
  {
    it: 'the connection is refused',
    response: { kind: 'refused', connectMs: 3 },
    passed: false,
    tookMs: 3,
  },
  {
    it: 'TCP is refused',
    check: TCP,
    response: { kind: 'refused', connectMs: 3 },
    passed: false,
    tookMs: 3,
  },
  { it: 'the name has no A record', response: { kind: 'unresolved' }, passed: false, tookMs: 0 },
  {
    it: 'TLS cannot be agreed on',
    check: HTTPS,
    response: { kind: 'handshake-failed', connectMs: 9 },
    passed: false,
    tookMs: 9,
  },
  {
    it: 'TCP meets failing TLS',
    check: TCP,
    response: { kind: 'handshake-failed', connectMs: 9 },
    passed: true,
    tookMs: 9,
  },
  {
    it: 'TCP meets an HTTP error',
    check: TCP,
    response: http({ status: 503 }),
    passed: true,
    tookMs: 50,
  },
];

const answering: readonly Row[] = [
  {
    it: 'the status comes in 2 s',
    response: http({ statusMs: 2_000 }),
    passed: true,
    tookMs: 2_050,
  },
  {
    it: 'the status comes later',
    response: http({ statusMs: 2_001 }),
    passed: false,
    tookMs: 2_050,
  },
  {
    it: 'nothing is said',
    response: { kind: 'silent', connectMs: 50 },
    passed: false,
    tookMs: 2_050,
  },
  { it: 'the status is 199', response: http({ status: 199 }), passed: false, tookMs: 150 },
  {
    it: 'the status is 200',
    check: HTTPS,
    response: http({ status: 200 }),
    passed: true,
    tookMs: 150,
  },
  { it: 'the status is 302', response: http({ status: 302 }), passed: true, tookMs: 150 },
  { it: 'the status is 399', response: http({ status: 399 }), passed: true, tookMs: 150 },
  { it: 'the status is 400', response: http({ status: 400 }), passed: false, tookMs: 150 },
  { it: 'the status is 503', response: http({ status: 503 }), passed: false, tookMs: 150 },
  {
    it: 'headers have 16,384 bytes',
    response: http({ headerBytes: 16_384 }),
    passed: true,
    tookMs: 150,
  },
  { it: 'headers have more', response: http({ headerBytes: 16_385 }), passed: false, tookMs: 150 },
  {
    it: 'headers are malformed',
    response: http({ malformedHeaders: true }),
    passed: false,
    tookMs: 150,
  },
  { it: 'HTTP waits for no body', response: http({ bodyMs: 60_000 }), passed: true, tookMs: 150 },
];

const WELL = 'all is well';
const searching: readonly Row[] = [
  {
    it: 'the body holds the string',
    response: http({ body: `yes, ${WELL}`, bodyMs: 30 }),
    passed: true,
    tookMs: 180,
  },
  {
    it: 'the body lacks the string',
    response: http({ body: 'All is well', bodyMs: 30 }),
    passed: false,
    tookMs: 180,
  },
  { it: 'there is no body', response: http(), passed: false, tookMs: 150 },
  {
    it: 'the body comes in 2 s',
    response: http({ body: WELL, bodyMs: 2_000 }),
    passed: true,
    tookMs: 2_150,
  },
  {
    it: 'the body comes later',
    response: http({ body: WELL, bodyMs: 2_001 }),
    passed: false,
    tookMs: 2_150,
  },
  {
    it: 'the string ends at byte 5,120',
    response: http({ body: '.'.repeat(5_120 - WELL.length) + WELL }),
    passed: true,
    tookMs: 150,
  },
  {
    it: 'the string ends at byte 5,121',
    response: http({ body: '.'.repeat(5_121 - WELL.length) + WELL }),
    passed: false,
    tookMs: 150,
  },
  {
    it: 'a long body goes on after the string',
    response: http({ body: WELL + '.'.repeat(5_120) }),
    passed: true,
    tookMs: 150,
  },
  {
    it: 'HTTPS searches too',
    check: endpointCheck({ Type: 'HTTPS_STR_MATCH', SearchString: WELL }),
    response: http({ body: 'All is well' }),
    passed: false,
    tookMs: 150,
  },
  {
    it: 'no string was given to search for',
    check: endpointCheck({ Type: 'HTTP_STR_MATCH' }),
    response: http({ body: WELL }),
    passed: false,
    tookMs: 150,
  },
  {
    it: 'wide characters push it out',
    response: http({ body: 'é'.repeat(2_560) + WELL }),
    passed: false,
    tookMs: 150,
  },
  {
    it: 'the body is packed by gzip',
    response: http({ body: WELL, contentEncoding: 'gzip' }),
    passed: true,
    tookMs: 150,
  },
  {
    it: 'the body is packed by deflate',
    response: http({ body: WELL, contentEncoding: 'deflate' }),
    passed: true,
    tookMs: 150,
  },
  {
    it: 'the body is packed by brotli',
    response: http({ body: WELL, contentEncoding: 'br' }),
    passed: false,
    tookMs: 150,
  },
  {
    it: 'the status is bad',
    response: http({ body: WELL, status: 500 }),
    passed: false,
    tookMs: 150,
  },
].map((row) => ({ check: MATCH, ...row }));

describe('a probe', () => {
  it.each([...connecting, ...answering, ...searching])(
    'passes: $passed, in $tookMs ms, when $it',
    ({ check = HTTP, response, passed, tookMs }) => {
      expect(judgeProbe(check, response)).toMatchObject({ passed, tookMs });
    },
  );
});
