/** Asks a site whether it is ready, all in the time of its check. Certificates are verified: users' clients will too. */
import { isIP } from 'node:net';
import { bareHost } from '../config/endpoints.ts';
import { type HttpReadiness, judgeReadiness, type ReadinessProbe } from '../core/readiness.ts';
import type { Probe, ProbeResult } from '../ports.ts';
import type { EndpointResponse } from '../route53/probe.ts';
import { probeAddresses, type Resolve } from './probe-addresses.ts';
import { type ProbeRequest, sendProbe } from './probe-request.ts';
import { openConnection } from './probe-socket.ts';

type AskedReadiness = Extract<Probe, { readonly kind: 'readiness' }>;

/** More than this is no answer to the question whether a site is ready. */
const MOST_BODY_BYTES = 65_536;

export interface ReadinessNeeds {
  readonly resolve: Resolve;
  /** Trusted instead of the public authorities. */
  readonly ca?: string;
}

export async function probeReadiness(
  { check, ranges }: AskedReadiness,
  { resolve, ca }: ReadinessNeeds,
): Promise<ProbeResult> {
  const startedMs = performance.now();
  const leftMs = () => Math.max(1, check.withinMs - (performance.now() - startedMs));
  const { host, port } = targetOf(check);
  const addresses = await probeAddresses(host, 0, ranges, resolve, leftMs());
  if (addresses.length === 0) return judgeReadiness(check, { kind: 'unresolved' });
  const connection = await openConnection({ host, port, addresses }, leftMs());
  if (connection.kind !== 'connected') return judgeReadiness(check, connection);
  const { socket, connectMs } = connection;
  if (check.kind === 'tcp') {
    socket.destroy();
    return judgeReadiness(check, { kind: 'silent', connectMs });
  }
  const answer = await sendProbe(socket, requestOf(check, leftMs(), ca));
  if (answer.kind === 'broken') return bad(`no answer: ${answer.code}`);
  if (answer.kind === 'http' && answer.isCut) return bad('the body is larger than 64 KB');
  return judgeReadiness(check, { ...answer, connectMs } as EndpointResponse);
}

function targetOf(check: ReadinessProbe): { host: string; port: number } {
  if (check.kind === 'tcp') return check;
  const { hostname, port, protocol } = new URL(check.url);
  const own = protocol === 'https:' ? 443 : 80;
  return { host: bareHost(hostname), port: port === '' ? own : Number(port) };
}

function requestOf(check: HttpReadiness, leftMs: number, ca: string | undefined): ProbeRequest {
  const url = new URL(check.url);
  const name = bareHost(url.hostname);
  return {
    path: `${url.pathname}${url.search}`,
    host: url.host,
    statusWithinMs: leftMs,
    bodyWithinMs: leftMs,
    wholeWithinMs: leftMs,
    bodyBytes: MOST_BODY_BYTES,
    ...(url.protocol === 'https:' && {
      tls: {
        name,
        sni: isIP(name) === 0,
        verify: true,
        ...(ca !== undefined && { ca }),
      },
    }),
  };
}

function bad(detail: string): ProbeResult {
  return { good: false, detail };
}
