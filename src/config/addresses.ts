/** IP addresses by what may be reached at them. Always ask about the parsed host, never about the text of a URL. */
import { BlockList, isIP } from 'node:net';

type Subnet = readonly [network: string, prefix: number];

interface AddressBlock {
  readonly kind: string;
  /** A range in `probeRanges` may open (a part of) this block to probes. */
  readonly openable: boolean;
  readonly subnets: readonly Subnet[];
}

/**
 * IANA's special-purpose registries without the documentation ranges, which the shipped examples use. Route 53 itself
 * refuses those too (RFC 5735, 6598 and 5156), at deploy.
 */
const BLOCKS: readonly AddressBlock[] = [
  {
    kind: 'private',
    openable: true,
    subnets: [
      ['10.0.0.0', 8],
      ['172.16.0.0', 12],
      ['192.168.0.0', 16],
      ['fc00::', 7],
    ],
  },
  { kind: 'shared (carrier-grade NAT)', openable: true, subnets: [['100.64.0.0', 10]] },
  {
    kind: 'loopback',
    openable: true,
    subnets: [
      ['127.0.0.0', 8],
      ['::1', 128],
    ],
  },
  {
    kind: 'link-local',
    openable: true,
    subnets: [
      ['169.254.0.0', 16],
      ['fe80::', 10],
    ],
  },
  {
    kind: 'multicast',
    openable: false,
    subnets: [
      ['224.0.0.0', 4],
      ['ff00::', 8],
    ],
  },
  {
    kind: 'reserved',
    openable: false,
    subnets: [
      ['0.0.0.0', 8],
      ['192.0.0.0', 24],
      ['192.88.99.0', 24],
      ['198.18.0.0', 15],
      ['240.0.0.0', 4],
      // Teredo, benchmarking, ORCHID; 2001:db8::/32 lies outside it.
      ['2001::', 23],
      ['2002::', 16],
      ['3fff::', 20],
    ],
  },
];

const LISTS = BLOCKS.map((block) => ({ ...block, list: blockList(block.subnets) }));
const GLOBAL_IPV6 = blockList([['2000::', 3]]);

/** `public`, or the kind of address that it is instead. */
export function addressKind(address: string): string {
  const family = familyOf(address);
  const special = LISTS.find(({ list }) => list.check(address, family));
  if (special) return special.kind;
  // Whatever IPv6 has outside 2000::/3 (mapped, translated, unspecified …) is no public endpoint.
  return family === 'ipv6' && !GLOBAL_IPV6.check(address, 'ipv6') ? 'reserved' : 'public';
}

/** May a probe connect to this address, given the ranges that the service opens? */
export function isReachable(address: string, probeRanges: readonly string[]): boolean {
  if (addressKind(address) === 'public') return true;
  const opened = probeRanges.map(parseRange).filter((range) => range !== undefined);
  return blockList(opened).check(address, familyOf(address));
}

/** True for a CIDR range that lies wholly in one block that may be opened to probes. */
export function isOpenableRange(range: string): boolean {
  const parsed = parseRange(range);
  if (!parsed) return false;
  const [network, prefix] = parsed;
  return BLOCKS.filter(({ openable }) => openable)
    .flatMap(({ subnets }) => subnets)
    .some((subnet) => prefix >= subnet[1] && contains(subnet, network));
}

/** One spelling for one address: IPv6 in lower case and compressed. */
export function settleAddress(address: string): string {
  return isIP(address) === 6 ? new URL(`http://[${address}]/`).hostname.slice(1, -1) : address;
}

/** True for an IPv6 address without a zone index (`%eth0`), which means nothing to anyone else. */
export function isIpv6(address: string): boolean {
  return isIP(address) === 6 && !address.includes('%');
}

function parseRange(range: string): Subnet | undefined {
  const match = /^([^/%]+)\/(\d{1,3})$/.exec(range);
  const network = match?.[1] ?? '';
  const prefix = Number(match?.[2]);
  const family = isIP(network);
  return family !== 0 && prefix <= (family === 4 ? 32 : 128) ? [network, prefix] : undefined;
}

function contains(subnet: Subnet, address: string): boolean {
  const sameFamily = isIP(subnet[0]) === isIP(address);
  return sameFamily && blockList([subnet]).check(address, familyOf(address));
}

function blockList(subnets: readonly Subnet[]): BlockList {
  const list = new BlockList();
  for (const [network, prefix] of subnets) list.addSubnet(network, prefix, familyOf(network));
  return list;
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}
