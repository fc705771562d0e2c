/** Home as `serverless package` compiles it, ears as the plugin deploys it, and ways to ask them. */
import { loadConfiguration } from '../../src/config/load.ts';
import type { Statement } from '../../src/infrastructure/policy.ts';
import { buildWholeStacks } from '../../src/infrastructure/stacks.ts';
import type { Loose } from '../infrastructure/whole-stacks.ts';
import { type Packaged, packageProject } from '../plugin/packaged.ts';

export interface Compiled {
  readonly Resources: Readonly<Record<string, Loose>>;
  readonly Outputs: Readonly<Record<string, { readonly Description?: string }>>;
}

export interface Stacks {
  readonly packaged: Packaged;
  readonly home: Compiled;
  readonly ears: Compiled;
}

export async function compileStacks(): Promise<Stacks> {
  const packaged = await packageProject('UTC');
  const compiled = packaged.file('.serverless/cloudformation-template-update-stack.json');
  const { ears } = buildWholeStacks(loadConfiguration('services.yml'));
  return {
    packaged,
    home: JSON.parse(compiled.toString()),
    ears: JSON.parse(JSON.stringify(ears)),
  };
}

type Properties = Loose['Properties'];

/** Properties of every resource of that type. */
export function ofType(template: Compiled, type: string): readonly Properties[] {
  return Object.values(template.Resources)
    .filter((resource) => resource.Type === type)
    .map(({ Properties }) => Properties);
}

export function ofBoth({ home, ears }: Stacks, type: string): readonly Properties[] {
  return [...ofType(home, type), ...ofType(ears, type)];
}

/** What roles may do, whoever takes them on. */
export function roleStatements(stacks: Stacks): readonly Statement[] {
  const policies = ofBoth(stacks, 'AWS::IAM::Role').flatMap(({ Policies }) => Policies);
  return policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
}

const RESOURCE_POLICIES = [
  'AWS::SQS::QueuePolicy',
  'AWS::SNS::TopicPolicy',
  'AWS::Events::EventBusPolicy',
];

/** What queues, topics and buses let others do. */
export function resourceStatements(stacks: Stacks): readonly Statement[] {
  return RESOURCE_POLICIES.flatMap((type) => ofBoth(stacks, type)).flatMap(
    (one) => one.PolicyDocument?.Statement ?? [one.Statement],
  );
}

/** Alarms on that metric that tell somebody. */
export function alarmsOn(template: Compiled, namespace: string, metric: string) {
  return ofType(template, 'AWS::CloudWatch::Alarm').filter(
    ({ Namespace, MetricName, AlarmActions }) =>
      Namespace === namespace && MetricName === metric && AlarmActions?.length > 0,
  );
}

/** How long an alarm looks back. */
export function windowSeconds({ Period, EvaluationPeriods }: Properties): number {
  return Period * EvaluationPeriods;
}

export function isTlsOnly({ Effect, Principal, Condition }: Statement): boolean {
  const isWithoutTls = JSON.stringify(Condition) === '{"Bool":{"aws:SecureTransport":"false"}}';
  return Effect === 'Deny' && Principal === '*' && isWithoutTls;
}

export function logicalIdOf({ Resources }: Compiled, properties: unknown): string | undefined {
  return Object.keys(Resources).find((id) => Resources[id]?.Properties === properties);
}

/** Logical ids of topics, with the key that encrypts each. */
export function topicsOf({ Resources }: Compiled): readonly (readonly [string, unknown])[] {
  return Object.entries(Resources)
    .filter(([, { Type }]) => Type === 'AWS::SNS::Topic')
    .map(([id, { Properties }]) => [id, Properties.KmsMasterKeyId]);
}

export function topicStatements(template: Compiled, logicalId: string): readonly Statement[] {
  return ofType(template, 'AWS::SNS::TopicPolicy')
    .filter(({ Topics }) => Topics[0].Ref === logicalId)
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
}
