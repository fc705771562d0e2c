/** The health checks of a service, hold check apart. */
import type { AlarmRef, Service, Side } from '../core/service.ts';
import { endpointHealthCheck } from './endpoint-check.ts';
import { logicalIds } from './logical-ids.ts';
import {
  type HealthCheckResource,
  RETAINED,
  ref,
  type TemplateAlarmHealthCheck,
  type TemplateHealthCheckConfig,
} from './template.ts';

/** By logical id. */
export function healthCheckResources(
  stackName: string,
  service: Service,
): Readonly<Record<string, HealthCheckResource>> {
  return {
    ...sideResources(stackName, service, 'primary'),
    ...sideResources(stackName, service, 'secondary'),
    [logicalIds(service).primaryCheck]: primaryCheck(stackName, service),
  };
}

function sideResources(
  stackName: string,
  service: Service,
  side: Side,
): Readonly<Record<string, HealthCheckResource>> {
  const ids = logicalIds(service)[side];
  const named = (purpose: string, config: TemplateHealthCheckConfig) =>
    healthCheckResource(healthCheckName(stackName, service, `${side}-${purpose}`), config);

  const resources: Record<string, HealthCheckResource> = {
    [ids.endpointCheck]: named('endpoint', endpointHealthCheck(service[side].healthCheck)),
  };
  for (const [id, alarm] of ids.alarmChecks) {
    resources[id] = named(`alarm-${alarm.name}`, usersAlarmCheck(alarm));
  }
  if (ids.health !== ids.endpointCheck) {
    resources[ids.health] = named('health', allOf([ids.endpointCheck, ...ids.alarmChecks.keys()]));
  }
  return resources;
}

/** Names its grandchildren, not the primary's health: a calculated check cannot have calculated children. */
function primaryCheck(stackName: string, service: Service): HealthCheckResource {
  const ids = logicalIds(service);
  return healthCheckResource(
    healthCheckName(stackName, service, 'primary'),
    allOf([ids.primary.endpointCheck, ids.holdCheck, ...ids.primary.alarmChecks.keys()]),
  );
}

/** An alarm of the user's that has no data says nothing against the side. */
function usersAlarmCheck(alarm: AlarmRef): TemplateAlarmHealthCheck {
  return {
    Type: 'CLOUDWATCH_METRIC',
    AlarmIdentifier: { Region: alarm.region, Name: alarm.name },
    InsufficientDataHealthStatus: 'Healthy',
  };
}

function allOf(children: readonly string[]): TemplateHealthCheckConfig {
  return {
    Type: 'CALCULATED',
    ChildHealthChecks: children.map(ref),
    HealthThreshold: children.length,
  };
}

export function healthCheckResource(
  name: string,
  config: TemplateHealthCheckConfig,
): HealthCheckResource {
  return {
    Type: 'AWS::Route53::HealthCheck',
    ...RETAINED,
    Properties: { HealthCheckConfig: config, HealthCheckTags: [{ Key: 'Name', Value: name }] },
  };
}

/** Route 53 API, shape `TagValue`. */
const LONGEST_TAG_VALUE = 256;

/** Value of the Name tag, which is what the console shows. */
export function healthCheckName(stackName: string, service: Service, purpose: string): string {
  return `${stackName}-${service.id}-${purpose}`.slice(0, LONGEST_TAG_VALUE);
}
