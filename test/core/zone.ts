/** Record sets of a zone as Route 53 lists them, for the core's reading and planning. */
import { fenceName } from '../../src/core/names.ts';
import { fenceValue } from '../../src/core/read-records.ts';
import { recordTypes, type Service, SIDES, type Side } from '../../src/core/service.ts';
import { AT_REST, type Weights } from '../../src/core/state.ts';
import type { ResourceRecordSet } from '../../src/route53/record-set.ts';

/** What the deployment made of a service, with whatever weights. */
export function recordSetsOf(service: Service, weights: Weights = AT_REST): ResourceRecordSet[] {
  return service.names.flatMap((Name) =>
    recordTypes(service).flatMap((Type) =>
      SIDES.map((side) => ({ Name, Type, ...memberOf(service, side, weights) })),
    ),
  );
}

function memberOf(service: Service, side: Side, weights: Weights) {
  const role: ResourceRecordSet['Failover'] = side === 'primary' ? 'PRIMARY' : 'SECONDARY';
  return {
    SetIdentifier: side,
    ...(service.routing === 'weighted' ? { Weight: weights[side] } : { Failover: role }),
    TTL: service.ttlSeconds,
    ResourceRecords: [{ Value: side === 'primary' ? '192.0.2.10' : '198.51.100.20' }],
    HealthCheckId: `check-of-${side}`,
  } as const;
}

export function fenceSet(
  service: Service,
  generation: number,
  value: string = fenceValue(40, AT_REST),
): ResourceRecordSet {
  const Name = fenceName(service, generation);
  return { Name, Type: 'TXT', TTL: 60, ResourceRecords: [{ Value: value }] };
}
