/** The stack in us-east-1, made after home, whose outputs it is given, and removed before it. */
import type { Configuration } from '../core/service.ts';
import type { CloudFormation, StackInput } from '../deployment/cloud-formation.ts';
import { EARS_REGION, earsStackName } from '../infrastructure/ears.ts';
import { buildWholeStacks } from '../infrastructure/stacks.ts';
import type { WholeTemplate } from '../infrastructure/template.ts';
import { untilChanged, untilRemoved, type Watch } from './stack-change.ts';
import type { TemplatePlace } from './template-place.ts';

interface Ears {
  readonly stacks: CloudFormation;
  readonly configuration: Configuration;
  /** Physical ids of home's resources, by logical id. */
  readonly homeIds: ReadonlyMap<string, string>;
  readonly place: TemplatePlace;
  readonly nowMs: number;
  readonly everyMs: number;
  readonly report: Watch['report'];
}

export async function deployEars(ears: Ears): Promise<'made' | 'changed' | 'unchanged'> {
  const { stacks, configuration, nowMs, everyMs, report } = ears;
  const stackName = earsStackName(configuration.stackName);
  const watch = { stackName, sinceMs: nowMs, everyMs, report };
  report(`${stackName} in ${EARS_REGION}`);
  const standing = await stacks.stack(stackName);
  // What is left of a first try that failed can only be removed.
  if (standing?.status === 'ROLLBACK_COMPLETE') {
    await stacks.remove(stackName);
    await untilRemoved(stacks, watch);
  }
  const input = await stackInput(ears, stackName);
  if (standing === undefined || standing.status === 'ROLLBACK_COMPLETE') {
    await stacks.create(input);
    await untilChanged(stacks, watch);
    return 'made';
  }
  if (!(await stacks.update(input))) return 'unchanged';
  await untilChanged(stacks, watch);
  return 'changed';
}

/** Does nothing when it is not there. */
export async function removeEars(
  stacks: CloudFormation,
  configuration: Configuration,
  { nowMs, everyMs, report }: Pick<Ears, 'nowMs' | 'everyMs' | 'report'>,
): Promise<void> {
  const stackName = earsStackName(configuration.stackName);
  if ((await stacks.stack(stackName)) === undefined) return;
  report(`Removing ${stackName} in ${EARS_REGION}`);
  await stacks.remove(stackName);
  await untilRemoved(stacks, { stackName, sinceMs: nowMs, everyMs, report });
}

async function stackInput(ears: Ears, StackName: string): Promise<StackInput> {
  const { home, ears: template } = buildWholeStacks(ears.configuration);
  return {
    StackName,
    ...(await ears.place(JSON.stringify(template))),
    Parameters: Object.keys(template.Parameters ?? {}).map((name) => ({
      ParameterKey: name,
      ParameterValue: outputOf(home, ears.homeIds, name),
    })),
    Tags: [{ Key: 'application', Value: 'switchback' }],
  };
}

/** Worked out as CloudFormation works it out: an output of home that ears is given is the id of a health check. */
function outputOf(
  { Outputs }: WholeTemplate,
  homeIds: ReadonlyMap<string, string>,
  name: string,
): string {
  const value = Outputs[name]?.Value;
  const id = typeof value === 'object' && 'Ref' in value ? homeIds.get(value.Ref) : undefined;
  if (id === undefined) throw new Error(`Home has no output ${name}, which ears needs.`);
  return id;
}
