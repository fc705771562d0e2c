/** Lists of records as they are read. Lists never change, so one that comes again, as in a rehearsal, is not read again. */
import type { SeenRecords } from '../core/observation.ts';
import { indexZone, readRecords, type ZoneIndex } from '../core/read-records.ts';
import type { Service } from '../core/service.ts';
import type { ResourceRecordSet } from '../route53/record-set.ts';

const INDEXES = new WeakMap<readonly ResourceRecordSet[], ZoneIndex>();
const SEEN = new WeakMap<ZoneIndex, WeakMap<Service, SeenRecords>>();

export function indexOf(sets: readonly ResourceRecordSet[]): ZoneIndex {
  const index = INDEXES.get(sets) ?? indexZone(sets);
  INDEXES.set(sets, index);
  return index;
}

export function seenRecords(service: Service, zone: ZoneIndex): SeenRecords {
  const ofZone = SEEN.get(zone) ?? new WeakMap<Service, SeenRecords>();
  SEEN.set(zone, ofZone);
  const seen = ofZone.get(service) ?? readRecords(service, zone);
  ofZone.set(service, seen);
  return seen;
}
