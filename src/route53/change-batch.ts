/** ChangeResourceRecordSets: a batch is done as a whole, or refused as a whole with Route 53's own messages. */
import { batchSize, MAX_BATCH_ELEMENTS, MAX_BATCH_VALUE_CHARACTERS } from './batch-limits.ts';
import { dotted, type RecordChange, type ResourceRecordSet, recordSetKey } from './record-set.ts';
import { requestFaults } from './request-faults.ts';
import { draftOf, groupAt, put, remove, setsOf, standing, type ZoneDraft } from './zone-draft.ts';
import { zoneFaults } from './zone-faults.ts';

/** What legality depends on beside the records. */
export interface BatchContext {
  readonly zoneName: string;
  healthCheckExists(id: string): boolean;
}

/** The zone after an accepted batch (in no promised order), or why nothing of it was done. */
export type BatchResult =
  | { readonly ok: true; readonly sets: readonly ResourceRecordSet[] }
  | RefusedBatch;

/** A refusal; `error` is the API's error code. */
export interface RefusedBatch {
  readonly ok: false;
  readonly error: 'InvalidChangeBatch' | 'NoSuchHealthCheck' | 'InvalidInput';
  readonly messages: readonly string[];
}

/** Tries a batch on a zone. The record sets given are left as they are, whatever comes out. */
export function applyBatch(
  sets: readonly ResourceRecordSet[],
  changes: readonly RecordChange[],
  context: BatchContext,
): BatchResult {
  const inputFaults = changes.flatMap((change, index) => requestFaults(change, index + 1));
  if (inputFaults.length > 0) return refused('InvalidInput', inputFaults);

  const checkFaults = changes.flatMap((change) => missingCheck(change, context));
  if (checkFaults.length > 0) return refused('NoSuchHealthCheck', checkFaults);

  const draft = draftOf(sets);
  const faults = [
    ...sizeFaults(changes),
    ...repetitionFaults(changes),
    ...changes.flatMap((change) => applyChange(draft, change)),
    ...changes.flatMap(({ set }) =>
      standing(draft, set) === set ? zoneFaults(set, draft, context.zoneName) : [],
    ),
    ...apexFaults(draft, changes, context.zoneName),
  ];
  return faults.length > 0
    ? refused('InvalidChangeBatch', faults)
    : { ok: true, sets: setsOf(draft) };
}

function refused(error: RefusedBatch['error'], messages: readonly string[]): RefusedBatch {
  return { ok: false, error, messages: [...new Set(messages)] };
}

function missingCheck({ action, set }: RecordChange, context: BatchContext): readonly string[] {
  const id = set.HealthCheckId;
  if (action === 'DELETE' || id === undefined || context.healthCheckExists(id)) return [];
  return [`No health check exists with the specified ID ${id}.`];
}

function sizeFaults(changes: readonly RecordChange[]): readonly string[] {
  const size = batchSize(changes);
  const faults: string[] = [];
  if (size.elements > MAX_BATCH_ELEMENTS) {
    faults.push(`Number of records limit of ${MAX_BATCH_ELEMENTS} exceeded.`);
  }
  if (size.valueCharacters > MAX_BATCH_VALUE_CHARACTERS) {
    faults.push(`Number of characters limit of ${MAX_BATCH_VALUE_CHARACTERS} exceeded.`);
  }
  return faults;
}

/** A record set may be named once in a batch; the exception is DELETE followed by CREATE (API, "Change batches"). */
function repetitionFaults(changes: readonly RecordChange[]): readonly string[] {
  const lastAction = new Map<string, RecordChange['action']>();
  const faults: string[] = [];
  for (const { action, set } of changes) {
    const key = recordSetKey(set);
    const before = lastAction.get(key);
    const replaces = before === 'DELETE' && action === 'CREATE';
    if (before !== undefined && !replaces) faults.push(repeated(set));
    lastAction.set(key, action);
  }
  return faults;
}

function repeated(set: ResourceRecordSet): string {
  return `The request contains an invalid set of changes for a resource record set '${set.Type} ${dotted(set.Name)}'`;
}

/** Applies one change to the draft, or says why it cannot be. */
function applyChange(draft: ZoneDraft, { action, set }: RecordChange): readonly string[] {
  const current = standing(draft, set);
  switch (action) {
    case 'CREATE':
      if (current) return [`Tried to create ${listed(set)} but it already exists`];
      put(draft, set);
      return [];
    case 'UPSERT':
      put(draft, set);
      return [];
    case 'DELETE':
      if (!current) return [`Tried to delete ${listed(set)} but it was not found`];
      if (!isEqual(current, set)) {
        return [
          `Tried to delete ${listed(set)} but the values provided do not match the current values`,
        ];
      }
      remove(draft, set);
      return [];
  }
}

/** DELETE compares everything it is given, values in any order (API `Change`). */
function isEqual(current: ResourceRecordSet, given: ResourceRecordSet): boolean {
  const sameFields = (['TTL', 'Weight', 'Failover', 'HealthCheckId', 'Region'] as const).every(
    (field) => current[field] === given[field],
  );
  return sameFields && isSameAlias(current, given) && sortedValues(current) === sortedValues(given);
}

function isSameAlias(current: ResourceRecordSet, given: ResourceRecordSet): boolean {
  const [a, b] = [current.AliasTarget, given.AliasTarget];
  return (
    a?.DNSName === b?.DNSName &&
    a?.HostedZoneId === b?.HostedZoneId &&
    a?.EvaluateTargetHealth === b?.EvaluateTargetHealth
  );
}

/** `undefined` for an alias, which has no values. */
function sortedValues(set: ResourceRecordSet): string | undefined {
  return JSON.stringify(set.ResourceRecords?.map(({ Value }) => Value).sort());
}

/** The zone's own SOA and name servers may be edited, never taken away. */
function apexFaults(
  draft: ZoneDraft,
  changes: readonly RecordChange[],
  zoneName: string,
): readonly string[] {
  const gone = (type: 'SOA' | 'NS') =>
    groupAt(draft, zoneName, type).length === 0 &&
    changes.some(({ set }) => set.Type === type && set.Name === zoneName);
  return [
    ...(gone('SOA') ? ['A HostedZone must contain exactly one SOA record.'] : []),
    ...(gone('NS')
      ? ['A HostedZone must contain at least one NS record for the zone itself.']
      : []),
  ];
}

function listed(set: ResourceRecordSet): string {
  const identifier =
    set.SetIdentifier === undefined ? '' : `, set identifier='${set.SetIdentifier}'`;
  return `resource record set [name='${dotted(set.Name)}', type='${set.Type}'${identifier}]`;
}
