import type { Configuration } from '../../src/core/service.ts';
import { FUNCTIONS, partOf } from '../../src/infrastructure/functions.ts';
import type { Statement } from '../../src/infrastructure/policy.ts';
import { buildWholeStacks } from '../../src/infrastructure/stacks.ts';
import type { WholeTemplate } from '../../src/infrastructure/template.ts';
import { aConfiguration, aService } from '../builders/configuration.ts';

/** A resource of which a test asks whatever it likes. */
export interface Loose {
  readonly Type: string;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
  // biome-ignore lint/suspicious/noExplicitAny: expectations say what is there
  readonly Properties: any;
}

/** Two services in one zone and one in another, two subscriptions. */
export function threeServices(overrides: Partial<Configuration> = {}): Configuration {
  return aConfiguration({
    services: [
      aService(),
      aService({ id: 'api', names: ['api.example.com'] }),
      aService({
        id: 'mail',
        names: ['mail.example.net'],
        zone: { id: 'Z9999999999ABCDEFGHIJ', name: 'example.net' },
      }),
    ],
    subscriptions: [
      { protocol: 'email', endpoint: 'team@example.com' },
      { protocol: 'https', endpoint: 'https://pager.example.com/sns' },
    ],
    ...overrides,
  });
}

export function wholeStacks(configuration: Configuration = threeServices()) {
  return buildWholeStacks(configuration);
}

export function loose({ Resources }: WholeTemplate, logicalId: string): Loose {
  const found = Resources[logicalId] as unknown as Loose | undefined;
  if (found === undefined) throw new Error(`no ${logicalId}`);
  return found;
}

export function ofType(
  { Resources }: WholeTemplate,
  type: string,
): readonly (readonly [string, Loose])[] {
  const all = Object.entries(Resources) as unknown as (readonly [string, Loose])[];
  return all.filter(([, { Type }]) => Type === type);
}

/** What the framework adds to home. */
export const MADE_BY_THE_FRAMEWORK: readonly string[] = FUNCTIONS.map((id) =>
  partOf(id, 'LambdaFunction'),
);

/** Of the policies of roles, by the role's logical id. */
export function roleStatements(template: WholeTemplate): readonly (readonly [string, Statement])[] {
  return ofType(template, 'AWS::IAM::Role').flatMap(([id, { Properties }]) =>
    Properties.Policies[0].PolicyDocument.Statement.map(
      (statement: Statement) => [id, statement] as const,
    ),
  );
}

const RESOURCE_POLICIES = [
  'AWS::SQS::QueuePolicy',
  'AWS::SNS::TopicPolicy',
  'AWS::Events::EventBusPolicy',
];

/** Of the policies of queues, topics and buses, by the policy's logical id. */
export function resourceStatements(
  template: WholeTemplate,
): readonly (readonly [string, Statement])[] {
  return RESOURCE_POLICIES.flatMap((type) => ofType(template, type)).flatMap(
    ([id, { Properties }]) => {
      const statements: Statement[] = Properties.PolicyDocument?.Statement ?? [
        Properties.Statement,
      ];
      return statements.map((statement) => [id, statement] as const);
    },
  );
}
