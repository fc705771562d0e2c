/** The request of a checker, as Route 53 sends it. */
import type { RequestOptions } from 'node:http';
import type { EndpointHealthCheck } from '../../route53/health-check.ts';
import { MAX_HEADER_BYTES } from '../../route53/probe.ts';

/** The protocols' own, which the Host header leaves out (API `FullyQualifiedDomainName`). */
const OWN_PORTS = { HTTP: 80, HTTPS: 443 } as const;

export function probeRequest(check: EndpointHealthCheck): RequestOptions {
  return {
    method: 'GET',
    path: pathOf(check),
    setHost: false,
    // Ours is judged by all bytes of the headers, the parser's own by fewer of them.
    maxHeaderSize: 2 * MAX_HEADER_BYTES,
    headers: {
      Host: hostHeader(check),
      'User-Agent': 'Amazon-Route53-Health-Check-Service (ref local)',
      Accept: '*/*',
      Connection: 'close',
    },
  };
}

/** A missing slash is added (Developer Guide); what a request line cannot hold is escaped. */
function pathOf({ ResourcePath = '' }: EndpointHealthCheck): string {
  const path = ResourcePath.startsWith('/') ? ResourcePath : `/${ResourcePath}`;
  return path.replaceAll(/[^\x21-\x7e]+/g, encodeURIComponent);
}

function hostHeader(check: EndpointHealthCheck): string {
  const { FullyQualifiedDomainName, IPAddress = '', Port, Type } = check;
  if (FullyQualifiedDomainName === undefined) return bracketed(IPAddress);
  const own = Type.startsWith('HTTPS') ? OWN_PORTS.HTTPS : OWN_PORTS.HTTP;
  return Port === own ? FullyQualifiedDomainName : `${FullyQualifiedDomainName}:${Port}`;
}

function bracketed(address: string): string {
  return address.includes(':') ? `[${address}]` : address;
}
