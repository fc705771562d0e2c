/** What Route 53 refuses as `InvalidInput`: a change that is wrong in itself, whatever the zone holds. */
import { dotted, type RecordChange, type ResourceRecordSet } from './record-set.ts';
import { routingPolicy } from './zone-records.ts';

/** API `ResourceRecordSetWeight`: 0 to 255. */
const MAX_WEIGHT = 255;
/** API `RData`: at most 4,000 characters a value. */
const MAX_VALUE_CHARACTERS = 4_000;

/** Route 53's messages about one change; `position` counts from 1, as its own messages do. */
export function requestFaults(change: RecordChange, position: number): readonly string[] {
  return [
    dataFault(change),
    routingFault(change),
    weightFault(change.set, position),
    ...valueFaults(change.set, position),
  ].filter((fault) => fault !== undefined);
}

/** An alias brings its own TTL and values; anything else needs both. */
function dataFault(change: RecordChange): string | undefined {
  const { AliasTarget, TTL, ResourceRecords } = change.set;
  const hasValues = ResourceRecords !== undefined && ResourceRecords.length > 0;
  const expected =
    'Expected exactly one of [AliasTarget, all of [TTL, and ResourceRecords], or TrafficPolicyInstanceId]';
  if (AliasTarget) {
    const alone = TTL === undefined && !hasValues;
    return alone
      ? undefined
      : `Invalid request: ${expected}, but found more than one ${within(change)}`;
  }
  return TTL !== undefined && hasValues
    ? undefined
    : `Invalid request: ${expected}, but found none ${within(change)}`;
}

function routingFault(change: RecordChange): string | undefined {
  const { SetIdentifier, Weight, Failover } = change.set;
  const expected =
    'Expected exactly one of [Weight, Region, Failover, GeoLocation, or MultiValueAnswer]';
  if (Weight !== undefined && Failover !== undefined) {
    return `Invalid request: ${expected}, but found more than one ${within(change)}`;
  }
  const simple = routingPolicy(change.set) === 'simple';
  if (simple && SetIdentifier !== undefined) {
    return `Invalid request: ${expected}, but found none ${within(change)}`;
  }
  return !simple && SetIdentifier === undefined
    ? `Invalid request: Missing field 'SetIdentifier' ${within(change)}`
    : undefined;
}

function weightFault(set: ResourceRecordSet, position: number): string | undefined {
  const { Weight } = set;
  if (Weight === undefined) return undefined;
  if (!Number.isInteger(Weight))
    return `Invalid XML ; '${Weight}' is not a valid value for 'integer'.`;
  if (Weight < 0) return weightBound(Weight, position, 'greater than or equal to 0');
  if (Weight > MAX_WEIGHT)
    return weightBound(Weight, position, `less than or equal to ${MAX_WEIGHT}`);
  return undefined;
}

function weightBound(weight: number, position: number, bound: string): string {
  return constraint(`${weight}`, position, 'weight', `Member must have value ${bound}`);
}

function valueFaults(set: ResourceRecordSet, position: number): readonly string[] {
  return (set.ResourceRecords ?? [])
    .filter(({ Value }) => Value.length > MAX_VALUE_CHARACTERS)
    .map(({ Value }) =>
      constraint(
        `${Value.slice(0, 20)}…`,
        position,
        'resourceRecords',
        `Member must have length less than or equal to ${MAX_VALUE_CHARACTERS}`,
      ),
    );
}

function constraint(value: string, position: number, field: string, rule: string): string {
  return (
    `1 validation error detected: Value '${value}' at ` +
    `'changeBatch.changes.${position}.member.resourceRecordSet.${field}' failed to satisfy constraint: ${rule}`
  );
}

function within({ action, set }: RecordChange): string {
  const identifier = set.SetIdentifier ?? 'null';
  return `in Change with [Action=${action}, Name=${dotted(set.Name)}, Type=${set.Type}, SetIdentifier=${identifier}]`;
}
