/** What a deployment would change: the templates that follow from services.yml against those that are deployed. */
import type { Configuration } from '../core/service.ts';
import { logicalIdsOf } from '../infrastructure/logical-ids.ts';
import { buildWholeStacks } from '../infrastructure/stacks.ts';
import type { DeployedTemplates } from './account.ts';
import type { DeployedResource, DeployedTemplate } from './cloud-formation.ts';
import { withoutWeights } from './deployed-records.ts';
import { deployedServices } from './deployed-services.ts';
import { type Difference, differences } from './differences.ts';
import { nameOf, resourceName } from './resource-name.ts';

/** `replace`: made anew beside the old one, which then goes. `leave`: no longer managed, and left in the account. */
export type Act = 'add' | 'change' | 'replace' | 'remove' | 'leave';

export interface ResourceChange {
  readonly stack: 'home' | 'ears';
  readonly act: Act;
  readonly logicalId: string;
  /** As CloudFormation calls it, such as `AWS::CloudWatch::Alarm`. */
  readonly type: string;
  /** As the console shows it. */
  readonly name: string;
  /** Of `change` and `replace`. */
  readonly differences: readonly Difference[];
}

export interface ServiceChanges {
  readonly service: string;
  /** `leaving`: services.yml no longer names it. */
  readonly standing: 'new' | 'deployed' | 'leaving';
  readonly changes: readonly ResourceChange[];
}

export interface Changes {
  /** In the order of services.yml, then those that leave; a service that stays as it is has no changes. */
  readonly services: readonly ServiceChanges[];
  readonly shared: readonly ResourceChange[];
}

export function changesOf(configuration: Configuration, deployed: DeployedTemplates): Changes {
  const all = resourceChanges(configuration, deployed);
  const before = new Set(deployedServices(deployed.home));
  const next = configuration.services.map(({ id }) => id);
  const ids = new Set([...next, ...before]);
  const services = [...ids].map((service) => ({
    service,
    standing: standing(before.has(service), next.includes(service)),
    changes: all.filter(({ logicalId }) => logicalIdsOf(service)(logicalId)),
  }));
  const owned = new Set(services.flatMap(({ changes }) => changes));
  return { services, shared: all.filter((change) => !owned.has(change)) };
}

function standing(isDeployed: boolean, isNamed: boolean): ServiceChanges['standing'] {
  if (!isDeployed) return 'new';
  return isNamed ? 'deployed' : 'leaving';
}

function resourceChanges(
  configuration: Configuration,
  deployed: DeployedTemplates,
): readonly ResourceChange[] {
  const next = buildWholeStacks(configuration);
  return (['home', 'ears'] as const).flatMap((stack) => {
    const before = deployed[stack].Resources;
    const after = (next[stack] as DeployedTemplate).Resources;
    const ids = new Set([...Object.keys(after), ...Object.keys(before)]);
    return [...ids].flatMap((logicalId) => {
      const change = changeOf(logicalId, before[logicalId], after[logicalId]);
      return change === undefined ? [] : [{ stack, logicalId, ...change }];
    });
  });
}

type What = Omit<ResourceChange, 'stack' | 'logicalId'>;

function changeOf(
  logicalId: string,
  before: DeployedResource | undefined,
  after: DeployedResource | undefined,
): What | undefined {
  if (after === undefined) return before && goneChange(logicalId, before);
  const what = { type: after.Type, name: resourceName(logicalId, after) };
  if (before === undefined) return { ...what, act: 'add', differences: [] };
  const found = differences(withoutWeights(before), withoutWeights(after));
  if (found.length === 0) return undefined;
  // CloudFormation Template Reference: a resource's own name is never updated in place.
  const act = nameOf(before) === nameOf(after) ? 'change' : 'replace';
  return { ...what, act, differences: found };
}

function goneChange(logicalId: string, before: DeployedResource): What | undefined {
  if (FRAMEWORK_TYPES.has(before.Type)) return undefined;
  const act = before.DeletionPolicy?.startsWith('Retain') ? 'leave' : 'remove';
  return { act, type: before.Type, name: resourceName(logicalId, before), differences: [] };
}

/** What the framework adds to home by itself, so that no template of ours says anything of it. */
const FRAMEWORK_TYPES: ReadonlySet<string> = new Set([
  'AWS::Lambda::Function',
  'AWS::Logs::LogGroup',
  'AWS::S3::Bucket',
  'AWS::S3::BucketPolicy',
]);
