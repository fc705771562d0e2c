/** What one service's resources should be in the account, as the APIs spell them, with logical ids for ids of checks. */
import type { AlarmRef, Configuration, Service } from '../core/service.ts';
import { type ApiResources, apiResources } from '../infrastructure/api-resources.ts';
import { EARS_REGION, earsResources } from '../infrastructure/ears.ts';
import { homeTemplate } from '../infrastructure/home.ts';
import type { AlarmProperties } from '../infrastructure/template.ts';
import { alarmSettings, resolver } from '../infrastructure/template-values.ts';
import type { AlarmSettings } from '../route53/alarm-snapshot.ts';

export interface Expected extends ApiResources {
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
  const alarmIn = (region: string, Properties: AlarmProperties): ExpectedAlarm => ({
    alarm: { region, name: Properties.AlarmName },
    settings: alarmSettings(Properties, resolveInEars),
  });
  return {
    ...apiResources(home, resolve),
    alarms: [
      ...Object.values(home.Resources).flatMap((resource) =>
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
