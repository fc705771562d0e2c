/** A plan's account for real, with the credentials that the AWS CLI would use. It only reads. */
import { readFile } from 'node:fs/promises';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { clientOptions } from '../adapters/client-options.ts';
import { functionDigest } from '../adapters/lambda-configuration.ts';
import type { Configuration } from '../core/service.ts';
import { archiveOf, digestOf } from '../deployment/archive.ts';
import { bundlePath } from '../deployment/bundle.ts';
import {
  type DeploymentPlan,
  type Digests,
  planDeployment,
} from '../deployment/plan-deployment.ts';
import { reachOf } from '../deployment/reach.ts';
import { readAccount } from '../deployment/read-account.ts';
import { FUNCTIONS, type FunctionId, functionName } from '../infrastructure/functions.ts';
import { bundleForLocal } from './local-bundles.ts';
import { readingFailure } from './reading-failure.ts';

/** Rejects with `ReadingError`. */
export async function planInAccount(configuration: Configuration): Promise<DeploymentPlan> {
  const next = await nextDigests(configuration);
  try {
    const reach = await reachOf(async (region) => clientOptions(region), configuration.homeRegion);
    const [account, running] = await Promise.all([
      readAccount(reach, configuration),
      runningDigests(configuration),
    ]);
    return planDeployment(configuration, account, { running, next });
  } catch (error) {
    throw readingFailure(error);
  }
}

/** Of what a deployment would upload: made anew, beside the project's own. */
async function nextDigests(configuration: Configuration): Promise<Digests> {
  await using bundles = await bundleForLocal(configuration);
  return digests(async (id) =>
    digestOf(await archiveOf(bundlePath(id), await readFile(bundles.bundleOf(id)))),
  );
}

function runningDigests({ stackName, homeRegion }: Configuration): Promise<Digests> {
  const client = new LambdaClient(clientOptions(homeRegion));
  return digests((id) => functionDigest(client, functionName(stackName, id)));
}

async function digests(of: (id: FunctionId) => Promise<string | undefined>): Promise<Digests> {
  const found = await Promise.all(FUNCTIONS.map(async (id) => [id, await of(id)] as const));
  return new Map(found.flatMap(([id, digest]) => (digest === undefined ? [] : [[id, digest]])));
}
