/** An alarm on Switchback itself, which tells when it begins and when it is over. */
import { alarmDescription } from './runbook.ts';
import { type PlainResource, ref, type Value } from './template.ts';

/** As CloudWatch spells them. Every datapoint of the window must breach; there is no M-of-N. */
export interface SelfAlarmSettings {
  readonly Namespace: string;
  readonly MetricName: string;
  readonly Dimensions: readonly { readonly Name: string; readonly Value: Value }[];
  readonly Statistic: 'Minimum' | 'Maximum' | 'Sum';
  /** Seconds. */
  readonly Period: number;
  readonly EvaluationPeriods: number;
  readonly Threshold: number;
  readonly ComparisonOperator: 'GreaterThanOrEqualToThreshold' | 'LessThanThreshold';
  /** `breaching` where silence is the fault, `ignore` where it says nothing, `notBreaching` where there is none without a fault. */
  readonly TreatMissingData: 'breaching' | 'ignore' | 'notBreaching';
}

export interface SelfAlarm extends SelfAlarmSettings {
  /** The alarm's name without the stack's, and its anchor in the runbook. */
  readonly suffix: string;
  /** A sentence each. */
  readonly means: string;
  readonly toDo: string;
}

export const AT_LEAST = { ComparisonOperator: 'GreaterThanOrEqualToThreshold' } as const;
export const LESS_THAN = { ComparisonOperator: 'LessThanThreshold' } as const;

export function selfAlarm(
  stackName: string,
  topicLogicalId: string,
  { suffix, means, toDo, ...settings }: SelfAlarm,
): PlainResource {
  const told = [ref(topicLogicalId)];
  return {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: {
      AlarmName: `${stackName}-${suffix}`,
      AlarmDescription: alarmDescription(means, toDo, suffix),
      ...settings,
      AlarmActions: told,
      OKActions: told,
    },
  };
}
