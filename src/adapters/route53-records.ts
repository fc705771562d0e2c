/** Record sets by Route 53's control plane. Every answer is checked, since the SDK resolves a 200 with rubbish in it. */
import {
  type Change as ApiChange,
  type ResourceRecordSet as ApiRecordSet,
  ChangeResourceRecordSetsCommand,
  GetChangeCommand,
  ListResourceRecordSetsCommand,
  type ListResourceRecordSetsCommandOutput,
  type Route53Client,
} from '@aws-sdk/client-route-53';
import { known, type Reading, unknown } from '../core/reading.ts';
import type { Change, ChangeStatus, Records } from '../ports.ts';
import type { ResourceRecordSet } from '../route53/record-set.ts';
import { awsCall } from './aws-call.ts';
import { AwsError, isNamed, senselessAnswer } from './aws-error.ts';
import { inParallel } from './in-parallel.ts';
import { settledName } from './route53-names.ts';
import { changeRefused } from './route53-refusal.ts';

const LIST = 'route53:ListResourceRecordSets';
const CHANGE = 'route53:ChangeResourceRecordSets';
const GET_CHANGE = 'route53:GetChange';

const SETS_PER_PAGE = 300;
/** Three times what a zone holds unless AWS has raised its quota; whoever pages further pages in circles. */
const MOST_PAGES = 100;
/** The account's bucket refills by ten a second, and is shared with everybody else. */
const CALLS_AT_ONCE = 5;

export function route53Records({ client }: { readonly client: Route53Client }): Records {
  return {
    list: async (zoneIds) => {
      const zones = await inParallel(zoneIds, CALLS_AT_ONCE, (id) =>
        reading(async () => known(await listZone(client, id))),
      );
      return new Map(zoneIds.map((id, at) => [id, zones[at] ?? unknown('not listed')]));
    },
    change: (zoneId, changes) => change(client, zoneId, changes),
    changeStatuses: async (ids) => {
      const statuses = await inParallel(ids, CALLS_AT_ONCE, (id) =>
        reading(() => changeStatus(client, id)),
      );
      return new Map(ids.map((id, at) => [id, statuses[at] ?? unknown('not asked')]));
    },
  };
}

async function reading<T>(read: () => Promise<Reading<T>>): Promise<Reading<T>> {
  try {
    return await read();
  } catch (error) {
    return unknown(error instanceof Error ? error.message : String(error));
  }
}

async function listZone(
  client: Route53Client,
  zoneId: string,
): Promise<readonly ResourceRecordSet[]> {
  const sets: ResourceRecordSet[] = [];
  let start: object = {};
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const command = new ListResourceRecordSetsCommand({
      HostedZoneId: zoneId,
      MaxItems: SETS_PER_PAGE,
      ...start,
    });
    const answer = await awsCall(LIST, (options) => client.send(command, options));
    sets.push(...readPage(answer));
    if (!answer.IsTruncated) return sets;
    start = nextPage(answer);
  }
  throw new AwsError(LIST, `the zone has more than ${MOST_PAGES} pages`);
}

function readPage({
  ResourceRecordSets,
  IsTruncated,
}: ListResourceRecordSetsCommandOutput): readonly ResourceRecordSet[] {
  if (ResourceRecordSets === undefined) throw senselessAnswer(LIST, 'ResourceRecordSets');
  if (typeof IsTruncated !== 'boolean') throw senselessAnswer(LIST, 'IsTruncated');
  return ResourceRecordSets.map(settled);
}

function nextPage(answer: ListResourceRecordSetsCommandOutput) {
  const { NextRecordName, NextRecordType, NextRecordIdentifier } = answer;
  if (!NextRecordName || !NextRecordType) throw senselessAnswer(LIST, 'next record');
  return {
    StartRecordName: NextRecordName,
    StartRecordType: NextRecordType,
    ...(NextRecordIdentifier !== undefined && { StartRecordIdentifier: NextRecordIdentifier }),
  };
}

/** Everything else is kept as read, whether this model knows it or not, since it is written back so. */
function settled(set: ApiRecordSet): ResourceRecordSet {
  if (!set.Name || !set.Type) throw senselessAnswer(LIST, 'name or type of a record set');
  const { AliasTarget: alias } = set;
  return {
    ...set,
    Name: settledName(set.Name),
    ...(alias && { AliasTarget: { ...alias, DNSName: settledName(alias.DNSName ?? '') } }),
  } as ResourceRecordSet;
}

async function change(
  client: Route53Client,
  zoneId: string,
  changes: readonly Change[],
): Promise<string> {
  const command = new ChangeResourceRecordSetsCommand({
    HostedZoneId: zoneId,
    ChangeBatch: { Changes: changes.map(apiChange) },
  });
  const { ChangeInfo } = await awsCall(CHANGE, (options) => client.send(command, options)).catch(
    (error: unknown) => {
      throw changeRefused(error instanceof AwsError ? error.cause : error) ?? error;
    },
  );
  if (!ChangeInfo?.Id) throw senselessAnswer(CHANGE, 'ChangeInfo.Id');
  return ChangeInfo.Id.replace(/^\/change\//, '');
}

function apiChange({ action, set }: Change): ApiChange {
  return { Action: action, ResourceRecordSet: set as unknown as ApiRecordSet };
}

async function changeStatus(client: Route53Client, id: string): Promise<Reading<ChangeStatus>> {
  const command = new GetChangeCommand({ Id: id });
  try {
    const { ChangeInfo } = await awsCall(GET_CHANGE, (options) => client.send(command, options));
    const status = ChangeInfo?.Status;
    if (status === 'PENDING' || status === 'INSYNC') return known(status);
    throw senselessAnswer(GET_CHANGE, 'ChangeInfo.Status');
  } catch (error) {
    if (error instanceof AwsError && isNamed(error.cause, 'NoSuchChange')) {
      return known('NoSuchChange');
    }
    throw error;
  }
}
