/** What the next deployment would change, and what would keep it from that. */
import type { Configuration } from '../core/service.ts';
import { EARS_REGION } from '../infrastructure/ears.ts';
import { FUNCTIONS, type FunctionId } from '../infrastructure/functions.ts';
import type { Account } from './account.ts';
import { type Changes, changesOf } from './changes.ts';
import { warnings } from './preflight.ts';
import { refusals } from './refusals.ts';

export interface DeploymentPlan {
  readonly stackName: string;
  readonly homeRegion: string;
  readonly earsRegion: string;
  readonly changes: Changes;
  /** Those that do not run what would be deployed. */
  readonly functions: readonly FunctionChange[];
  /** Resources and functions. */
  readonly pending: number;
  /** One sentence each: why a deployment would be refused as things are. */
  readonly refused: readonly string[];
  /** One sentence each: what does not stand in the way. */
  readonly warnings: readonly string[];
}

export interface FunctionChange {
  readonly id: FunctionId;
  /** `change`: another services.yml, or another Switchback, is what it runs. */
  readonly act: 'add' | 'change';
}

/** By function: the hash of the archive that it runs, or would run. One that is not there is missing. */
export type CodeHashes = ReadonlyMap<FunctionId, string>;

export function planDeployment(
  configuration: Configuration,
  account: Account,
  { running, next }: { readonly running: CodeHashes; readonly next: CodeHashes },
): DeploymentPlan {
  const { stackName, homeRegion } = configuration;
  const changes = changesOf(configuration, account.deployed);
  const functions = FUNCTIONS.filter((id) => running.get(id) !== next.get(id)).map((id) => ({
    id,
    act: running.has(id) ? ('change' as const) : ('add' as const),
  }));
  const resources = [...changes.services.flatMap((one) => one.changes), ...changes.shared];
  return {
    stackName,
    homeRegion,
    earsRegion: EARS_REGION,
    changes,
    functions,
    pending: resources.length + functions.length,
    refused: refusals(configuration, account, changes, new Set()),
    warnings: warnings(configuration, account),
  };
}
