/**
 * Who notices that the whole home Region is silent: an alarm cannot watch a metric of another Region (CloudWatch User
 * Guide, "Cross-account cross-Region CloudWatch console"), but a health check can follow one, and its status is a metric
 * in us-east-1. No pass depends on us-east-1 for it.
 */
import type { Configuration } from '../core/service.ts';
import { heartbeatSettings } from './pass-alarms.ts';
import { LESS_THAN, type SelfAlarm, selfAlarm } from './self-alarm.ts';
import { deadLettersAlarm } from './self-alarms.ts';
import { shortHash } from './short-hash.ts';
import { type Parameter, type PlainResource, ref, type WholeOutput } from './template.ts';
import { EARS_SELF_TOPIC } from './topics.ts';

/** Home's output and ears' parameter. */
const HEARTBEAT_CHECK_ID = 'HeartbeatCheckId';
const DESCRIPTION = 'Check that follows the heartbeat of the passes';

/** In home, by logical id. No record leans on it, so it goes with the stack. */
export function farWatchInHome({
  stackName,
  homeRegion,
}: Configuration): Readonly<Record<string, PlainResource>> {
  return {
    [checkLogicalId(stackName)]: {
      Type: 'AWS::Route53::HealthCheck',
      Properties: {
        HealthCheckConfig: {
          Type: 'CLOUDWATCH_METRIC',
          AlarmIdentifier: { Region: homeRegion, Name: ref('HeartbeatAlarm') },
          // A Region that says nothing at all is what is looked for.
          InsufficientDataHealthStatus: 'Unhealthy',
        },
        HealthCheckTags: [{ Key: 'Name', Value: `${stackName}-heartbeat` }],
      },
    },
  };
}

/** Carries a hash of the alarm's settings: Route 53 copies them when a check is told a name, and never again. */
function checkLogicalId(stackName: string): string {
  const { Dimensions, ...settings } = heartbeatSettings(stackName);
  return `HeartbeatCheck${shortHash(Object.values(settings))}`;
}

export function farWatchOutputs({
  stackName,
}: Configuration): Readonly<Record<string, WholeOutput>> {
  const Value = ref(checkLogicalId(stackName));
  return { [HEARTBEAT_CHECK_ID]: { Value, Description: DESCRIPTION } };
}

export const FAR_WATCH_PARAMETERS: Readonly<Record<string, Parameter>> = {
  [HEARTBEAT_CHECK_ID]: { Type: 'String', Description: DESCRIPTION },
};

/** Alarms in ears, by logical id. */
export function earsSelfAlarmResources({
  stackName,
}: Configuration): Readonly<Record<string, PlainResource>> {
  return {
    HomeSilentAlarm: selfAlarm(stackName, EARS_SELF_TOPIC, HOME_SILENT),
    EarsDeadLettersAlarm: selfAlarm(
      stackName,
      EARS_SELF_TOPIC,
      deadLettersAlarm('ears-dead-letters'),
    ),
  };
}

const HOME_SILENT: SelfAlarm = {
  suffix: 'home-silent',
  means:
    "Seen from us-east-1, Switchback's home gives no sign of life: Route 53 still fails over, but nothing is held and nobody is told.",
  toDo: 'See whether users are where they should be; if not, do it by hand: docs/en/break-glass.md.',
  Namespace: 'AWS/Route53',
  MetricName: 'HealthCheckStatus',
  Dimensions: [{ Name: 'HealthCheckId', Value: ref(HEARTBEAT_CHECK_ID) }],
  // A single sign of life in a minute is one.
  Statistic: 'Maximum',
  Period: 60,
  EvaluationPeriods: 3,
  Threshold: 1,
  ...LESS_THAN,
  TreatMissingData: 'breaching',
};
