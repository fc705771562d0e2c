/** The one atomic batch that brings a service's wanted weights: its fence, and each record set with a new weight. */
import type { ResourceRecordSet } from '../route53/record-set.ts';
import { fenceName } from './names.ts';
import { fenceValue, managedSets, type ZoneIndex } from './read-records.ts';
import type { Service } from './service.ts';
import type { RecordIntent } from './state.ts';

export interface PlannedChange {
  readonly action: 'CREATE' | 'UPSERT';
  readonly set: ResourceRecordSet;
}

const FENCE_TTL_SECONDS = 60;

/** Everything but the weight is kept as it was read, since UPSERT replaces the whole record set. */
export function planChange(
  service: Service,
  intent: RecordIntent,
  zone: ZoneIndex,
): readonly PlannedChange[] {
  const fence: ResourceRecordSet = {
    Name: fenceName(service, intent.generation),
    Type: 'TXT',
    TTL: FENCE_TTL_SECONDS,
    ResourceRecords: [{ Value: fenceValue(intent.decidedAtVersion, intent.weights) }],
  };
  const upserts = managedSets(service).flatMap(({ side, key }) => {
    const set = zone.byKey.get(key);
    return set === undefined
      ? []
      : [{ action: 'UPSERT', set: { ...set, Weight: intent.weights[side] } } as const];
  });
  return [{ action: 'CREATE', set: fence }, ...upserts];
}
