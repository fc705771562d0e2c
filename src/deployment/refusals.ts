/** Why a deployment is refused: asked by the deployment itself, and by a plan of it. */
import type { Configuration } from '../core/service.ts';
import type { Account } from './account.ts';
import type { Changes } from './changes.ts';
import { incidentFaults } from './open-incident.ts';
import { preflight } from './preflight.ts';

/** One sentence each; `allowed`: services whose open incident it may touch. */
export function refusals(
  configuration: Configuration,
  account: Account,
  changes: Changes,
  allowed: ReadonlySet<string>,
): readonly string[] {
  return [...preflight(configuration, account), ...incidentFaults(changes, account, allowed)];
}
