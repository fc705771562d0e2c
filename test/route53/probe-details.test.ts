import { expect, it } from '@jest/globals';
import type { EndpointHealthCheck } from '../../src/route53/health-check.ts';
import { type EndpointResponse, type HttpResponse, judgeProbe } from '../../src/route53/probe.ts';
import { endpointCheck } from './builders.ts';

function http(fields: Partial<HttpResponse> = {}): HttpResponse {
  return { kind: 'http', connectMs: 50, statusMs: 100, status: 200, ...fields };
}

const HTTP = endpointCheck();
const TCP = endpointCheck({ Type: 'TCP' });
const MATCH = endpointCheck({ Type: 'HTTP_STR_MATCH', SearchString: 'all is well' });

it.each<{
  readonly check: EndpointHealthCheck;
  readonly response: EndpointResponse;
  readonly says: string;
}>([
  { check: HTTP, response: { kind: 'unresolved' }, says: 'Failure: DNS resolution failed.' },
  {
    check: HTTP,
    response: { kind: 'no-connection' },
    says: 'Failure: The health checker could not establish a connection within the timeout limit.',
  },
  {
    check: HTTP,
    response: { kind: 'refused', connectMs: 1 },
    says: 'Failure: The endpoint refused the connection.',
  },
  {
    check: HTTP,
    response: { kind: 'handshake-failed', connectMs: 1 },
    says: 'Failure: SSL alert handshake_failure.',
  },
  {
    check: TCP,
    response: { kind: 'silent', connectMs: 1 },
    says: 'Success: TCP connection established.',
  },
  {
    check: HTTP,
    response: { kind: 'silent', connectMs: 1 },
    says: 'Failure: The health checker did not receive a status code within the timeout limit.',
  },
  {
    check: HTTP,
    response: http({ malformedHeaders: true }),
    says: 'Failure: The response headers do not conform to RFC 7230.',
  },
  {
    check: HTTP,
    response: http({ headerBytes: 16_385 }),
    says: 'Failure: The response headers are larger than 16384 bytes.',
  },
  { check: HTTP, response: http(), says: 'Success: HTTP Status Code: 200. OK' },
  { check: HTTP, response: http({ status: 503 }), says: 'Failure: HTTP Status Code: 503.' },
  {
    check: MATCH,
    response: http({ bodyMs: 2_001 }),
    says: 'Failure: The health checker did not receive the response body within the timeout limit.',
  },
  {
    check: MATCH,
    response: http({ body: 'all is well' }),
    says: 'Success: HTTP Status Code: 200. The search string was found. OK',
  },
  {
    check: MATCH,
    response: http({ body: 'nothing is well' }),
    says: 'Failure: HTTP Status Code: 200. The search string is not in the first 5120 bytes of the response body.',
  },
])('a probe says what it saw: $says', ({ check, response, says }) => {
  expect(judgeProbe(check, response).detail).toBe(says);
});
