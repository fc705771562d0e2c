/**
 * What Route 53 refuses as `InvalidChangeBatch` about a record set in its zone. Texts are Route 53's own, as users
 * report them; the two marked "derived" are formed after its texts for other policies.
 */
import { dotted, type ResourceRecordSet } from './record-set.ts';
import { txtValueFault } from './txt-value.ts';
import { groupAt, isSameSet, setsAt, type ZoneDraft } from './zone-draft.ts';
import { liesIn, routingPolicy } from './zone-records.ts';

/** Route 53's messages about one record set that a batch leaves in the zone. */
export function zoneFaults(
  set: ResourceRecordSet,
  draft: ZoneDraft,
  zoneName: string,
): readonly string[] {
  const others = groupAt(draft, set.Name, set.Type).filter((other) => !isSameSet(other, set));
  return [
    nameFault(set, zoneName),
    ...txtFaults(set),
    conflictFault(set, setsAt(draft, set.Name), zoneName),
    policyFault(set, others),
    weightedTtlFault(set, others),
    rolesFault(set, others),
    primaryCheckFault(set),
    ...aliasFaults(set, draft, zoneName),
  ].filter((fault) => fault !== undefined);
}

function nameFault(set: ResourceRecordSet, zoneName: string): string | undefined {
  const [name, zone] = [dotted(set.Name), dotted(zoneName)];
  if (!liesIn(set.Name, zoneName)) {
    return `RRSet with DNS name ${name} is not permitted in zone ${zone}`;
  }
  return set.Type === 'CNAME' && set.Name === zoneName
    ? `RRSet of type CNAME with DNS name ${name} is not permitted at apex in zone ${zone}`
    : undefined;
}

function txtFaults(set: ResourceRecordSet): readonly (string | undefined)[] {
  if (set.Type !== 'TXT') return [];
  return (set.ResourceRecords ?? []).map(({ Value }) => txtValueFault(Value));
}

/** A CNAME stands alone at its name. */
function conflictFault(
  set: ResourceRecordSet,
  atName: readonly ResourceRecordSet[],
  zoneName: string,
): string | undefined {
  const conflicts = atName.some(
    (other) => other.Type !== set.Type && (other.Type === 'CNAME' || set.Type === 'CNAME'),
  );
  return conflicts
    ? `RRSet of type ${set.Type} with DNS name ${dotted(set.Name)} is not permitted as it conflicts with ` +
        `other records with the same DNS name in zone ${dotted(zoneName)}`
    : undefined;
}

/** A group has one routing policy. The text for failover is derived. */
function policyFault(
  set: ResourceRecordSet,
  others: readonly ResourceRecordSet[],
): string | undefined {
  const policy = routingPolicy(set);
  if (others.every((other) => routingPolicy(other) === policy)) return undefined;
  return policy === 'weighted' || policy === 'failover'
    ? `${described(set)} cannot be created as a non-${policy} set exists with the same name and type.`
    : `${described(set)} cannot be created as other RRSets exist with the same name and type.`;
}

function weightedTtlFault(
  set: ResourceRecordSet,
  others: readonly ResourceRecordSet[],
): string | undefined {
  if (set.Weight === undefined || set.TTL === undefined) return undefined;
  const differs = others.some((other) => other.TTL !== undefined && other.TTL !== set.TTL);
  return differs
    ? `${described(set)} cannot be created as weighted sets must contain the same TTL.`
    : undefined;
}

/** One primary and one secondary. The text is derived from the one for latency records. */
function rolesFault(
  set: ResourceRecordSet,
  others: readonly ResourceRecordSet[],
): string | undefined {
  const taken =
    set.Failover !== undefined && others.some((other) => other.Failover === set.Failover);
  return taken
    ? `${described(set)}, and Failover=${set.Failover} cannot be created because a failover RRSet with the ` +
        'same name, type and failover already exists.'
    : undefined;
}

function primaryCheckFault(set: ResourceRecordSet): string | undefined {
  const unchecked =
    set.Failover === 'PRIMARY' && set.AliasTarget === undefined && set.HealthCheckId === undefined;
  return unchecked
    ? 'A non-alias primary ResourceRecordSet must have an associated health check'
    : undefined;
}

/** An alias into its own zone needs a target of its own type there, and must not lead back to itself. */
function aliasFaults(
  set: ResourceRecordSet,
  draft: ZoneDraft,
  zoneName: string,
): readonly (string | undefined)[] {
  const target = set.AliasTarget;
  if (!target || !liesIn(target.DNSName, zoneName)) return [];
  if (groupAt(draft, target.DNSName, set.Type).length === 0) {
    return [
      `Tried to create an alias that targets ${dotted(target.DNSName)}, type ${set.Type} in zone ` +
        `${target.HostedZoneId}, but that target was not found`,
    ];
  }
  return [
    leadsBack(set, draft)
      ? `RRSet of type ${set.Type} with DNS name ${dotted(set.Name)} is not permitted as it creates a ` +
        'CNAME or alias loop in the zone.'
      : undefined,
  ];
}

/** Walks every alias ahead; the list grows while it is walked. */
function leadsBack(set: ResourceRecordSet, draft: ZoneDraft): boolean {
  const seen = new Set<string>();
  const ahead = [set];
  for (const { AliasTarget } of ahead) {
    if (!AliasTarget || seen.has(AliasTarget.DNSName)) continue;
    if (AliasTarget.DNSName === set.Name) return true;
    seen.add(AliasTarget.DNSName);
    ahead.push(...groupAt(draft, AliasTarget.DNSName, set.Type));
  }
  return false;
}

function described(set: ResourceRecordSet): string {
  const identifier = set.SetIdentifier === undefined ? '' : `, SetIdentifier ${set.SetIdentifier}`;
  return `RRSet with DNS name ${dotted(set.Name)}, type ${set.Type}${identifier}`;
}
