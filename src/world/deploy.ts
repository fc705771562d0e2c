/** Deploys the two stacks: what CloudFormation would make of the templates' resources. */
import { apiRecordSet } from '../infrastructure/api-record-set.ts';
import { EARS_REGION } from '../infrastructure/ears.ts';
import type { Stacks } from '../infrastructure/stacks.ts';
import type { Resource, Template } from '../infrastructure/template.ts';
import {
  alarmSettings,
  healthCheckConfig,
  type Resolve,
  resolver,
} from '../infrastructure/template-values.ts';
import { splitIntoBatches } from '../route53/batch-limits.ts';
import type { HealthCheckConfig } from '../route53/health-check.ts';
import type { Account } from './account.ts';

/** What the templates do not say of themselves. */
export interface Deployment {
  readonly stacks: Stacks;
  readonly homeRegion: string;
  /** Hosted zones that the records go to; they are there before the stacks. */
  readonly zones: readonly { readonly id: string; readonly name: string }[];
}

/** Health checks get their logical ids as ids. */
export function deploy(account: Account, { stacks, homeRegion, zones }: Deployment): void {
  for (const { id, name } of zones) account.createZone(id, name);
  const { home, ears } = stacks;
  const resolve = resolver(home, new Map());
  for (const { Properties } of resources(home, 'AWS::CloudWatch::Alarm').values()) {
    const alarm = { region: homeRegion, name: Properties.AlarmName };
    account.createHoldAlarm(alarm, alarmSettings(Properties, resolve));
  }
  createHealthChecks(account, home, resolve);
  createRecords(account, home, resolve);
  deployEars(account, ears, outputsOf(home, resolve));
}

function outputsOf(template: Template, resolve: Resolve): ReadonlyMap<string, string> {
  const outputs = Object.entries(template.Outputs);
  return new Map(outputs.map(([name, { Value }]) => [name, resolve(Value)]));
}

function deployEars(
  account: Account,
  template: Template,
  parameters: ReadonlyMap<string, string>,
): void {
  const resolve = resolver(template, parameters);
  for (const { Properties } of resources(template, 'AWS::CloudWatch::Alarm').values()) {
    const alarm = { region: EARS_REGION, name: Properties.AlarmName };
    account.createHealthAlarm(alarm, alarmSettings(Properties, resolve));
  }
  for (const { Properties } of resources(template, 'AWS::Events::Rule').values()) {
    account.bus.addRule(EARS_REGION, Properties.EventPattern);
  }
}

function createHealthChecks(account: Account, template: Template, resolve: Resolve): void {
  const configs: (readonly [string, HealthCheckConfig])[] = [];
  for (const [id, { Properties }] of resources(template, 'AWS::Route53::HealthCheck')) {
    configs.push([id, healthCheckConfig(Properties.HealthCheckConfig, resolve)]);
  }
  const isParent = (config: HealthCheckConfig) => config.Type === 'CALCULATED';
  const childrenFirst = [
    ...configs.filter(([, config]) => !isParent(config)),
    ...configs.filter(([, config]) => isParent(config)),
  ];
  for (const [id, config] of childrenFirst) account.createHealthCheck(id, config);
}

function createRecords(account: Account, template: Template, resolve: Resolve): void {
  const groups = [...resources(template, 'AWS::Route53::RecordSetGroup').values()];
  for (const [zoneId, inZone] of Map.groupBy(groups, (group) => group.Properties.HostedZoneId)) {
    const creations = inZone.map(({ Properties }) =>
      Properties.RecordSets.map((set) => ({
        action: 'CREATE' as const,
        set: apiRecordSet(set, resolve),
      })),
    );
    for (const batch of splitIntoBatches(creations, (group) => group)) {
      account.zones.change(zoneId, batch.flat());
    }
  }
}

/** Of one type, by logical id. */
function resources<Type extends Resource['Type']>(
  template: Template,
  type: Type,
): ReadonlyMap<string, Extract<Resource, { readonly Type: Type }>> {
  const ofType = Object.entries(template.Resources).filter(([, { Type }]) => Type === type);
  return new Map(ofType as [string, Extract<Resource, { readonly Type: Type }>][]);
}
