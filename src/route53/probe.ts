/**
 * One probe of one endpoint by one checker. Times and sizes are those of the Developer Guide,
 * "How Route 53 determines the status of health checks that monitor an endpoint".
 */
import type { EndpointHealthCheck } from './health-check.ts';

/** The TCP connection of an HTTP(S) check must stand within four seconds. */
export const HTTP_CONNECT_TIMEOUT_MS = 4_000;
/** The connection of a TCP check must stand within ten seconds. */
export const TCP_CONNECT_TIMEOUT_MS = 10_000;
/** The status code must come within two seconds of connecting. */
export const STATUS_TIMEOUT_MS = 2_000;
/** The body of a string-match check must come within two seconds of the status code. */
export const BODY_TIMEOUT_MS = 2_000;
/** The search string must lie wholly in the first 5,120 bytes of the body. */
export const SEARCHED_BODY_BYTES = 5_120;
/** All response headers together (Developer Guide, "Quotas"). */
export const MAX_HEADER_BYTES = 16_384;

const GOOD_STATUS = { from: 200, to: 399 } as const;

/** Bodies in these encodings are unpacked before the search; in others they are searched as they are. */
const UNPACKED_ENCODINGS: ReadonlySet<string> = new Set(['identity', 'gzip', 'deflate']);

/** How an endpoint takes a probe. */
export type EndpointResponse =
  /** Its domain name has no A record; checkers resolve IPv4 only. */
  | { readonly kind: 'unresolved' }
  /** Nothing comes back: packets are dropped, the host is gone. */
  | { readonly kind: 'no-connection' }
  | { readonly kind: 'refused'; readonly connectMs: number }
  /** The TCP connection stands, TLS does not. The certificate itself is never validated. */
  | { readonly kind: 'handshake-failed'; readonly connectMs: number }
  /** Accepts the connection and says nothing. */
  | { readonly kind: 'silent'; readonly connectMs: number }
  | HttpResponse;

/** An endpoint that answers over HTTP(S). */
export interface HttpResponse {
  readonly kind: 'http';
  /** Until the TCP connection stands. */
  readonly connectMs: number;
  /** From the connection to the status code, TLS included. */
  readonly statusMs: number;
  readonly status: number;
  /** Of all response headers together; 0 when left out. */
  readonly headerBytes?: number;
  /** Against RFC 7230 section 3.2. */
  readonly malformedHeaders?: boolean;
  /** From the status code to the end of the body; 0 when left out. */
  readonly bodyMs?: number;
  /** The text before it was encoded. */
  readonly body?: string;
  /** `Content-Encoding`; `identity` when left out. */
  readonly contentEncoding?: string;
}

/** What a checker makes of one response. */
export interface ProbeJudgement {
  readonly passed: boolean;
  /** In the manner of GetHealthCheckStatus, e.g. `Failure: HTTP Status Code: 503.` */
  readonly detail: string;
  /** How long the checker was busy; its request interval starts after that (API `RequestInterval`). */
  readonly tookMs: number;
}

/** Whether one probe passes, why, and how long it takes. */
export function judgeProbe(check: EndpointHealthCheck, response: EndpointResponse): ProbeJudgement {
  const connectTimeoutMs = check.Type === 'TCP' ? TCP_CONNECT_TIMEOUT_MS : HTTP_CONNECT_TIMEOUT_MS;
  if (response.kind === 'unresolved') return failure('DNS resolution failed.', 0);
  if (response.kind === 'no-connection' || response.connectMs > connectTimeoutMs) {
    return failure(
      'The health checker could not establish a connection within the timeout limit.',
      connectTimeoutMs,
    );
  }
  if (response.kind === 'refused') {
    return failure('The endpoint refused the connection.', response.connectMs);
  }
  if (check.Type === 'TCP') return success('TCP connection established.', response.connectMs);
  if (response.kind === 'handshake-failed') {
    return failure('SSL alert handshake_failure.', response.connectMs);
  }
  return judgeHttp(check, response);
}

function judgeHttp(
  check: EndpointHealthCheck,
  response: Extract<EndpointResponse, { readonly kind: 'silent' | 'http' }>,
): ProbeJudgement {
  if (response.kind === 'silent' || response.statusMs > STATUS_TIMEOUT_MS) {
    return failure(
      'The health checker did not receive a status code within the timeout limit.',
      response.connectMs + STATUS_TIMEOUT_MS,
    );
  }
  const statusAtMs = response.connectMs + response.statusMs;
  const fault = headerFault(response);
  if (fault) return failure(fault, statusAtMs);
  return searches(check)
    ? judgeBody(check.SearchString, response, statusAtMs)
    : success(`HTTP Status Code: ${response.status}. OK`, statusAtMs);
}

function searches(check: EndpointHealthCheck): boolean {
  return check.Type === 'HTTP_STR_MATCH' || check.Type === 'HTTPS_STR_MATCH';
}

function headerFault(response: HttpResponse): string | undefined {
  if (response.malformedHeaders) return 'The response headers do not conform to RFC 7230.';
  if ((response.headerBytes ?? 0) > MAX_HEADER_BYTES) {
    return `The response headers are larger than ${MAX_HEADER_BYTES} bytes.`;
  }
  // Redirects pass and are not followed.
  const good = response.status >= GOOD_STATUS.from && response.status <= GOOD_STATUS.to;
  return good ? undefined : `HTTP Status Code: ${response.status}.`;
}

function judgeBody(
  searchString: string | undefined,
  response: HttpResponse,
  statusAtMs: number,
): ProbeJudgement {
  const bodyMs = response.bodyMs ?? 0;
  if (bodyMs > BODY_TIMEOUT_MS) {
    return failure(
      'The health checker did not receive the response body within the timeout limit.',
      statusAtMs + BODY_TIMEOUT_MS,
    );
  }
  return findsEarly(searchString, response)
    ? success(
        `HTTP Status Code: ${response.status}. The search string was found. OK`,
        statusAtMs + bodyMs,
      )
    : failure(
        `HTTP Status Code: ${response.status}. The search string is not in the first ${SEARCHED_BODY_BYTES} bytes of the response body.`,
        statusAtMs + bodyMs,
      );
}

function findsEarly(searchString: string | undefined, response: HttpResponse): boolean {
  const { body, contentEncoding = 'identity' } = response;
  if (!body || !searchString || !UNPACKED_ENCODINGS.has(contentEncoding)) return false;
  const at = body.indexOf(searchString);
  if (at < 0) return false;
  const upToItsEnd = body.slice(0, at + searchString.length);
  return new TextEncoder().encode(upToItsEnd).length <= SEARCHED_BODY_BYTES;
}

function success(what: string, tookMs: number): ProbeJudgement {
  return { passed: true, detail: `Success: ${what}`, tookMs };
}

function failure(what: string, tookMs: number): ProbeJudgement {
  return { passed: false, detail: `Failure: ${what}`, tookMs };
}
