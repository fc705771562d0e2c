/** Rules about what Route 53's checkers can do. */
import { addressKind, isReachable } from './addresses.ts';
import { quote } from './faults.ts';
import { forEachSide, type Rule, refuseIf, type SideSubject } from './rule.ts';
import type { Finding } from './shape.ts';

/** Length of `Regions` in the Route 53 API's `HealthCheckConfig`, when it is given at all. */
const MIN_CHECKER_REGIONS = 3;

const at = (field: string) => ['healthCheck', field];

const hasAnEndpoint = ({ draft: { healthCheck, target } }: SideSubject) => [
  ...refuseIf(
    target !== undefined && !healthCheck.address && !healthCheck.host,
    ['healthCheck'],
    'nothing that can be checked',
    'an address or a host',
  ),
  ...refuseIf(
    target?.kind === 'alias' &&
      !target.types.includes('A') &&
      !healthCheck.address &&
      healthCheck.host === target.dnsName,
    ['alias', 'types'],
    `AAAA alone, checked by the name ${quote(healthCheck.host)}`,
    'types with A, or a healthCheck.address: checkers resolve names by IPv4 alone',
  ),
];

/** A loopback address that is opened on purpose is checked by the local cloud, never by Route 53. */
const asksAPublicAddress = ({ input, draft: { healthCheck, target }, service }: SideSubject) => {
  const { address } = healthCheck;
  const kind = address === undefined ? 'public' : addressKind(address);
  const written = input.A === undefined ? 'AAAA' : 'A';
  const isDefault = target?.kind === 'values' && target.values[written]?.[0] === address;
  const isLocal = kind === 'loopback' && isReachable(address ?? '', service.probeRanges);
  return refuseIf(
    kind !== 'public' && !isLocal,
    isDefault ? [written] : at('address'),
    `${quote(address)}, a ${kind} address`,
    "a public address: Route 53's checkers come from the Internet",
  );
};

const asksSomethingElseThanWhatItGuards = ({ draft: { healthCheck }, service }: SideSubject) =>
  refuseIf(
    healthCheck.address === undefined &&
      healthCheck.host !== undefined &&
      service.names.includes(healthCheck.host),
    at('host'),
    `${quote(healthCheck.host)}, the name that the check guards`,
    'a name that leads to this side only, or an address beside it',
  );

const fitsItsProtocol = ({ draft: { healthCheck } }: SideSubject) => {
  const { protocol, path, searchString, sni, address, host, port } = healthCheck;
  const isTcp = protocol === 'TCP';
  const allowed = 'HTTP or HTTPS for this field';
  return [
    ...refuseIf(isTcp && path !== '', at('path'), 'a path with TCP', allowed),
    ...refuseIf(
      isTcp && searchString !== undefined,
      at('searchString'),
      'a searchString with TCP',
      allowed,
    ),
    ...refuseIf(
      isTcp && address !== undefined && host !== undefined,
      at('host'),
      'a host beside an address, with TCP',
      'one of the two: TCP sends no name',
    ),
    ...refuseIf(isTcp && port === 0, at('port'), 'nothing', 'a port, which TCP has no default for'),
    ...refuseIf(
      protocol !== 'HTTPS' && sni,
      at('sni'),
      `true with ${protocol}`,
      'HTTPS for this field',
    ),
  ];
};

const asksFromEnoughRegions = ({ draft: { healthCheck } }: SideSubject): readonly Finding[] => {
  const { checkerRegions } = healthCheck;
  const distinct = new Set(checkerRegions).size;
  return refuseIf(
    distinct !== checkerRegions.length || (distinct > 0 && distinct < MIN_CHECKER_REGIONS),
    at('checkerRegions'),
    quote(checkerRegions),
    `at least ${MIN_CHECKER_REGIONS} Regions, each once; or none, for all eight`,
  );
};

const CHECK = ['healthCheck', '/healthCheck'];
const TARGET = ['A', 'AAAA', 'CNAME', 'alias'];
const NAMES = ['/name', '/names'];

export const HEALTH_CHECK_RULES: readonly Rule[] = [
  ...forEachSide([...CHECK, ...TARGET, ...NAMES], hasAnEndpoint),
  ...forEachSide([...CHECK, ...TARGET], asksAPublicAddress),
  ...forEachSide([...CHECK, ...TARGET, ...NAMES], asksSomethingElseThanWhatItGuards),
  ...forEachSide([...CHECK, ...TARGET], fitsItsProtocol),
  ...forEachSide(CHECK, asksFromEnoughRegions),
];
