/** The records of one zone, indexed for questions: groups by name and type, and which names exist. */
import type { RecordType, ResourceRecordSet } from './record-set.ts';

/** How a group picks one of its members; `unmodelled` for the policies that this model does not answer. */
export type RoutingPolicy = 'simple' | 'weighted' | 'failover' | 'unmodelled';

/** All record sets with the same name and type. Route 53 allows one routing policy in a group. */
export interface RecordGroup {
  readonly routing: RoutingPolicy;
  readonly sets: readonly [ResourceRecordSet, ...ResourceRecordSet[]];
}

/** A zone that can be asked many times; made by `indexRecords`, never changed after. */
export interface ZoneRecords {
  group(name: string, type: RecordType): RecordGroup | undefined;
  /** Whether the name, or one below it, has a record: asked for another type it answers NODATA, not NXDOMAIN. */
  exists(name: string): boolean;
  /** Whether the name belongs to this zone: it exists, or lies under the zone's SOA record. */
  contains(name: string): boolean;
}

/** API fields of routing policies that this model leaves out: latency, multivalue, geography, IP. */
const UNMODELLED_FIELDS = [
  'Region',
  'MultiValueAnswer',
  'GeoLocation',
  'GeoProximityLocation',
  'CidrRoutingConfig',
] as const;

/** The routing policy a record set asks for. */
export function routingPolicy(set: ResourceRecordSet): RoutingPolicy {
  if (set.Weight !== undefined) return 'weighted';
  if (set.Failover !== undefined) return 'failover';
  return UNMODELLED_FIELDS.some((field) => set[field] !== undefined) ? 'unmodelled' : 'simple';
}

interface MutableGroup extends RecordGroup {
  readonly sets: [ResourceRecordSet, ...ResourceRecordSet[]];
}

/** Indexes a zone's record sets, as ListResourceRecordSets returns them, in one pass. */
export function indexRecords(sets: readonly ResourceRecordSet[]): ZoneRecords {
  const groups = new Map<string, MutableGroup>();
  const names = new Set<string>();
  const apexes: string[] = [];
  for (const set of sets) {
    const key = groupKey(set.Name, set.Type);
    const group = groups.get(key);
    if (group) group.sets.push(set);
    else groups.set(key, { routing: routingPolicy(set), sets: [set] });
    addWithParents(names, set.Name);
    if (set.Type === 'SOA') apexes.push(set.Name);
  }
  return {
    group: (name, type) => groups.get(groupKey(name, type)),
    exists: (name) => names.has(name),
    contains: (name) => names.has(name) || apexes.some((apex) => liesIn(name, apex)),
  };
}

/** Whether a name is the zone's own or lies below it. */
export function liesIn(name: string, zoneName: string): boolean {
  return name === zoneName || name.endsWith(`.${zoneName}`);
}

/**
 * A name exists as soon as one below it does (RFC 8020); once known, its parents are known too. The last label has no
 * dot: it is its own parent, which ends the walk.
 */
function addWithParents(names: Set<string>, name: string): void {
  let rest = name;
  while (!names.has(rest)) {
    names.add(rest);
    rest = rest.slice(rest.indexOf('.') + 1);
  }
}

function groupKey(name: string, type: RecordType): string {
  return `${name} ${type}`;
}
