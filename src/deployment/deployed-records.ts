/** Record set groups of a deployed template, read with suspicion: somebody else may have deployed it. */
import type { TemplateRecordSet } from '../infrastructure/template.ts';
import { recordSetKey } from '../route53/record-set.ts';
import type { DeployedResource, DeployedTemplate } from './cloud-formation.ts';

export function recordSetsOf(resource: DeployedResource | undefined): readonly TemplateRecordSet[] {
  const sets = resource?.Properties?.RecordSets;
  return Array.isArray(sets) ? (sets as TemplateRecordSet[]) : [];
}

/** Weights are the operation's, not the template's. */
export function withoutWeights(resource: DeployedResource | undefined): unknown {
  if (resource?.Type !== 'AWS::Route53::RecordSetGroup') return resource;
  const RecordSets = recordSetsOf(resource).map(({ Weight, ...set }) => ({
    ...set,
    weighted: Weight !== undefined,
  }));
  return { ...resource, Properties: { ...resource.Properties, RecordSets } };
}

/** Keys of the record sets that the stack has made in a zone. */
export function ownRecordKeys(
  { Resources }: DeployedTemplate,
  zoneId: string,
): ReadonlySet<string> {
  const groups = Object.values(Resources).filter(
    ({ Type, Properties }) =>
      Type === 'AWS::Route53::RecordSetGroup' && Properties?.HostedZoneId === zoneId,
  );
  return new Set(groups.flatMap(recordSetsOf).map(recordSetKey));
}
