/** The part of CloudFormation that Switchback's resources need, with properties as CloudFormation spells them. */
import type {
  AlarmHealthCheck,
  CalculatedHealthCheck,
  EndpointHealthCheck,
} from '../route53/health-check.ts';
import type { AliasTarget, RecordType } from '../route53/record-set.ts';

/** `Ref`: a parameter's value, a health check's id, an alarm's name. */
export interface Ref {
  readonly Ref: string;
}

export function ref(logicalId: string): Ref {
  return { Ref: logicalId };
}

/** `Fn::GetAtt`: an attribute of a resource of the same template, such as its ARN. */
export interface GetAtt {
  readonly 'Fn::GetAtt': readonly [string, string];
}

export function arnOf(logicalId: string): GetAtt {
  return { 'Fn::GetAtt': [logicalId, 'Arn'] };
}

/** `Fn::Sub`: text with what CloudFormation knows of account, Region and partition put in. */
export interface Sub {
  readonly 'Fn::Sub': string;
}

export function sub(text: string): Sub {
  return { 'Fn::Sub': text };
}

/** Text, or what becomes text when the stack is made. */
export type Value = string | Ref | GetAtt | Sub;

export interface Template {
  readonly Parameters?: Readonly<Record<string, Parameter>>;
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs: Readonly<Record<string, Output>>;
}

export interface Parameter {
  readonly Type: 'String';
  readonly Description: string;
}

export interface Output {
  readonly Value: Ref;
  readonly Description: string;
}

export type Resource =
  | HealthCheckResource
  | AlarmResource
  | RecordSetGroupResource
  | EventRuleResource;

export interface Retained {
  readonly DeletionPolicy: 'Retain' | 'RetainExceptOnCreate';
  readonly UpdateReplacePolicy: 'Retain';
}

/**
 * On whatever a live record leans on, so that neither removal nor replacement takes it away. What a failed deployment
 * has just made goes again: plain `Retain` would keep it, and it would be in the way of the next try.
 */
export const RETAINED: Retained = {
  DeletionPolicy: 'RetainExceptOnCreate',
  UpdateReplacePolicy: 'Retain',
};

export interface HealthCheckResource extends Retained {
  readonly Type: 'AWS::Route53::HealthCheck';
  readonly Properties: {
    readonly HealthCheckConfig: TemplateHealthCheckConfig;
    readonly HealthCheckTags: readonly Tag[];
  };
}

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

/** `HealthCheckConfig` whose children and alarm are references into the same template. */
export type TemplateHealthCheckConfig =
  | EndpointHealthCheck
  | TemplateCalculatedHealthCheck
  | TemplateAlarmHealthCheck;

export type TemplateCalculatedHealthCheck = Omit<CalculatedHealthCheck, 'ChildHealthChecks'> & {
  readonly ChildHealthChecks: readonly Ref[];
};

export type TemplateAlarmHealthCheck = Omit<AlarmHealthCheck, 'AlarmIdentifier'> & {
  /** The name is text for a user's own alarm, a reference for one of this template's. */
  readonly AlarmIdentifier: { readonly Region: string; readonly Name: string | Ref };
};

export interface AlarmResource {
  readonly Type: 'AWS::CloudWatch::Alarm';
  readonly DeletionPolicy?: Retained['DeletionPolicy'];
  readonly UpdateReplacePolicy?: 'Delete';
  readonly Properties: AlarmProperties;
}

export interface AlarmProperties {
  readonly AlarmName: string;
  readonly AlarmDescription: string;
  readonly Namespace: string;
  readonly MetricName: string;
  readonly Dimensions: readonly { readonly Name: string; readonly Value: string | Ref }[];
  readonly Statistic: 'Minimum' | 'Maximum';
  /** Seconds. */
  readonly Period: number;
  readonly EvaluationPeriods: number;
  readonly Threshold: number;
  readonly ComparisonOperator: 'GreaterThanOrEqualToThreshold' | 'LessThanThreshold';
  readonly TreatMissingData: 'ignore' | 'missing';
}

export interface RecordSetGroupResource extends Retained {
  readonly Type: 'AWS::Route53::RecordSetGroup';
  readonly Properties: {
    readonly HostedZoneId: string;
    readonly RecordSets: readonly TemplateRecordSet[];
  };
}

/** A record set as CloudFormation takes it: unlike in the API, values are plain texts and the TTL is one too. */
export interface TemplateRecordSet {
  readonly Name: string;
  readonly Type: RecordType;
  readonly SetIdentifier: string;
  readonly Weight?: number;
  readonly Failover?: 'PRIMARY' | 'SECONDARY';
  /** Seconds, in decimal digits. Absent on an alias. */
  readonly TTL?: string;
  readonly ResourceRecords?: readonly string[];
  readonly AliasTarget?: AliasTarget;
  readonly HealthCheckId?: Ref;
}

export interface EventRuleResource {
  readonly Type: 'AWS::Events::Rule';
  readonly Properties: {
    readonly Name: string;
    readonly Description: string;
    readonly EventPattern: {
      readonly source: readonly string[];
      readonly 'detail-type': readonly string[];
      readonly detail: { readonly alarmName: readonly { readonly prefix: string }[] };
    };
    readonly State: 'ENABLED';
    readonly Targets: readonly RuleTarget[];
  };
}

export interface RuleTarget {
  readonly Id: string;
  readonly Arn: Value;
  /** Needed for a target that is a bus. */
  readonly RoleArn?: Value;
  readonly RetryPolicy: {
    readonly MaximumEventAgeInSeconds: number;
    readonly MaximumRetryAttempts: number;
  };
  readonly DeadLetterConfig: { readonly Arn: Value };
}

/** A resource whose properties nobody but CloudFormation reads. */
export interface PlainResource extends Partial<Retained> {
  readonly Type: `AWS::${string}::${string}`;
  readonly Properties: Readonly<Record<string, unknown>>;
}

/** A whole stack, with everything that Switchback itself needs beside the services' resources. */
export interface WholeTemplate {
  readonly Parameters?: Readonly<Record<string, Parameter>>;
  readonly Resources: Readonly<Record<string, Resource | PlainResource>>;
  readonly Outputs: Readonly<Record<string, WholeOutput>>;
}

export interface WholeOutput {
  readonly Value: Value;
  readonly Description: string;
}
