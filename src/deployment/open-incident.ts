/** Whether a deployment would change what an incident leans on: the service's checks, alarms and records. */
import { parseState } from '../core/parse-state.ts';
import { AT_REST, type ServiceState, sameWeights } from '../core/state.ts';
import type { Account } from './account.ts';
import type { Changes } from './changes.ts';

/** One sentence for each service with an incident that the deployment would touch. */
export function incidentFaults(
  { services }: Pick<Changes, 'services'>,
  { states }: Pick<Account, 'states'>,
  allowed: ReadonlySet<string>,
): readonly string[] {
  const touched = new Map(services.map(({ service, changes }) => [service, changes]));
  return [...states].flatMap(([id, item]) => {
    const why = unrest(id, item);
    const changes = touched.get(id) ?? [];
    if (why === undefined || allowed.has(id) || changes.length === 0) return [];
    return [
      `${id}: ${why}, and this deployment would change ${changes.map(({ logicalId }) => logicalId).join(', ')}. ` +
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
