/**
 * Our own probe of an endpoint that Route 53 checks. It sees what a checker would see and is judged as a checker would
 * judge, so certificates are not verified: Route 53 does not either, and a probe that is stricter would contradict it
 * while users are served.
 */
import { endpointHealthCheck } from '../infrastructure/endpoint-check.ts';
import type { Probe, ProbeResult } from '../ports.ts';
import {
  BODY_TIMEOUT_MS,
  type EndpointResponse,
  HTTP_CONNECT_TIMEOUT_MS,
  judgeProbe,
  SEARCHED_BODY_BYTES,
  STATUS_TIMEOUT_MS,
} from '../route53/probe.ts';
import { probeAddresses, type Resolve } from './probe-addresses.ts';
import { type HttpAnswer, type ProbeRequest, sendProbe } from './probe-request.ts';
import { openConnection } from './probe-socket.ts';

type EndpointProbe = Extract<Probe, { readonly kind: 'endpoint' }>;

/** Times of a checker, except that a TCP check waits no longer than the others: a pass has 30 s for everything. */
export interface EndpointPatience {
  readonly connectMs: number;
  readonly statusMs: number;
  readonly bodyMs: number;
}

export const ENDPOINT_PATIENCE: EndpointPatience = {
  connectMs: HTTP_CONNECT_TIMEOUT_MS,
  statusMs: STATUS_TIMEOUT_MS,
  bodyMs: BODY_TIMEOUT_MS,
};

const DEFAULT_PORTS = { HTTP: 80, HTTPS: 443, TCP: 0 } as const;

export async function probeEndpoint(
  { check, ranges }: EndpointProbe,
  patience: EndpointPatience,
  resolve: Resolve,
): Promise<ProbeResult> {
  const host = check.address ?? check.host ?? '';
  const addresses = await probeAddresses(host, 4, ranges, resolve, patience.connectMs);
  if (addresses.length === 0) return judged(check, { kind: 'unresolved' });
  const connection = await openConnection(
    { host, port: check.port, addresses },
    patience.connectMs,
  );
  if (connection.kind !== 'connected') return judged(check, connection);
  const { socket, connectMs } = connection;
  if (check.protocol === 'TCP') {
    socket.destroy();
    return judged(check, { kind: 'silent', connectMs });
  }
  const answer = await sendProbe(socket, requestOf(check, patience));
  if (answer.kind === 'broken') return { good: false, detail: `no answer: ${answer.code}` };
  return judged(check, responseOf(answer, connectMs));
}

function requestOf(check: EndpointProbe['check'], patience: EndpointPatience): ProbeRequest {
  return {
    path: check.path || '/',
    host: hostHeader(check),
    statusWithinMs: patience.statusMs,
    bodyWithinMs: patience.bodyMs,
    wholeWithinMs: patience.statusMs + patience.bodyMs,
    bodyBytes: check.searchString === undefined ? 0 : SEARCHED_BODY_BYTES,
    ...(check.protocol === 'HTTPS' && {
      tls: {
        name: check.host ?? '',
        sni: check.sni && check.host !== undefined,
        verify: false,
      },
    }),
  };
}

/** As Route 53 spells it: with the port unless it is the protocol's own (API `FullyQualifiedDomainName`). */
function hostHeader({ host, address = '', port, protocol }: EndpointProbe['check']): string {
  const name = host ?? (address.includes(':') ? `[${address}]` : address);
  return port === DEFAULT_PORTS[protocol] ? name : `${name}:${port}`;
}

function responseOf(
  answer: Exclude<HttpAnswer, { readonly kind: 'broken' }>,
  connectMs: number,
): EndpointResponse {
  if (answer.kind === 'silent') return { kind: 'silent', connectMs };
  const { isCut: _, ...response } = answer;
  return { ...response, connectMs };
}

function judged(check: EndpointProbe['check'], response: EndpointResponse): ProbeResult {
  const { passed, detail } = judgeProbe(endpointHealthCheck(check), response);
  return { good: passed, detail: detail.replace(/^(Success|Failure): /, '') };
}
