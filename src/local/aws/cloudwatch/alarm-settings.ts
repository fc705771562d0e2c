/** Alarms between CloudWatch's API and the model. */
import { type AlarmSettings, whyNotFollowable } from '../../../route53/alarm-snapshot.ts';
import type { AlarmDescription } from '../../../world/alarm-states.ts';
import { localArn } from '../../account.ts';
import {
  dimensions,
  type Input,
  invalid,
  number,
  requiredNumber,
  requiredText,
  text,
} from './input.ts';

/** Members of PutMetricAlarm that are understood. */
export const ALARM_MEMBERS = [
  'AlarmName',
  'AlarmDescription',
  'ActionsEnabled',
  'Namespace',
  'MetricName',
  'Dimensions',
  'Statistic',
  'Period',
  'EvaluationPeriods',
  'DatapointsToAlarm',
  'Threshold',
  'ComparisonOperator',
  'TreatMissingData',
] as const;

const TREATMENTS = ['breaching', 'notBreaching', 'ignore', 'missing'];
/** API `PutMetricAlarm`: all periods together are at most a day. */
const LONGEST_EVALUATION_SECONDS = 86_400;

/** Throws `ValidationError` on an alarm that the local CloudWatch cannot evaluate. */
export function readAlarm(input: Input): AlarmSettings {
  const treatment = text(input, 'TreatMissingData');
  const datapoints = number(input, 'DatapointsToAlarm');
  const settings: AlarmSettings = {
    Namespace: requiredText(input, 'Namespace'),
    MetricName: requiredText(input, 'MetricName'),
    Dimensions: dimensions(input),
    Statistic: requiredText(input, 'Statistic'),
    Period: requiredNumber(input, 'Period'),
    EvaluationPeriods: requiredNumber(input, 'EvaluationPeriods'),
    Threshold: requiredNumber(input, 'Threshold'),
    ComparisonOperator: requiredText(input, 'ComparisonOperator'),
    ...(datapoints !== undefined && { DatapointsToAlarm: datapoints }),
    ...(treatment !== undefined && { TreatMissingData: treatment }),
  };
  const fault = faultOf(settings);
  if (fault !== undefined) throw invalid(fault);
  return settings;
}

function faultOf(settings: AlarmSettings): string | undefined {
  const { Period = 0, EvaluationPeriods = 0, DatapointsToAlarm, TreatMissingData } = settings;
  // Out of how many it alarms is the alarm's own affair, though a health check could not follow it.
  const { DatapointsToAlarm: _, ...rest } = settings;
  const why = whyNotFollowable(rest);
  if (why !== undefined) return `The local CloudWatch cannot evaluate this alarm: ${why}.`;
  if (Period % 60 !== 0 || !Number.isInteger(EvaluationPeriods)) {
    return 'Period must be a multiple of 60, EvaluationPeriods a whole number.';
  }
  if (Period * EvaluationPeriods > LONGEST_EVALUATION_SECONDS) {
    return `Metrics cannot be checked across more than a day (EvaluationPeriods * Period must be <= ${LONGEST_EVALUATION_SECONDS}).`;
  }
  if (DatapointsToAlarm !== undefined && !isPart(DatapointsToAlarm, EvaluationPeriods)) {
    return 'DatapointsToAlarm must be from 1 to EvaluationPeriods.';
  }
  return TreatMissingData === undefined || TREATMENTS.includes(TreatMissingData)
    ? undefined
    : `TreatMissingData is one of ${TREATMENTS.join(', ')}.`;
}

function isPart(part: number, whole: number): boolean {
  return Number.isInteger(part) && part >= 1 && part <= whole;
}

export function metricAlarm(alarm: AlarmDescription): object {
  const { region, name, settings, state, stateUpdatedAtMs, reason } = alarm;
  const updated = stateUpdatedAtMs / 1000;
  return {
    AlarmName: name,
    AlarmArn: localArn('cloudwatch', region, `alarm:${name}`),
    ActionsEnabled: false,
    OKActions: [],
    AlarmActions: [],
    InsufficientDataActions: [],
    StateValue: state,
    StateReason: reason,
    StateUpdatedTimestamp: updated,
    StateTransitionedTimestamp: updated,
    ...settings,
  };
}
