import { isIP } from 'node:net';
import { addressKind } from '../../src/config/addresses.ts';
import { type Configuration, recordTypes, type Service, SIDES } from '../../src/core/service.ts';

/** Everything that must be true of whatever comes out, said independently of the rules. */
export function brokenInvariants(configuration: Configuration): string[] {
  const names = configuration.services.flatMap((service) => service.names);
  return [
    ...(new Set(names).size === names.length ? [] : ['a name of two services']),
    ...(configuration.services.length > 0 ? [] : ['no services']),
    ...(configuration.homeRegion === '' ? ['no home'] : []),
    ...configuration.services.flatMap(brokenInService),
  ];
}

function brokenInService(service: Service): string[] {
  const { names, zone, failback, primary, secondary } = service;
  const { stages } = failback;
  const rising = stages.every((stage, index) => index === 0 || stage > (stages[index - 1] ?? 0));
  const holds: Record<string, boolean> = {
    'names in the zone': names.every(
      (name) => name === zone.name || name.endsWith(`.${zone.name}`),
    ),
    'at least one name': names.length > 0,
    'a zone id': /^[A-Z0-9]{2,32}$/.test(zone.id),
    'two Regions': primary.region !== secondary.region,
    'rising stages': rising && stages.at(-1) === 100 && (stages[0] ?? 0) >= 1,
    'whole stages': stages.every(Number.isInteger),
    'bake at least the TTL': failback.bakeMs >= service.ttlSeconds * 1000,
    'a TTL': service.ttlSeconds >= 1 && service.ttlSeconds <= 172_800,
    'failover records in one stage': service.routing === 'weighted' || stages.length === 1,
    'a last resort that Route 53 has':
      service.routing === 'weighted' || service.lastResort === 'primary',
    'record types': recordTypes(service).length > 0,
    'the same types':
      recordTypes(service).join() === recordTypes({ ...service, primary: secondary }).join(),
    'different targets': JSON.stringify(primary.target) !== JSON.stringify(secondary.target),
    'a mode': ['auto', 'observe'].includes(service.mode),
    'a hash': /^[0-9a-f]{16}$/.test(service.configHash),
    'finite numbers': !JSON.stringify(service).includes('null'),
  };
  return [
    ...Object.keys(holds).filter((name) => !holds[name]),
    ...SIDES.flatMap((side) => brokenInSide(service, service[side])),
  ];
}

function brokenInSide(service: Service, side: Service['primary']): string[] {
  const { address, host, port, protocol, sni, path } = side.healthCheck;
  const holds: Record<string, boolean> = {
    'something to check': address !== undefined || host !== undefined,
    'a public address':
      address === undefined || (isIP(address) !== 0 && addressKind(address) === 'public'),
    'not the name that is guarded': address !== undefined || !service.names.includes(host ?? ''),
    'a port': port >= 1 && port <= 65_535,
    'SNI with HTTPS only': !sni || protocol === 'HTTPS',
    'a path': protocol === 'TCP' ? path === '' : path.startsWith('/'),
    'no CNAME at the apex':
      side.target.kind === 'alias' ||
      !side.target.values.CNAME ||
      !service.names.includes(service.zone.name),
    'probes that go out':
      service.probeRanges.length > 0 ||
      side.readiness.every(
        (check) =>
          check.kind !== 'http' || !/\/\/(?:127\.|10\.|169\.254\.|\[|localhost)/.test(check.url),
      ),
  };
  return Object.keys(holds).filter((name) => !holds[name]);
}
