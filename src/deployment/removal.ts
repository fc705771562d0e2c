/** What stands in the way of removing both stacks, and what is left standing on purpose. */
import type { Account } from './account.ts';
import type { DeployedResource, DeployedTemplate } from './cloud-formation.ts';
import { recordSetsOf } from './deployed-records.ts';
import { unrest } from './open-incident.ts';

/** Services that would be left held, or half-way back, with nobody to bring them home. */
export function removalFaults(
  { states }: Pick<Account, 'states'>,
  allowed: ReadonlySet<string>,
): readonly string[] {
  return [...states].flatMap(([id, item]) => {
    const why = allowed.has(id) ? undefined : unrest(id, item);
    if (why === undefined) return [];
    return [`${id}: ${why}. End it first, or say that you mean it: --param allow=${id}`];
  });
}

/** One line each, for resources that removal keeps. */
export function keptResources(
  { Resources }: DeployedTemplate,
  physicalIds: ReadonlyMap<string, string>,
): readonly string[] {
  return Object.entries(Resources)
    .filter(([, { DeletionPolicy }]) => DeletionPolicy?.startsWith('Retain'))
    .map(([logicalId, resource]) => {
      const what = resource.Type.replace('AWS::', '').padEnd(24);
      return `${what}${recordNames(resource) ?? physicalIds.get(logicalId) ?? logicalId}`;
    });
}

/** A group of records has no name that a person could look for. */
function recordNames(resource: DeployedResource): string | undefined {
  const names = new Set(recordSetsOf(resource).map(({ Name }) => Name));
  return names.size === 0 ? undefined : [...names].join(', ');
}
