/**
 * What reconcile needs of the world. Every port speaks in bulk: one call for all services of a pass.
 *
 * A call that fails as a whole rejects. A call that fails for one of its subjects says so in that subject's
 * entry. A subject that is missing from an answer counts as unknown.
 */

import type { Reading } from './core/reading.ts';
import type { AlarmRef, EndpointCheck, ReadinessCheck } from './core/service.ts';
import type { Notification } from './messages/message.ts';
import type { RecordType, ResourceRecordSet } from './route53/record-set.ts';

export interface Ports {
  readonly clock: Clock;
  readonly stateStore: StateStore;
  readonly records: Records;
  readonly nameServers: NameServers;
  readonly alarms: Alarms;
  readonly probes: Probes;
  readonly holdSwitches: HoldSwitches;
  readonly notifier: Notifier;
}

export interface Clock {
  /** Epoch milliseconds. */
  nowMs(): number;
}

/** State items as they are stored: plain JSON, judged by whoever reads them. */
export interface StateStore {
  /** Strongly consistent. A service without an item is missing from the answer. Rejects when anything could not be read. */
  load(ids: readonly string[]): Promise<ReadonlyMap<string, unknown>>;
  /** Each item is written only if the stored version is still `expectedVersion` (`null`: no item yet). */
  save(items: ReadonlyMap<string, ConditionalItem>): Promise<ReadonlyMap<string, SaveResult>>;
  /** Kept for good. An item under a key that exists already is left as it is. */
  addTimeline(items: readonly TimelineItem[]): Promise<void>;
  /** Newest first. */
  listTimeline(service: string, limit: number): Promise<readonly TimelineItem[]>;
}

export interface ConditionalItem {
  readonly item: { readonly version: number };
  readonly expectedVersion: number | null;
}

export type SaveResult =
  | { readonly outcome: 'saved' | 'conflict' }
  | { readonly outcome: 'failed'; readonly why: string };

export interface TimelineItem {
  readonly service: string;
  /** Unique in the service and sortable by time, so that saying it twice changes nothing. */
  readonly key: string;
  readonly incident: string | null;
  readonly atMs: number;
  readonly entry: unknown;
}

export type ChangeAction = 'CREATE' | 'UPSERT' | 'DELETE';

export interface Change {
  readonly action: ChangeAction;
  readonly set: ResourceRecordSet;
}

/** Route 53 refused a batch as it stands; nothing of it was done. */
export class ChangeRefused extends Error {
  override readonly name = 'ChangeRefused';
  /** Route 53's own sentences. */
  readonly messages: readonly string[];
  constructor(messages: readonly string[]) {
    super(`Route 53 refused the change: ${messages.join(' ')}`);
    this.messages = messages;
  }
}

export interface Records {
  /** All record sets of each zone, pending changes included. */
  list(
    zoneIds: readonly string[],
  ): Promise<ReadonlyMap<string, Reading<readonly ResourceRecordSet[]>>>;
  /** One atomic batch. Answers the change's id. Rejects with `ChangeRefused` when the batch itself is at fault. */
  change(zoneId: string, changes: readonly Change[]): Promise<string>;
  changeStatuses(changeIds: readonly string[]): Promise<ReadonlyMap<string, Reading<ChangeStatus>>>;
}

/** `NoSuchChange`: Route 53 does not know the id (any more), so that the records must be read instead. */
export type ChangeStatus = 'PENDING' | 'INSYNC' | 'NoSuchChange';

export interface DnsQuestion {
  readonly zoneId: string;
  readonly name: string;
  readonly type: RecordType;
}

/** What each of the zone's name servers that was asked said. TXT values come without quotes. */
export type DnsReplies = readonly Reading<readonly string[]>[];

export interface NameServers {
  /** Answers are by `questionKey`. */
  ask(questions: readonly DnsQuestion[]): Promise<ReadonlyMap<string, DnsReplies>>;
}

export function questionKey(question: Pick<DnsQuestion, 'name' | 'type'>): string {
  return `${question.name} ${question.type}`;
}

export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

export interface Alarms {
  /** Answers are by `alarmKey`. */
  states(alarms: readonly AlarmRef[]): Promise<ReadonlyMap<string, Reading<AlarmState>>>;
}

export function alarmKey(alarm: AlarmRef): string {
  return `${alarm.region} ${alarm.name}`;
}

export type Probe =
  | {
      readonly key: string;
      readonly kind: 'endpoint';
      readonly check: EndpointCheck;
      readonly ranges: readonly string[];
    }
  | {
      readonly key: string;
      readonly kind: 'readiness';
      readonly check: Exclude<ReadinessCheck, { readonly kind: 'alarmOk' }>;
      readonly ranges: readonly string[];
    };

export interface ProbeResult {
  readonly good: boolean;
  /** Short and safe to show, e.g. `HTTP 503` or `no connection within 4 s`. */
  readonly detail: string;
}

export interface Probes {
  /** Answers are by the probe's `key`. */
  run(probes: readonly Probe[]): Promise<ReadonlyMap<string, Reading<ProbeResult>>>;
}

export interface SwitchValue {
  readonly service: string;
  /** 1 holds traffic on the secondary. */
  readonly value: 0 | 1;
  /** When it was decided; it becomes the metric's timestamp. */
  readonly atMs: number;
}

export interface HoldSwitches {
  publish(values: readonly SwitchValue[]): Promise<void>;
}

export interface Notifier {
  publish(notification: Notification): Promise<void>;
}
