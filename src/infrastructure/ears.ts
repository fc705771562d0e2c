/** The small stack in us-east-1, the only Region that has Route 53's metrics: alarms on them, and a rule. */
import { sideAlarmName } from '../core/names.ts';
import { type Configuration, type Service, SIDES, type Side } from '../core/service.ts';
import { ALARM_RULE, logicalIds } from './logical-ids.ts';
import { merged } from './merged.ts';
import {
  type AlarmResource,
  type EventRuleResource,
  type Parameter,
  type Resource,
  ref,
  type Template,
} from './template.ts';

export const EARS_REGION = 'us-east-1';

export function earsTemplate({ stackName, services }: Configuration): Template {
  return {
    Parameters: merged(services.map(parameters)),
    Resources: merged<Resource>([
      sharedEarsResources(stackName),
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
  stackName: string,
): Readonly<Record<string, EventRuleResource>> {
  return { [ALARM_RULE]: alarmRule(stackName) };
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
      AlarmDescription: `The ${side} of ${service.id} is unhealthy to Route 53.`,
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
function alarmRule(stackName: string): EventRuleResource {
  return {
    Type: 'AWS::Events::Rule',
    Properties: {
      Name: `${stackName}-alarm-state-change`,
      Description: 'State changes of the alarms on Route 53 health checks.',
      EventPattern: {
        source: ['aws.cloudwatch'],
        'detail-type': ['CloudWatch Alarm State Change'],
        detail: { alarmName: [{ prefix: `${stackName}-` }] },
      },
      State: 'ENABLED',
    },
  };
}
