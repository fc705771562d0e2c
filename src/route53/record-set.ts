/**
 * Record sets as the Route 53 API (2013-04-01) spells them. Names are settled at the edges: lower case, no
 * trailing dot. Fields that this model does not know are carried along unread.
 */

/** Record types that this model knows. */
export type RecordType =
  | 'A'
  | 'AAAA'
  | 'CNAME'
  | 'TXT'
  | 'MX'
  | 'NS'
  | 'SOA'
  | 'SRV'
  | 'CAA'
  | 'PTR';

/** What an alias points at: an AWS resource, or a name of the same zone. */
export interface AliasTarget {
  readonly HostedZoneId: string;
  readonly DNSName: string;
  readonly EvaluateTargetHealth: boolean;
}

/** One record set: with values, or an alias. */
export interface ResourceRecordSet {
  readonly Name: string;
  readonly Type: RecordType;
  readonly SetIdentifier?: string;
  /** 0–255. Present on every member of a weighted group, and only there. */
  readonly Weight?: number;
  readonly Failover?: 'PRIMARY' | 'SECONDARY';
  /** Seconds. Absent on an alias. */
  readonly TTL?: number;
  readonly ResourceRecords?: readonly { readonly Value: string }[];
  readonly AliasTarget?: AliasTarget;
  readonly HealthCheckId?: string;
  readonly [field: string]: unknown;
}

/** What makes a record set one of a kind in its zone: name, type and set identifier. */
export function recordSetKey(
  set: Pick<ResourceRecordSet, 'Name' | 'Type' | 'SetIdentifier'>,
): string {
  return `${set.Name} ${set.Type} ${set.SetIdentifier ?? ''}`;
}

/** One change of a batch, as ChangeResourceRecordSets takes it. */
export interface RecordChange {
  readonly action: 'CREATE' | 'UPSERT' | 'DELETE';
  readonly set: ResourceRecordSet;
}

/** A name as Route 53 spells it in its messages: with the trailing dot. */
export function dotted(name: string): string {
  return `${name}.`;
}
