/** The small stack in us-east-1, the only Region that has Route 53's metrics: alarms on them, and a rule. */
import { sideAlarmName } from '../core/names.ts';
import { type Configuration, type Service, SIDES, type Side } from '../core/service.ts';
import { ALARM_RULE, DEAD_LETTERS, logicalIds } from './logical-ids.ts';
import { merged } from './merged.ts';
import { alarmDescription } from './runbook.ts';
import {
  type AlarmResource,
  arnOf,
  type EventRuleResource,
  type Parameter,
  type Resource,
  ref,
  sub,
  type Template,
} from './template.ts';
import { alarmEvents, earsRoleArn, homeBusArn, WAKE_RETRY } from './wake-path.ts';

export const EARS_REGION = 'us-east-1';

export function earsStackName(stackName: string): string {
  return `${stackName}-ears`;
}

export function earsTemplate(configuration: Configuration): Template {
  const { stackName, services } = configuration;
  return {
    Parameters: merged(services.map(parameters)),
    Resources: merged<Resource>([
      sharedEarsResources(configuration),
      ...services.map((service) => earsResources(stackName, service)),
    ]),
    Outputs: {},
  };
}

/** By logical id: what one service has in ears. */
export function earsResources(
  stackName: string,
  service: Service,
): Readonly<Record<string, AlarmResource>> {
  return Object.fromEntries(
    SIDES.map((side) => [
      logicalIds(service)[side].healthAlarm,
      sideAlarm(stackName, service, side),
    ]),
  );
}

/** By logical id: what ears has for all services together. */
export function sharedEarsResources(
  configuration: Configuration,
): Readonly<Record<string, EventRuleResource>> {
  return { [ALARM_RULE]: alarmRule(configuration) };
}

function parameters(service: Service): Readonly<Record<string, Parameter>> {
  return Object.fromEntries(
    SIDES.map((side) => [
      logicalIds(service)[side].healthCheckId,
      { Type: 'String', Description: `Check that is the health of the ${side} of ${service.id}` },
    ]),
  );
}

function sideAlarm(stackName: string, service: Service, side: Side): AlarmResource {
  return {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: {
      AlarmName: sideAlarmName(stackName, service, side),
      AlarmDescription: alarmDescription(
        `The ${side} of ${service.id} is unhealthy to Route 53.`,
        'Read the message of Switchback: it says where users are.',
        `${side}-health`,
      ),
      Namespace: 'AWS/Route53',
      MetricName: 'HealthCheckStatus',
      Dimensions: [{ Name: 'HealthCheckId', Value: ref(logicalIds(service)[side].healthCheckId) }],
      Statistic: 'Minimum',
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: 'LessThanThreshold',
      // Silence becomes INSUFFICIENT_DATA, which is unknown.
      TreatMissingData: 'missing',
    },
  };
}

/** By prefix, since a pattern of 2,048 characters holds eleven ARNs; who receives the event matches exactly. */
function alarmRule({ stackName, homeRegion }: Configuration): EventRuleResource {
  return {
    Type: 'AWS::Events::Rule',
    Properties: {
      Name: `${stackName}-alarm-state-change`,
      Description: 'State changes of the alarms on Route 53 health checks.',
      EventPattern: alarmEvents(stackName),
      State: 'ENABLED',
      Targets: [
        {
          Id: 'home',
          Arn: sub(homeBusArn(stackName, homeRegion)),
          RoleArn: sub(earsRoleArn(stackName)),
          RetryPolicy: WAKE_RETRY,
          DeadLetterConfig: { Arn: arnOf(DEAD_LETTERS) },
        },
      ],
    },
  };
}
