/** Keeps a deployment from moving traffic: weights in the template are those that are already in the zone. */
import { isDeepStrictEqual } from 'node:util';
import { indexZone, readRecords } from '../core/read-records.ts';
import type { Configuration, Service, Side } from '../core/service.ts';
import type { Weights } from '../core/state.ts';
import { logicalIds } from '../infrastructure/logical-ids.ts';
import type { TemplateRecordSet } from '../infrastructure/template.ts';
import type { Account } from './account.ts';
import type { DeployedResource } from './cloud-formation.ts';
import { recordSetsOf, withoutWeights } from './deployed-records.ts';

/** The groups of home that a deployment must carry with other weights than at rest, by logical id. */
export function groupsWithKeptWeights(
  { services }: Configuration,
  next: Readonly<Record<string, DeployedResource>>,
  account: Account,
): Readonly<Record<string, DeployedResource>> {
  return Object.fromEntries(
    services
      .filter(({ routing }) => routing === 'weighted')
      .flatMap((service) => {
        const { records } = logicalIds(service);
        const group = next[records];
        return group ? [[records, keepWeights(service, group, account)]] : [];
      }),
  );
}

/**
 * A group that is otherwise as deployed stays as deployed, weights too: CloudFormation then leaves the records alone,
 * and a hold that begins meanwhile cannot be overwritten.
 */
function keepWeights(
  service: Service,
  group: DeployedResource,
  { deployed, zones }: Account,
): DeployedResource {
  const before = deployed.home.Resources[logicalIds(service).records];
  const isSame = isDeepStrictEqual(withoutWeights(before), withoutWeights(group));
  if (before !== undefined && isSame) return before;
  const zone = zones.get(service.zone.id);
  const live = zone && readRecords(service, indexZone(zone.records)).weights;
  return live ? withWeights(group, live) : group;
}

function withWeights(group: DeployedResource, weights: Weights): DeployedResource {
  const RecordSets = recordSetsOf(group).map((set) => weighted(set, weights));
  return { ...group, Properties: { ...group.Properties, RecordSets } };
}

function weighted(set: TemplateRecordSet, weights: Weights): TemplateRecordSet {
  if (set.Weight === undefined) return set;
  return { ...set, Weight: weights[set.SetIdentifier as Side] };
}
