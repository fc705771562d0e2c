/** One service's records, found in its zone and read as one. */
import { type ResourceRecordSet, recordSetKey } from '../route53/record-set.ts';
import { fenceGeneration, fenceSuffix } from './names.ts';
import type { SeenFence, SeenRecords } from './observation.ts';
import { recordTypes, type Service, SIDES, type Side } from './service.ts';
import { sameWeights, type Weights } from './state.ts';

/** The record sets of a zone, found by key or by name and type, and the newest fence under each suffix. */
export interface ZoneIndex {
  readonly byKey: ReadonlyMap<string, ResourceRecordSet>;
  readonly byNameAndType: ReadonlyMap<string, readonly ResourceRecordSet[]>;
  readonly newestFences: ReadonlyMap<string, ResourceRecordSet>;
}

const FENCE = /^g\d{6,}\.(_switchback\..+)$/;

export function indexZone(sets: readonly ResourceRecordSet[]): ZoneIndex {
  const byKey = new Map(sets.map((set) => [recordSetKey(set), set]));
  const newestFences = new Map<string, ResourceRecordSet>();
  for (const set of sets) {
    const suffix = set.Type === 'TXT' ? FENCE.exec(set.Name)?.[1] : undefined;
    if (suffix === undefined) continue;
    const newest = newestFences.get(suffix);
    if (newest === undefined || isNewer(set.Name, newest.Name)) newestFences.set(suffix, set);
  }
  return { byKey, byNameAndType: Map.groupBy(sets, nameAndType), newestFences };
}

function nameAndType({ Name, Type }: Pick<ResourceRecordSet, 'Name' | 'Type'>): string {
  return `${Name} ${Type}`;
}

/** Numbers with as many digits compare as text; one with more digits is the greater. */
function isNewer(name: string, than: string): boolean {
  return name.length === than.length ? name > than : name.length > than.length;
}

export interface ManagedSet {
  readonly side: Side;
  readonly key: string;
}

/** Keys of the record sets that carry a service's traffic: name by name, type by type, both sides. */
export function managedSets(service: Service): readonly ManagedSet[] {
  return service.names.flatMap((Name) =>
    recordTypes(service).flatMap((Type) =>
      SIDES.map((side) => ({ side, key: recordSetKey({ Name, Type, SetIdentifier: side }) })),
    ),
  );
}

export function readRecords(service: Service, zone: ZoneIndex): SeenRecords {
  const managed = managedSets(service).map(({ side, key }) => ({
    side,
    key,
    set: zone.byKey.get(key),
  }));
  const faults = [
    ...managed.flatMap(({ side, key, set }) => faultsOf(service, side, key, set)),
    ...strangers(service, zone, new Set(managed.map(({ key }) => key))),
  ];
  const pairs = service.routing === 'weighted' ? weightPairs(managed) : [];
  const [first = null] = pairs;
  if (pairs.some((pair) => !sameWeights(pair, first))) faults.push('names have different weights');
  return { weights: first, faults, fence: readFence(service, zone) };
}

/** Another record set of the same name and type is answered as well, whatever weights the two sides have. */
function strangers(
  service: Service,
  zone: ZoneIndex,
  managed: ReadonlySet<string>,
): readonly string[] {
  return service.names.flatMap((Name) =>
    recordTypes(service)
      .flatMap((Type) => zone.byNameAndType.get(nameAndType({ Name, Type })) ?? [])
      .map(recordSetKey)
      .filter((key) => !managed.has(key))
      .map((key) => `${key} is neither side's`),
  );
}

function faultsOf(
  service: Service,
  side: Side,
  key: string,
  set: ResourceRecordSet | undefined,
): string[] {
  if (set === undefined) return [`${key} is missing`];
  const faults = set.HealthCheckId === undefined ? [`${key} has no health check`] : [];
  if (service.routing === 'weighted') {
    return set.Weight === undefined ? [...faults, `${key} has no weight`] : faults;
  }
  return set.Failover === side.toUpperCase() ? faults : [...faults, `${key} has another role`];
}

function weightPairs(
  managed: readonly { readonly side: Side; readonly set: ResourceRecordSet | undefined }[],
): Weights[] {
  const pairs: Weights[] = [];
  for (let at = 0; at + 1 < managed.length; at += SIDES.length) {
    const primary = managed[at]?.set?.Weight;
    const secondary = managed[at + 1]?.set?.Weight;
    if (primary !== undefined && secondary !== undefined) pairs.push({ primary, secondary });
  }
  return pairs;
}

function readFence(service: Service, zone: ZoneIndex): SeenFence | null {
  const set = zone.newestFences.get(fenceSuffix(service));
  const generation = set && fenceGeneration(service, set.Name);
  if (set === undefined || generation === undefined) return null;
  return { generation, ...parseFenceValue(set.ResourceRecords?.[0]?.Value ?? '') };
}

/** What a fence says: the state version that decided the change, and what it brought. */
export function fenceValue(version: number, weights: Weights): string {
  return `"v=${version} weights=${weights.primary}/${weights.secondary}"`;
}

function parseFenceValue(value: string): Pick<SeenFence, 'version' | 'weights'> {
  const match = /^"v=(\d{1,15}) weights=(\d{1,3})\/(\d{1,3})"$/.exec(value);
  if (match === null) return { version: null, weights: null };
  return {
    version: Number(match[1]),
    weights: { primary: Number(match[2]), secondary: Number(match[3]) },
  };
}
