/** What a deployment must know of the account before it makes anything. */
import type { Reading } from '../core/reading.ts';
import type { AlarmSettings } from '../route53/alarm-snapshot.ts';
import type { ResourceRecordSet } from '../route53/record-set.ts';
import type { DeployedTemplate } from './cloud-formation.ts';

export interface Account {
  /** By id; a zone that is not there is missing. */
  readonly zones: ReadonlyMap<string, ZoneView>;
  readonly healthChecks: Reading<{ readonly used: number; readonly limit: number }>;
  /** By `alarmKey`; an alarm that is not there is missing. */
  readonly alarms: ReadonlyMap<string, AlarmSettings>;
  readonly deployed: DeployedTemplates;
  /** State items as stored, by service. */
  readonly states: ReadonlyMap<string, unknown>;
}

export interface ZoneView {
  readonly name: string;
  readonly isPrivate: boolean;
  readonly records: readonly ResourceRecordSet[];
}

/** Empty where no stack is. */
export interface DeployedTemplates {
  readonly home: DeployedTemplate;
  readonly ears: DeployedTemplate;
}

export const NOTHING_DEPLOYED: DeployedTemplate = { Resources: {} };
