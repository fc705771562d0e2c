/** A plan's account for real, with the credentials that the AWS CLI would use. It only reads. */
import { readFile } from 'node:fs/promises';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { clientOptions } from '../adapters/client-options.ts';
import { functionCodeSha256 } from '../adapters/lambda-configuration.ts';
import type { Configuration } from '../core/service.ts';
import { archiveOf, codeSha256Of } from '../deployment/archive.ts';
import { bundlePath } from '../deployment/bundle.ts';
import {
  type CodeHashes,
  type DeploymentPlan,
  planDeployment,
} from '../deployment/plan-deployment.ts';
import { reachOf } from '../deployment/reach.ts';
import { readAccount } from '../deployment/read-account.ts';
import { FUNCTIONS, type FunctionId, functionName } from '../infrastructure/functions.ts';
import { readingFailure } from './reading-failure.ts';
import { bundleTemporarily } from './temporary-bundles.ts';

/** Rejects with `ReadingError`. */
export async function planInAccount(configuration: Configuration): Promise<DeploymentPlan> {
  const next = await nextCode(configuration);
  const [account, running] = await readAll(configuration).catch((cause: unknown) => {
    throw readingFailure(cause);
  });
  return planDeployment(configuration, account, { running, next });
}

async function readAll(configuration: Configuration) {
  const reach = await reachOf(async (region) => clientOptions(region), configuration.homeRegion);
  return Promise.all([readAccount(reach, configuration), runningCode(configuration)]);
}

/** Of what a deployment would upload: made anew, beside the project's own. */
async function nextCode(configuration: Configuration): Promise<CodeHashes> {
  await using bundles = await bundleTemporarily(configuration);
  return codeHashes(async (id) =>
    codeSha256Of(await archiveOf(bundlePath(id), await readFile(bundles.bundleOf(id)))),
  );
}

function runningCode({ stackName, homeRegion }: Configuration): Promise<CodeHashes> {
  const client = new LambdaClient(clientOptions(homeRegion));
  return codeHashes((id) => functionCodeSha256(client, functionName(stackName, id)));
}

async function codeHashes(
  of: (id: FunctionId) => Promise<string | undefined>,
): Promise<CodeHashes> {
  const found = await Promise.all(FUNCTIONS.map(async (id) => [id, await of(id)] as const));
  return new Map(found.flatMap(([id, hash]) => (hash === undefined ? [] : [[id, hash]])));
}
