/** The alarm and the check that make the hold switch's metric count in Route 53. */
import { HOLD_METRIC } from '../core/names.ts';
import type { Configuration, Service } from '../core/service.ts';
import { healthCheckName, healthCheckResource } from './health-checks.ts';
import { logicalIds } from './logical-ids.ts';
import { alarmDescription } from './runbook.ts';
import { shortHash } from './short-hash.ts';
import {
  type AlarmProperties,
  type AlarmResource,
  RETAINED,
  type Resource,
  ref,
} from './template.ts';

/** By logical id. */
export function holdSwitchResources(
  configuration: Pick<Configuration, 'stackName' | 'homeRegion'>,
  service: Service,
): Readonly<Record<string, Resource>> {
  const { stackName, homeRegion } = configuration;
  const ids = logicalIds(service);
  return {
    [ids.holdAlarm]: holdAlarm(stackName, service),
    [ids.holdCheck]: healthCheckResource(healthCheckName(stackName, service, 'hold'), {
      Type: 'CLOUDWATCH_METRIC',
      AlarmIdentifier: { Region: homeRegion, Name: ref(ids.holdAlarm) },
      // A home that falls silent leaves the switch where it is.
      InsufficientDataHealthStatus: 'LastKnownStatus',
    }),
  };
}

/** Dimensions of the hold switch's metric. */
export function holdDimensions(stackName: string, service: Service) {
  return [
    { Name: 'Stack', Value: stackName },
    { Name: 'Service', Value: service.id },
  ] as const;
}

type HoldAlarmSettings = Omit<AlarmProperties, 'AlarmName' | 'AlarmDescription'>;

/** Standard resolution, no M-of-N, no percentile, no metric math: Route 53 follows nothing else. */
function holdAlarmSettings(stackName: string, service: Service): HoldAlarmSettings {
  return {
    Namespace: HOLD_METRIC.namespace,
    MetricName: HOLD_METRIC.name,
    Dimensions: holdDimensions(stackName, service),
    // A 1 wins over a 0 of the same minute.
    Statistic: 'Maximum',
    Period: 60,
    EvaluationPeriods: 1,
    Threshold: 1,
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    // As the hold check does with LastKnownStatus, so that the console agrees with Route 53.
    TreatMissingData: 'ignore',
  };
}

function holdAlarm(stackName: string, service: Service): AlarmResource {
  return {
    Type: 'AWS::CloudWatch::Alarm',
    // What Route 53 does with a check whose alarm is gone is not documented, and records outlive the stack.
    DeletionPolicy: RETAINED.DeletionPolicy,
    // Its name carries its settings: a replaced one is followed by no check any more.
    UpdateReplacePolicy: 'Delete',
    Properties: {
      AlarmName: holdAlarmName(stackName, service),
      AlarmDescription: alarmDescription(
        `Hold switch of ${service.id}: in alarm, traffic is held on the secondary.`,
        'Nothing is wrong by itself: it is how a hold works.',
        'hold',
      ),
      ...holdAlarmSettings(stackName, service),
    },
  };
}

/** Carries a hash of the settings: Route 53 copies them when a check is told a name, and never again. */
export function holdAlarmName(stackName: string, service: Service): string {
  const { Dimensions, ...settings } = holdAlarmSettings(stackName, service);
  const dimensions = Dimensions.flatMap(({ Name, Value }) => [Name, String(Value)]);
  return `${stackName}-${service.id}-hold-${shortHash([...Object.values(settings), ...dimensions])}`;
}
