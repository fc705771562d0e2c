/** What one service's resources should be in the account, as the APIs spell them, with logical ids for ids of checks. */
import type { AlarmRef, Configuration, Service } from '../core/service.ts';
import { apiRecordSet } from '../infrastructure/api-record-set.ts';
import { EARS_REGION, earsResources } from '../infrastructure/ears.ts';
import { homeTemplate } from '../infrastructure/home.ts';
import type { AlarmProperties } from '../infrastructure/template.ts';
import { alarmSettings, healthCheckConfig, resolver } from '../infrastructure/template-values.ts';
import type { AlarmSettings } from '../route53/alarm-snapshot.ts';
import type { HealthCheckConfig } from '../route53/health-check.ts';
import type { ResourceRecordSet } from '../route53/record-set.ts';

export interface Expected {
  readonly recordSets: readonly ResourceRecordSet[];
  /** By logical id. */
  readonly checks: ReadonlyMap<string, HealthCheckConfig>;
  readonly alarms: readonly ExpectedAlarm[];
}

export interface ExpectedAlarm {
  readonly alarm: AlarmRef;
  readonly settings: AlarmSettings;
}

export function expectedOf(configuration: Configuration, service: Service): Expected {
  const home = homeTemplate({ ...configuration, services: [service] });
  const resolve = resolver(home, new Map());
  const ids = Object.entries(home.Outputs).map(([name, { Value }]) => [name, Value.Ref] as const);
  const resolveInEars = resolver(home, new Map(ids));
  const resources = Object.entries(home.Resources);
  const alarmIn = (region: string, Properties: AlarmProperties): ExpectedAlarm => ({
    alarm: { region, name: Properties.AlarmName },
    settings: alarmSettings(Properties, resolveInEars),
  });
  return {
    recordSets: resources.flatMap(([, resource]) =>
      resource.Type === 'AWS::Route53::RecordSetGroup'
        ? resource.Properties.RecordSets.map((set) => apiRecordSet(set, resolve))
        : [],
    ),
    checks: new Map(
      resources.flatMap(([id, resource]) =>
        resource.Type === 'AWS::Route53::HealthCheck'
          ? [[id, healthCheckConfig(resource.Properties.HealthCheckConfig, resolve)] as const]
          : [],
      ),
    ),
    alarms: [
      ...resources.flatMap(([, resource]) =>
        resource.Type === 'AWS::CloudWatch::Alarm'
          ? [alarmIn(configuration.homeRegion, resource.Properties)]
          : [],
      ),
      ...Object.values(earsResources(configuration.stackName, service)).map(({ Properties }) =>
        alarmIn(EARS_REGION, Properties),
      ),
    ],
  };
}
