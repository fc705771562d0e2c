/** Every permission on more than one named resource, and why AWS leaves no narrower one. */
import type { Statement } from './policy.ts';
import { sub, type Value } from './template.ts';

export interface Wildcard {
  readonly actions: readonly string[];
  readonly resource: Value;
  readonly why: string;
}

export type WildcardName = 'metrics' | 'alarms' | 'changes' | 'logStreams';

/** For a function with that log group. */
export function wildcards(logGroup: string): Readonly<Record<WildcardName, Wildcard>> {
  return {
    metrics: {
      actions: ['cloudwatch:PutMetricData'],
      resource: '*',
      why: 'CloudWatch has no resources for metrics; the condition cloudwatch:namespace leaves one namespace.',
    },
    alarms: {
      actions: ['cloudwatch:DescribeAlarms'],
      resource: '*',
      why: 'Composite alarms, which a guard may be, are answered to no narrower permission (API DescribeAlarms).',
    },
    changes: {
      actions: ['route53:GetChange'],
      resource: sub(`arn:\${AWS::Partition}:route53:::change/*`),
      why: 'Route 53 makes up the id of a change when the change is made.',
    },
    logStreams: {
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resource: sub(
        `arn:\${AWS::Partition}:logs:\${AWS::Region}:\${AWS::AccountId}:log-group:${logGroup}:*`,
      ),
      why: "Lambda makes up the names of the streams; the group is the function's own.",
    },
  };
}

export function allow(
  { actions, resource }: Wildcard,
  condition?: Statement['Condition'],
): Statement {
  return {
    Effect: 'Allow',
    Action: actions,
    Resource: resource,
    ...(condition && { Condition: condition }),
  };
}
