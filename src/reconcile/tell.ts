/** Telling what was decided: time-line items for good, messages for people. Nothing is told that was not saved. */
import { isAbandoned } from '../core/abandoned.ts';
import { outboxItemName } from '../core/outbox.ts';
import type { Configuration, Service } from '../core/service.ts';
import type { OutboxItem } from '../core/state.ts';
import { renderDigest } from '../messages/digest.ts';
import type { Notification } from '../messages/message.ts';
import { renderNotification } from '../messages/notification.ts';
import { wordingFor } from '../messages/wording.ts';
import type { Ports, TimelineItem } from '../ports.ts';
import type { Actor } from './change-records.ts';
import type { PassFaults } from './faults.ts';

/** From so many services on, what one pass decided is told in one message. */
const DIGEST_FROM = 4;

interface Untold {
  readonly service: Service;
  readonly item: OutboxItem;
}

/** What became of the outbox items of one service. */
export interface Told {
  /** In the time-line, and people know what they were to know. */
  readonly whole: ReadonlySet<OutboxItem>;
  /** People know; the time-line could not be written. */
  readonly sent: ReadonlySet<OutboxItem>;
}

/** What is known now, by service; a service of which nothing could be told is missing. */
export async function tell(
  configuration: Configuration,
  ports: Pick<Ports, 'stateStore' | 'notifier'>,
  actors: readonly Actor[],
  nowMs: number,
  faults: PassFaults,
): Promise<ReadonlyMap<string, Told>> {
  const untold = actors.flatMap((actor) => untoldOf(actor, nowMs));
  if (untold.length === 0) return new Map();
  const written = await faults.attempt('writing the time-line', async () => {
    await ports.stateStore.addTimeline(untold.flatMap(timelineItems));
    return true;
  });
  const known = untold.filter(isSent);
  for (const group of messageGroups(untold.filter((one) => !isSent(one)))) {
    if (await send(configuration, ports, group, faults)) known.push(...group);
  }
  return toldByService(known, written === true);
}

function isSent({ item }: Untold): boolean {
  return item.sent === true;
}

function toldByService(known: readonly Untold[], isWritten: boolean): ReadonlyMap<string, Told> {
  const none: ReadonlySet<OutboxItem> = new Set();
  const byService = Map.groupBy(known, ({ service }) => service.id);
  return new Map(
    [...byService].map(([id, group]) => {
      const items = new Set(group.map(({ item }) => item));
      return [id, isWritten ? { whole: items, sent: none } : { whole: none, sent: items }];
    }),
  );
}

/** What another pass saved is left to it until it must be dead. */
function untoldOf({ service, state, savedHere }: Actor, nowMs: number): readonly Untold[] {
  return state.outbox
    .filter(
      ({ version, savedAtMs }) =>
        (savedHere && version === state.version) || isAbandoned(savedAtMs, nowMs),
    )
    .map((item) => ({ service, item }));
}

function timelineItems({ service, item }: Untold): readonly TimelineItem[] {
  return item.entries.map((entry, at) => ({
    service: service.id,
    key: `${String(entry.atMs).padStart(13, '0')}#${outboxItemName(item)}#${at}`,
    incident: item.incident,
    atMs: entry.atMs,
    entry,
  }));
}

/** Items of one pass go together when they are many; each message tells of each service at most once. */
function messageGroups(untold: readonly Untold[]): readonly (readonly Untold[])[] {
  const byPass = Map.groupBy(untold, ({ item }) => item.savedAtMs);
  return [...byPass.values()].flatMap((group) => {
    const [telling, silent] = [group.filter(isTold), group.filter((one) => !isTold(one))];
    const messages = telling.length >= DIGEST_FROM ? [telling] : telling.map((one) => [one]);
    return silent.length > 0 ? [...messages, silent] : messages;
  });
}

function isTold({ item }: Untold): boolean {
  return item.entries.some(({ telling }) => telling !== 'record');
}

async function send(
  configuration: Configuration,
  { notifier }: Pick<Ports, 'notifier'>,
  group: readonly Untold[],
  faults: PassFaults,
): Promise<boolean> {
  const notification = render(configuration, group);
  if (notification === null) return true;
  const sent = await faults.attempt('telling people', async () => {
    await notifier.publish(notification);
    return true;
  });
  return sent === true;
}

function render(configuration: Configuration, group: readonly Untold[]): Notification | null {
  const [first] = group;
  if (first === undefined) return null;
  const wording = wordingFor(first.service.language);
  return group.length > 1 && isTold(first)
    ? renderDigest(wording, configuration, group)
    : renderNotification(wording, configuration, first.service, first.item);
}
