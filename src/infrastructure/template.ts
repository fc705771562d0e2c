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

/** On whatever a live record leans on, so that neither removal nor replacement takes it away. */
export interface Retained {
  readonly DeletionPolicy: 'Retain';
  readonly UpdateReplacePolicy: 'Retain';
}

export const RETAINED: Retained = { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' };

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
  readonly DeletionPolicy?: 'Retain';
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
  };
}
