import type { EndpointCheck, RecordTarget } from '../core/service.ts';
import { settleAddress } from './addresses.ts';
import { settleName } from './domain-names.ts';
import type { HealthCheckInput } from './schema.ts';

const DEFAULT_PORTS = { HTTP: 80, HTTPS: 443, TCP: 0 } as const;

/** The endpoint check of one side. The port is 0 for TCP where none is given; `path` is empty for TCP. */
export function draftEndpoint(
  input: HealthCheckInput,
  target: RecordTarget | undefined,
  firstName: string | undefined,
): EndpointCheck {
  const protocol = input.protocol ?? 'HTTPS';
  return {
    protocol,
    ...whereToAsk(input, target, firstName),
    port: input.port ?? DEFAULT_PORTS[protocol],
    path: input.path ?? (protocol === 'TCP' ? '' : '/'),
    ...(input.searchString === undefined ? {} : { searchString: input.searchString }),
    sni: input.sni ?? protocol === 'HTTPS',
    intervalSeconds: input.interval === '30s' ? 30 : 10,
    failureThreshold: input.threshold ?? 3,
    checkerRegions: [...(input.checkerRegions ?? [])].sort(),
    latencyGraph: input.latencyGraph ?? false,
  };
}

/**
 * Without an `address`, Route 53's checkers resolve `host` at each check, by IPv4 alone (developer guide, "How Route 53
 * determines whether a health check is healthy"); so a side with addresses is checked at its first one. `host` is missing
 * where nothing supplies it, and for TCP at an address, which sends none.
 */
function whereToAsk(
  input: HealthCheckInput,
  target: RecordTarget | undefined,
  firstName: string | undefined,
): Pick<EndpointCheck, 'address' | 'host'> {
  const address = input.address ?? firstAddress(target);
  if (address === undefined) {
    const host = input.host ?? pointedAt(target);
    return host === undefined ? {} : { host: settleName(host) };
  }
  const host = input.host ?? (input.protocol === 'TCP' ? undefined : firstName);
  return {
    address: settleAddress(address),
    ...(host === undefined ? {} : { host: settleName(host) }),
  };
}

function firstAddress(target: RecordTarget | undefined): string | undefined {
  if (target?.kind !== 'values') return undefined;
  return target.values.A?.[0] ?? target.values.AAAA?.[0];
}

function pointedAt(target: RecordTarget | undefined): string | undefined {
  return target?.kind === 'alias' ? target.dnsName : target?.values.CNAME?.[0];
}
