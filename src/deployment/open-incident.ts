/** Whether a deployment would change what an incident leans on: the service's checks, alarms and records. */
import { isDeepStrictEqual } from 'node:util';
import { parseState } from '../core/parse-state.ts';
import { AT_REST, type ServiceState, sameWeights } from '../core/state.ts';
import { logicalIdsOf } from '../infrastructure/logical-ids.ts';
import type { WholeStacks } from '../infrastructure/stacks.ts';
import type { Account, DeployedTemplates } from './account.ts';
import type { DeployedResource, DeployedTemplate } from './cloud-formation.ts';
import { recordSetsOf } from './deployed-records.ts';

/** One sentence for each service with an incident that the deployment would touch. */
export function incidentFaults(
  next: WholeStacks,
  { deployed, states }: Account,
  allowed: ReadonlySet<string>,
): readonly string[] {
  return [...states].flatMap(([id, item]) => {
    const why = unrest(id, item);
    const touched = why === undefined || allowed.has(id) ? [] : touchedBy(id, deployed, next);
    if (touched.length === 0) return [];
    return [
      `${id}: ${why}, and this deployment would change ${touched.join(', ')}. ` +
        `End it first, or say that you mean it: --param allow=${id}`,
    ];
  });
}

/** Why a service had better be left alone; `undefined` when it is at rest. What cannot be read is not at rest. */
export function unrest(id: string, item: unknown): string | undefined {
  const parsed = parseState(id, item);
  if (!parsed.ok) return `its state cannot be read (${parsed.why})`;
  if (parsed.state.incident !== null) return `the incident ${parsed.state.incident.id} is open`;
  return isAtRest(parsed.state) ? undefined : 'its records or its hold switch are not at rest';
}

function isAtRest({ phase, records, holdSwitch }: ServiceState): boolean {
  const weightsAtRest = records === null || sameWeights(records.weights, AT_REST);
  return phase === 'OnPrimary' && holdSwitch.position === 'off' && weightsAtRest;
}

/** Logical ids of the service's resources that a deployment would make, change or take away. */
export function touchedBy(
  id: string,
  deployed: DeployedTemplates,
  next: WholeStacks,
): readonly string[] {
  const isOwn = logicalIdsOf(id);
  return (['home', 'ears'] as const).flatMap((stack) => {
    const before = deployed[stack].Resources;
    const after = (next[stack] as DeployedTemplate).Resources;
    const ids = new Set([...Object.keys(before), ...Object.keys(after)].filter(isOwn));
    return [...ids].filter((logicalId) => differs(before[logicalId], after[logicalId]));
  });
}

export function differs(
  before: DeployedResource | undefined,
  after: DeployedResource | undefined,
): boolean {
  return !isDeepStrictEqual(withoutWeights(before), withoutWeights(after));
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

/** Services that are deployed, whether services.yml still names them or not. */
export function deployedServices({ Resources }: DeployedTemplate): readonly string[] {
  return Object.values(Resources).flatMap(({ Type, Properties }) => {
    const dimensions = Type === 'AWS::CloudWatch::Alarm' ? Properties?.Dimensions : undefined;
    if (!Array.isArray(dimensions)) return [];
    const service = dimensions.find(({ Name }) => Name === 'Service')?.Value;
    return typeof service === 'string' ? [service] : [];
  });
}
