/** Services whose sites are on this machine, each test file in a network of its own. */
import type {
  Configuration,
  EndpointCheck,
  ReadinessCheck,
  Service,
} from '../../src/core/service.ts';
import { aConfiguration, anEndpointCheck, aService, aSide } from '../builders/configuration.ts';

export const LOCAL_PORT = 8080;

export interface LocalService {
  /** Its first three octets, e.g. `127.0.31`. */
  readonly network: string;
  readonly id?: string;
  readonly check?: Partial<EndpointCheck>;
  /** Of each side, by its address. */
  readonly readiness?: (address: string) => readonly ReadinessCheck[];
}

/** Over HTTP on port 8080, primary at .11 and secondary at .12 unless it is told otherwise. */
export function aLocalService({ network, id = 'shop', check, readiness }: LocalService): Service {
  const side = (name: 'primary' | 'secondary', address: string) =>
    aSide(name, {
      target: { kind: 'values', values: { A: [address] } },
      healthCheck: anEndpointCheck(name, {
        protocol: 'HTTP',
        address,
        port: LOCAL_PORT,
        sni: false,
        ...check,
      }),
      readiness: readiness?.(address) ?? [],
    });
  return aService({
    id,
    names: [`${id}.example.com`],
    primary: side('primary', `${network}.11`),
    secondary: side('secondary', `${network}.12`),
    probeRanges: ['127.0.0.0/8'],
  });
}

export function aLocalConfiguration(...services: readonly LocalService[]): Configuration {
  return aConfiguration({ services: services.map(aLocalService) });
}

/** 200 within two seconds, on a path of its own. */
export function httpReadiness(
  url: string,
  more: Partial<Extract<ReadinessCheck, { kind: 'http' }>> = {},
): ReadinessCheck {
  return { kind: 'http', url, statuses: { from: 200, to: 299 }, withinMs: 2_000, ...more };
}
