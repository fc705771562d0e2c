/** What the framework's commands do beside their own work; each function is one step of one command. */
import type { Configuration } from '../core/service.ts';
import type { Account } from '../deployment/account.ts';
import { changesOf } from '../deployment/changes.ts';
import type { DeployedResource } from '../deployment/cloud-formation.ts';
import { groupsWithKeptWeights } from '../deployment/keep-weights.ts';
import { warnings } from '../deployment/preflight.ts';
import { reachOf } from '../deployment/reach.ts';
import { type Reach, readAccount } from '../deployment/read-account.ts';
import { refusals } from '../deployment/refusals.ts';
import { keptResources, removalFaults } from '../deployment/removal.ts';
import { oldFences } from '../deployment/tidy.ts';
import { EARS_REGION, earsStackName } from '../infrastructure/ears.ts';
import { deployEars, removeEars } from './ears-stack.ts';
import { nextSteps } from './next-steps.ts';
import type { Osls, OslsOptions, OslsOutput } from './osls.ts';
import { Refusal } from './refusal.ts';
import { templatePlace } from './template-place.ts';

const EVERY_MS = 3000;

export interface Step {
  readonly osls: Osls;
  readonly options: OslsOptions;
  readonly output: OslsOutput;
  readonly configuration: Configuration;
}

/** Before anything is made: refuses what would fail or touch an incident, and keeps the weights that are live. */
export async function checkDeployment(step: Step): Promise<Account> {
  const { osls, options, output, configuration } = step;
  progress(step)('Looking at the account');
  const account = await lookAt(step);
  const changes = changesOf(configuration, account.deployed);
  const faults = refusals(configuration, account, changes, allowedServices(options));
  if (faults.length > 0) throw refusal(faults);
  for (const warning of warnings(configuration, account)) output.log.warning(warning);
  const template = osls.service.provider.compiledCloudFormationTemplate;
  if (template !== undefined) {
    const resources = template.Resources as Readonly<Record<string, DeployedResource>>;
    Object.assign(template.Resources, groupsWithKeptWeights(configuration, resources, account));
  }
  return account;
}

/** Once home is made. */
export async function finishDeployment(step: Step, account: Account): Promise<void> {
  const { osls, output, configuration } = step;
  const { stackName, homeRegion } = configuration;
  const provider = osls.getProvider('aws');
  const { homeStacks, earsStacks } = await reach(step);
  const how = await deployEars({
    stacks: earsStacks,
    configuration,
    homeIds: await homeStacks.physicalIds(stackName),
    place: templatePlace(provider, homeRegion),
    nowMs: Date.now(),
    everyMs: EVERY_MS,
    report: progress(step),
  });
  progressOf(step).remove();
  output.log.notice(`\n${earsStackName(stackName)} in ${EARS_REGION}: ${how}`);
  await tidyFences(step, account);
}

export function sayNextSteps({ output, configuration }: Step): void {
  output.log.notice(['', ...nextSteps(configuration), ''].join('\n'));
}

async function tidyFences(step: Step, { zones, states }: Account): Promise<void> {
  const { output, configuration } = step;
  const { records } = await reach(step);
  for (const service of configuration.services) {
    const inZone = zones.get(service.zone.id)?.records ?? [];
    const old = oldFences(service, inZone, states.get(service.id), Date.now());
    if (old.length === 0) continue;
    const deletions = old.map((set) => ({ action: 'DELETE' as const, set }));
    await records.change(service.zone.id, deletions);
    output.log.notice(`${service.id}: removed ${old.length} fences of changes long done`);
  }
}

/** Before home goes: ears goes, unless a service would be left in the middle of something. */
export async function beginRemoval(step: Step): Promise<readonly string[]> {
  const { options, configuration } = step;
  const { homeStacks, earsStacks } = await reach(step);
  const account = await lookAt(step);
  const faults = removalFaults(account, allowedServices(options));
  if (faults.length > 0) throw refusal(faults);
  const ids = await homeStacks.physicalIds(configuration.stackName);
  await removeEars(earsStacks, configuration, {
    nowMs: Date.now(),
    everyMs: EVERY_MS,
    report: progress(step),
  });
  progressOf(step).remove();
  return keptResources(account.deployed.home, ids);
}

export function sayKept({ output }: Step, lines: readonly string[]): void {
  if (lines.length === 0) return;
  output.log.notice(
    [
      '',
      'Kept, since users are served by it: delete it by hand when they no longer are.',
      ...lines,
      '',
    ].join('\n'),
  );
}

async function lookAt(step: Step): Promise<Account> {
  return readAccount(await reach(step), step.configuration);
}

/** With the credentials that the framework found. */
function reach({ osls, configuration }: Step): Promise<Reach> {
  const provider = osls.getProvider('aws');
  return reachOf((region) => provider.getAwsSdkV3Config({ region }), configuration.homeRegion);
}

/** `--param allow=shop`, as often as needed. */
export function allowedServices({ param = [] }: OslsOptions): ReadonlySet<string> {
  return new Set(param.flatMap((text) => /^allow=(.+)$/.exec(text)?.[1] ?? []));
}

function refusal(faults: readonly string[]): Refusal {
  return new Refusal([...faults, 'Nothing was made or changed.']);
}

function progressOf({ output }: Step) {
  return output.progress.get('switchback');
}

function progress(step: Step): (text: string) => void {
  return (text) => progressOf(step).notice(text);
}
