/** Which sites a configuration speaks of: one for each address and port, with everything that is asked of it. */
import { bareHost } from '../../config/endpoints.ts';
import type { ReadinessProbe } from '../../core/readiness.ts';
import { type Configuration, type EndpointCheck, SIDES, type Side } from '../../core/service.ts';
import { type Asked, type Page, pageFor } from './page.ts';
import { SiteFault } from './site-fault.ts';

export interface SiteOwner {
  readonly service: string;
  readonly side: Side;
}

export type SiteProtocol = 'http' | 'https' | 'tcp';

export interface SitePlan {
  /** `host:port`, as Route 53's checks and the world name it. */
  readonly address: string;
  readonly host: string;
  readonly port: number;
  readonly protocol: SiteProtocol;
  /** Services can share a site. */
  readonly owners: readonly [SiteOwner, ...SiteOwner[]];
  /** By path and query, those that somebody asks for. */
  readonly pages: ReadonlyMap<string, Page>;
  /** No health check goes there. */
  readonly isReadinessOnly: boolean;
  /** Names and addresses that its certificate is for. */
  readonly names: readonly string[];
}

/** One check, and where it goes. */
interface Use {
  readonly owner: SiteOwner;
  readonly host: string;
  readonly port: number;
  readonly protocol: SiteProtocol;
  readonly names: readonly string[];
  readonly asked: Asked;
  /** Path and query; none for TCP. */
  readonly path?: string;
}

/** Throws `SiteFault` when one site cannot give all the answers that are wanted of it. */
export function planSites({ services }: Configuration): readonly SitePlan[] {
  const uses = services.flatMap((service) =>
    SIDES.flatMap((side) => {
      const { healthCheck, readiness } = service[side];
      const owner = { service: service.id, side };
      const probes = readiness.filter((check) => check.kind !== 'alarmOk');
      return [healthUse(owner, healthCheck), ...probes.map((check) => readinessUse(owner, check))];
    }),
  );
  const byAddress = Map.groupBy(uses, ({ host, port }) => `${host}:${port}`);
  return [...byAddress].map(([address, group]) => planSite(address, group as [Use, ...Use[]]));
}

function healthUse(owner: SiteOwner, check: EndpointCheck): Use {
  const { address, host, port } = check;
  const names = [address, host].filter((name) => name !== undefined);
  return {
    owner,
    host: address ?? host ?? '',
    port,
    protocol: check.protocol.toLowerCase() as SiteProtocol,
    names,
    asked: { kind: 'health', check },
    ...(check.protocol !== 'TCP' && { path: check.path || '/' }),
  };
}

function readinessUse(owner: SiteOwner, check: ReadinessProbe): Use {
  const asked = { kind: 'readiness', check } as const;
  if (check.kind === 'tcp') {
    const { host, port } = check;
    return { owner, host, port, protocol: 'tcp', names: [host], asked };
  }
  const url = new URL(check.url);
  const protocol = url.protocol === 'https:' ? 'https' : 'http';
  const host = bareHost(url.hostname);
  const port = Number(url.port || (protocol === 'https' ? 443 : 80));
  const path = `${url.pathname}${url.search}`;
  return { owner, host, port, protocol, names: [host], asked, path };
}

function planSite(address: string, uses: readonly [Use, ...Use[]]): SitePlan {
  const [{ host, port }] = uses;
  const byPath = Map.groupBy(
    uses.filter(({ path }) => path !== undefined),
    ({ path = '' }) => path,
  );
  const pages = [...byPath].map(([path, group]) => {
    const page = pageFor(group.map(({ asked }) => asked));
    if (page) return [path, page] as const;
    throw new SiteFault(
      `No answer of ${address}${path} could be what all checks of ${ownersOf(group)} want. ` +
        'Give these checks paths of their own.',
    );
  });
  const owners = new Map(uses.map(({ owner }) => [`${owner.service} ${owner.side}`, owner]));
  return {
    address,
    host,
    port,
    protocol: protocolOf(address, uses),
    owners: [...owners.values()] as [SiteOwner, ...SiteOwner[]],
    pages: new Map(pages),
    isReadinessOnly: uses.every(({ asked }) => asked.kind === 'readiness'),
    names: [...new Set(uses.flatMap(({ names }) => names))],
  };
}

/** Whoever only connects is content with any protocol. */
function protocolOf(address: string, uses: readonly Use[]): SiteProtocol {
  const spoken = new Set(uses.map(({ protocol }) => protocol));
  if (spoken.has('http') && spoken.has('https')) {
    throw new SiteFault(
      `${address} is to speak HTTP and HTTPS both (${ownersOf(uses)}). Give one of them another port.`,
    );
  }
  if (spoken.has('https')) return 'https';
  return spoken.has('http') ? 'http' : 'tcp';
}

function ownersOf(uses: readonly Use[]): string {
  return [...new Set(uses.map(({ owner }) => `${owner.service} ${owner.side}`))].join(', ');
}
