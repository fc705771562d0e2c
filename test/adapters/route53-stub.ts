/** As much of Route 53's REST and XML as the adapters speak, over a `Records` port of the simulated account. */
import { type Change, type ChangeAction, ChangeRefused, type Records } from '../../src/ports.ts';
import type { ResourceRecordSet } from '../../src/route53/record-set.ts';
import { type AwsAnswer, type AwsRequest, escaped, ok, unescaped, xmlError } from './aws-stub.ts';

/** Small, so that pages are followed. */
const SETS_PER_PAGE = 5;

export function route53Answer(records: Records) {
  return async ({ action, query, text }: AwsRequest): Promise<AwsAnswer> => {
    const [, kind, id = ''] = /2013-04-01\/(hostedzone|change)\/([^/]+)/.exec(action) ?? [];
    try {
      if (kind === 'change') return await getChange(records, id);
      if (action.startsWith('GET')) return await list(records, id, query);
      const changeId = await records.change(id, readChanges(text));
      return ok(xml('ChangeResourceRecordSetsResponse', changeInfo(changeId, 'PENDING')));
    } catch (error) {
      if (!(error instanceof ChangeRefused)) return xmlError('InternalFailure', 'it fails', 500);
      return xmlError('InvalidChangeBatch', `[${error.messages.join(', ')}]`);
    }
  };
}

async function getChange(records: Records, id: string): Promise<AwsAnswer> {
  const status = (await records.changeStatuses([id])).get(id);
  if (!status?.known) return xmlError('Throttling', 'Rate exceeded');
  return status.value === 'NoSuchChange'
    ? xmlError('NoSuchChange', 'unknown', 404)
    : ok(xml('GetChangeResponse', changeInfo(id, status.value)));
}

async function list(records: Records, zoneId: string, query: URLSearchParams): Promise<AwsAnswer> {
  const sets = (await records.list([zoneId])).get(zoneId);
  if (!sets?.known) return xmlError('NoSuchHostedZone', sets?.why ?? '', 404);
  const start = ['name', 'type', 'identifier'].map((field) => query.get(field) ?? '').join(' ');
  const at = start.trim() === '' ? 0 : sets.value.findIndex((set) => startOf(set) === start);
  const page = sets.value.slice(at, at + SETS_PER_PAGE).map(recordSetXml);
  const next = sets.value[at + SETS_PER_PAGE];
  const paging = next
    ? `<NextRecordName>${next.Name}.</NextRecordName><NextRecordType>${next.Type}</NextRecordType>${field('NextRecordIdentifier', next.SetIdentifier)}`
    : '';
  return ok(
    xml(
      'ListResourceRecordSetsResponse',
      `<ResourceRecordSets>${page.join('')}</ResourceRecordSets><IsTruncated>${next !== undefined}</IsTruncated>${paging}<MaxItems>${SETS_PER_PAGE}</MaxItems>`,
    ),
  );
}

function startOf({ Name, Type, SetIdentifier }: ResourceRecordSet): string {
  return `${Name}. ${Type} ${SetIdentifier ?? ''}`;
}

export function recordSetXml(set: ResourceRecordSet): string {
  const values = (set.ResourceRecords ?? []).map(
    ({ Value }) => `<ResourceRecord><Value>${escaped(Value)}</Value></ResourceRecord>`,
  );
  const alias = set.AliasTarget;
  return [
    '<ResourceRecordSet>',
    // As Route 53 does: capitals never, a dot at the end, an asterisk escaped.
    field('Name', `${set.Name.replace('*', '\\052')}.`),
    ...SCALARS.map((name) => field(name, set[name])),
    values.length > 0 ? `<ResourceRecords>${values.join('')}</ResourceRecords>` : '',
    alias
      ? `<AliasTarget>${field('HostedZoneId', alias.HostedZoneId)}${field('DNSName', `${alias.DNSName}.`)}${field('EvaluateTargetHealth', alias.EvaluateTargetHealth)}</AliasTarget>`
      : '',
    '</ResourceRecordSet>',
  ].join('');
}

const SCALARS = ['Type', 'SetIdentifier', 'Weight', 'Failover', 'TTL', 'HealthCheckId'] as const;

function field(name: string, value: unknown): string {
  return value === undefined ? '' : `<${name}>${escaped(String(value))}</${name}>`;
}

export function changeInfo(id: string, status: string): string {
  const at = '2026-11-24T00:00:00Z';
  return `<ChangeInfo><Id>/change/${id}</Id><Status>${status}</Status><SubmittedAt>${at}</SubmittedAt></ChangeInfo>`;
}

export function xml(root: string, content: string): string {
  const namespace = 'xmlns="https://route53.amazonaws.com/doc/2013-04-01/"';
  return `<?xml version="1.0"?>\n<${root} ${namespace}>${content}</${root}>`;
}

export function readChanges(text: string): Change[] {
  return all(text, 'Change').map((change) => ({
    action: (one(change, 'Action') ?? '') as ChangeAction,
    set: readSet(one(change, 'ResourceRecordSet') ?? ''),
  }));
}

function readSet(text: string): ResourceRecordSet {
  const weight = one(text, 'Weight');
  const ttl = one(text, 'TTL');
  const values = all(text, 'Value').map((Value) => ({ Value: unescaped(Value) }));
  const alias = one(text, 'AliasTarget');
  return {
    Name: one(text, 'Name') ?? '',
    ...textFields(text),
    ...(weight !== undefined && { Weight: Number(weight) }),
    ...(ttl !== undefined && { TTL: Number(ttl) }),
    ...(values.length > 0 && { ResourceRecords: values }),
    ...(alias !== undefined && {
      AliasTarget: {
        HostedZoneId: one(alias, 'HostedZoneId') ?? '',
        DNSName: one(alias, 'DNSName') ?? '',
        EvaluateTargetHealth: one(alias, 'EvaluateTargetHealth') === 'true',
      },
    }),
  } as Partial<ResourceRecordSet> as ResourceRecordSet;
}

function textFields(text: string): object {
  const names = ['Type', 'SetIdentifier', 'Failover', 'HealthCheckId'];
  const found = names.map((name) => [name, one(text, name)] as const);
  return Object.fromEntries(found.filter(([, value]) => value !== undefined));
}

function all(text: string, tag: string): string[] {
  return [...text.matchAll(new RegExp(`<${tag}>(.*?)</${tag}>`, 'gs'))].map(
    ([, inner = '']) => inner,
  );
}

function one(text: string, tag: string): string | undefined {
  return all(text, tag)[0];
}
