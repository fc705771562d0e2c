/** A side's endpoint check in the spelling of the Route 53 API. */
import type { EndpointCheck } from '../core/service.ts';
import type { EndpointHealthCheck } from '../route53/health-check.ts';
import { shortHash } from './short-hash.ts';

export function endpointHealthCheck(check: EndpointCheck): EndpointHealthCheck {
  return {
    Type: endpointType(check),
    ...(check.address !== undefined && { IPAddress: check.address }),
    ...(check.host !== undefined && { FullyQualifiedDomainName: check.host }),
    Port: check.port,
    ...(check.protocol !== 'TCP' && { ResourcePath: check.path }),
    ...(check.searchString !== undefined && { SearchString: check.searchString }),
    RequestInterval: check.intervalSeconds,
    FailureThreshold: check.failureThreshold,
    MeasureLatency: check.latencyGraph,
    // What Route 53 takes when it is left out is not documented.
    ...(check.protocol === 'HTTPS' && { EnableSNI: check.sni }),
    ...(check.checkerRegions.length > 0 && {
      Regions: check.checkerRegions,
    }),
  };
}

function endpointType(check: EndpointCheck): EndpointHealthCheck['Type'] {
  if (check.protocol === 'TCP' || check.searchString === undefined) return check.protocol;
  return `${check.protocol}_STR_MATCH`;
}

/**
 * Changes with what Route 53 cannot change on an existing check: type, interval, latency measurement, and whether
 * there is an address (`UpdateHealthCheck`, API 2013-04-01).
 */
export function endpointIdentity(check: EndpointCheck): string {
  const { Type, RequestInterval, MeasureLatency, IPAddress } = endpointHealthCheck(check);
  return shortHash([Type, RequestInterval, MeasureLatency === true, IPAddress !== undefined]);
}
