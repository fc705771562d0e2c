/** Record sets between the API's XML and the model. */
import { isIPv4, isIPv6 } from 'node:net';
import { settledName } from '../../../adapters/route53-names.ts';
import type { Change } from '../../../ports.ts';
import type { AliasTarget, RecordType, ResourceRecordSet } from '../../../route53/record-set.ts';
import { ApiError } from '../api-error.ts';
import type { XmlElement } from '../xml-reader.ts';
import { node, nodes, type XmlNode } from '../xml-writer.ts';
import { spelled } from './names.ts';
import { Fields, malformed, members } from './request-xml.ts';

const SERVED_TYPES: ReadonlySet<string> = new Set<RecordType>([
  'A',
  'AAAA',
  'CNAME',
  'TXT',
  'MX',
  'NS',
  'SOA',
  'SRV',
  'CAA',
  'PTR',
]);

/** Routing that the model does not answer: refused here, before a name server has to. */
const UNSERVED = [
  'Region',
  'GeoLocation',
  'MultiValueAnswer',
  'TrafficPolicyInstanceId',
  'CidrRoutingConfig',
  'GeoProximityLocation',
] as const;

const FIELDS = [
  'Name',
  'Type',
  'SetIdentifier',
  'Weight',
  'Failover',
  'TTL',
  'ResourceRecords',
  'AliasTarget',
  'HealthCheckId',
  ...UNSERVED,
] as const;

const MAX_TTL_SECONDS = 2_147_483_647;

/** The changes of a ChangeBatch. */
export function readChanges(batch: XmlElement): readonly Change[] {
  const fields = new Fields(batch, ['Comment', 'Changes']);
  const changes = members(fields.requiredElement('Changes'), 'Change');
  if (changes.length === 0) throw malformed('Changes needs at least one Change');
  return changes.map(readChange);
}

function readChange(element: XmlElement): Change {
  const fields = new Fields(element, ['Action', 'ResourceRecordSet']);
  const action = fields.required('Action');
  if (action !== 'CREATE' && action !== 'UPSERT' && action !== 'DELETE') {
    throw new ApiError(
      'InvalidInput',
      `Invalid XML ; Value '${action}' is not facet-valid with respect to enumeration '[CREATE, DELETE, UPSERT]'.`,
    );
  }
  return { action, set: readRecordSet(fields.requiredElement('ResourceRecordSet')) };
}

function readRecordSet(element: XmlElement): ResourceRecordSet {
  const fields = new Fields(element, FIELDS);
  const unserved = UNSERVED.find((name) => fields.has(name));
  if (unserved !== undefined) {
    throw new ApiError(
      'InvalidInput',
      `The local Route 53 answers simple, weighted and failover records only, not those with ${unserved}.`,
    );
  }
  const type = fields.required('Type');
  if (!SERVED_TYPES.has(type)) {
    throw new ApiError(
      'InvalidInput',
      `The local Route 53 serves no records of type ${type}, only ${[...SERVED_TYPES].join(', ')}.`,
    );
  }
  const set = { Name: settledName(fields.required('Name')), Type: type as RecordType };
  return present({ ...set, ...routingOf(fields), ...dataOf(fields, set.Type) });
}

function routingOf(fields: Fields) {
  const failover = fields.text('Failover');
  if (failover !== undefined && failover !== 'PRIMARY' && failover !== 'SECONDARY') {
    throw new ApiError(
      'InvalidInput',
      `Invalid XML ; Value '${failover}' is not facet-valid with respect to enumeration '[PRIMARY, SECONDARY]'.`,
    );
  }
  return {
    SetIdentifier: fields.text('SetIdentifier'),
    Weight: fields.integer('Weight'),
    Failover: failover,
  };
}

function dataOf(fields: Fields, type: RecordType) {
  const ttl = fields.integer('TTL');
  if (ttl !== undefined && (ttl < 0 || ttl > MAX_TTL_SECONDS)) {
    throw new ApiError('InvalidInput', `The TTL ${ttl} is not between 0 and ${MAX_TTL_SECONDS}.`);
  }
  const records = fields.element('ResourceRecords');
  const alias = fields.element('AliasTarget');
  return {
    TTL: ttl,
    ResourceRecords:
      records &&
      members(records, 'ResourceRecord').map((record) => ({
        Value: goodValue(type, new Fields(record, ['Value']).required('Value')),
      })),
    AliasTarget: alias && readAlias(alias),
    HealthCheckId: fields.text('HealthCheckId'),
  };
}

function readAlias(element: XmlElement): AliasTarget {
  const fields = new Fields(element, ['HostedZoneId', 'DNSName', 'EvaluateTargetHealth']);
  const evaluates = fields.boolean('EvaluateTargetHealth');
  if (evaluates === undefined) throw malformed('AliasTarget needs EvaluateTargetHealth');
  return {
    HostedZoneId: fields.required('HostedZoneId'),
    DNSName: settledName(fields.required('DNSName')),
    EvaluateTargetHealth: evaluates,
  };
}

function goodValue(type: RecordType, value: string): string {
  if (type === 'A' && !isIPv4(value)) {
    throw badValue('ARRDATAIllegalIPv4Address (Value is not a valid IPv4 address)', value);
  }
  if (type === 'AAAA' && !isIPv6(value)) {
    throw badValue('AAAARRDATAIllegalIPv6Address (Value is not a valid IPv6 address)', value);
  }
  return value;
}

function badValue(problem: string, value: string): ApiError {
  const message = `Invalid Resource Record: 'FATAL problem: ${problem} encountered with '${value}''`;
  return new ApiError('InvalidChangeBatch', `[${message}]`);
}

function present(set: Readonly<Record<string, unknown>>): ResourceRecordSet {
  const kept = Object.entries(set).filter(([, value]) => value !== undefined);
  return Object.fromEntries(kept) as unknown as ResourceRecordSet;
}

export function recordSetNode(set: ResourceRecordSet): XmlNode {
  const { AliasTarget: alias, ResourceRecords: records } = set;
  return node(
    'ResourceRecordSet',
    nodes({
      Name: spelled(set.Name),
      Type: set.Type,
      SetIdentifier: set.SetIdentifier,
      Weight: set.Weight,
      Failover: set.Failover,
      TTL: set.TTL,
      ResourceRecords:
        records && records.length > 0
          ? records.map(({ Value }) => node('ResourceRecord', nodes({ Value })))
          : undefined,
      AliasTarget:
        alias &&
        nodes({
          HostedZoneId: alias.HostedZoneId,
          DNSName: spelled(alias.DNSName),
          EvaluateTargetHealth: alias.EvaluateTargetHealth,
        }),
      HealthCheckId: set.HealthCheckId,
    }),
  );
}
