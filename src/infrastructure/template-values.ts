/** What the resources of a template mean to the account: references put in, records in the API's spelling. */

import type { AlarmSettings } from '../route53/alarm-snapshot.ts';
import type { HealthCheckConfig } from '../route53/health-check.ts';
import type { AlarmProperties, Ref, Template, TemplateHealthCheckConfig } from './template.ts';

/** What a reference stands for; a text stands for itself. */
export type Resolve = (value: string | Ref) => string;

/**
 * A parameter's value, an alarm's name, or a health check's id, which in this account is its logical id. Throws on a
 * reference to anything else.
 */
export function resolver(template: Template, parameters: ReadonlyMap<string, string>): Resolve {
  return (value) => {
    if (typeof value === 'string') return value;
    const parameter = parameters.get(value.Ref);
    if (parameter !== undefined) return parameter;
    const resource = template.Resources[value.Ref];
    if (resource?.Type === 'AWS::CloudWatch::Alarm') return resource.Properties.AlarmName;
    if (resource?.Type === 'AWS::Route53::HealthCheck') return value.Ref;
    throw new Error(`Unresolved reference to ${value.Ref}`);
  };
}

export function healthCheckConfig(
  config: TemplateHealthCheckConfig,
  resolve: Resolve,
): HealthCheckConfig {
  if (config.Type === 'CALCULATED') {
    return { ...config, ChildHealthChecks: config.ChildHealthChecks.map(resolve) };
  }
  if (config.Type === 'CLOUDWATCH_METRIC') {
    const { Region, Name } = config.AlarmIdentifier;
    return { ...config, AlarmIdentifier: { Region, Name: resolve(Name) } };
  }
  return config;
}

export function alarmSettings(properties: AlarmProperties, resolve: Resolve): AlarmSettings {
  const { AlarmName, AlarmDescription, Dimensions, ...settings } = properties;
  return {
    ...settings,
    Dimensions: Dimensions.map(({ Name, Value }) => ({ Name, Value: resolve(Value) })),
  };
}
