/** The record sets of one service, and which health checks they name. */
import { readRecords, type ZoneIndex } from '../core/read-records.ts';
import type { Reading } from '../core/reading.ts';
import type { Service } from '../core/service.ts';
import { AT_REST, type ServiceState, type Weights } from '../core/state.ts';
import { type ResourceRecordSet, recordSetKey } from '../route53/record-set.ts';
import { differences } from './differences.ts';
import type { Section } from './section.ts';

/** Ids of the checks that were found, by the logical ids of what they should be. */
export type Bindings = Map<string, string>;

/** Fills `bindings` with what the records name. */
export function auditRecords(
  service: Service,
  expected: readonly ResourceRecordSet[],
  zone: ZoneIndex,
  state: Reading<ServiceState | null>,
  bindings: Bindings,
): Section {
  const meant = meantWeights(state);
  const seen = readRecords(service, zone);
  const strangers = seen.faults.filter((fault) => fault.endsWith("neither side's"));
  return {
    about: 'records',
    good: goodText(expected.length, service, meant),
    wrong: [
      ...expected.flatMap((set) => auditSet(set, zone, meant, bindings)),
      ...strangers,
      ...fenceFaults(seen.fence?.generation ?? 0, state),
    ],
    unknown: [],
  };
}

/** As last set; `null` where what was set last cannot be known. */
function meantWeights(state: Reading<ServiceState | null>): Weights | null {
  return state.known ? (state.value?.records?.weights ?? AT_REST) : null;
}

function goodText(count: number, { routing }: Service, meant: Weights | null): string {
  const sets = `${count} record sets as they should be`;
  if (routing !== 'weighted' || meant === null) return sets;
  return `${sets}, weights ${meant.primary}/${meant.secondary} as last set`;
}

function auditSet(
  { HealthCheckId: check, Weight, ...rest }: ResourceRecordSet,
  zone: ZoneIndex,
  meant: Weights | null,
  bindings: Bindings,
): readonly string[] {
  const key = recordSetKey(rest);
  const found = zone.byKey.get(key);
  if (found === undefined) return [`${key} is missing`];
  const weight =
    Weight === undefined || meant === null
      ? {}
      : { Weight: meant[rest.SetIdentifier as keyof Weights] };
  return [
    ...differences({ ...rest, ...weight }, found),
    ...checkFaults(check, found, bindings),
  ].map((what) => `${key}: ${what}`);
}

function checkFaults(
  logicalId: string | undefined,
  { HealthCheckId: id }: ResourceRecordSet,
  bindings: Bindings,
): readonly string[] {
  if (logicalId === undefined) {
    return id === undefined ? [] : [`it names the health check ${id}, should name none`];
  }
  if (id === undefined) return ['it names no health check, so that Route 53 takes it for healthy'];
  const bound = bindings.get(logicalId);
  if (bound !== undefined && bound !== id) {
    return [`it names the health check ${id}, should name ${bound} as the others do`];
  }
  bindings.set(logicalId, id);
  return [];
}

function fenceFaults(generation: number, state: Reading<ServiceState | null>): readonly string[] {
  const stored = state.known ? state.value?.records?.generation : undefined;
  if (stored === undefined || stored === generation) return [];
  return [`the zone has generation ${generation} of the records, the stored state knows ${stored}`];
}
