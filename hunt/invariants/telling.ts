/** S10, S11, S16: what people are told, and what is written down for good. */
import { outboxItemName } from '../../src/core/outbox.ts';
import type { OutboxItem } from '../../src/core/state.ts';
import type { Notification } from '../../src/messages/message.ts';
import type { TimelineItem } from '../../src/ports.ts';
import { CANARY } from '../canary.ts';
import type { Ground } from '../ground.ts';
import type { Invocation } from '../invocation.ts';
import type { Commit } from './commit.ts';

/** Items come with their decision and go only when they have been told. */
export function judgeOutbox(commit: Commit): void {
  const { truth, before, after, ground } = commit;
  for (const item of after.outbox) {
    if (item.version === after.version) truth.outbox.set(item.version, item);
  }
  const isCollapse = commit.after.outbox[0]?.entries[0]?.action === 'outboxCollapsed';
  if (isCollapse) truth.outbox.set(after.outbox[0]?.version ?? -1, after.outbox[0] as OutboxItem);
  if (isCollapse) return;
  for (const item of before?.outbox ?? []) {
    if (!after.outbox.some(({ version }) => version === item.version)) judgeGone(commit, item);
  }
  if (after.outbox.length > 20)
    ground.violate('S10', `the outbox has ${after.outbox.length} items`);
}

function judgeGone({ ground, service }: Commit, item: OutboxItem): void {
  const name = outboxItemName(item);
  const key = `${service.id}#${name}`;
  const { messages, digested } = ground.truth;
  if (isTold(item) && !messages.has(key) && !digested.has(key)) {
    ground.violate('S10', `${key} left the outbox and was never published`);
  }
  for (const [at, entry] of item.entries.entries()) {
    const line = `${service.id} ${String(entry.atMs).padStart(13, '0')}#${name}#${at}`;
    if (!ground.truth.timeline.has(line)) {
      ground.violate('S10', `${key} left the outbox without its line ${line}`);
    }
  }
}

function isTold({ entries }: OutboxItem): boolean {
  return entries.some(({ telling }) => telling !== 'record');
}

const PRINTABLE = /^[\x20-\x7e]{1,100}$/;

export function judgeMessage(
  ground: Ground,
  { configuration, number }: Invocation,
  { key, subject, text, attributes }: Notification,
): void {
  ground.trail.note('told', `${key} by #${number}: ${subject}`);
  if (!PRINTABLE.test(subject)) ground.violate('S16', `subject ${JSON.stringify(subject)}`);
  if (text.includes(CANARY) || subject.includes(CANARY))
    ground.violate('S16', `a secret in ${key}`);
  const hash = configuration.services[0]?.configHash ?? '';
  const whole = JSON.stringify([subject, text, attributes]);
  const earlier = ground.truth.messages.get(key);
  if (earlier === undefined) ground.truth.messages.set(key, { text: whole, hash });
  else if (earlier.hash === hash && earlier.text !== whole && !mayDiffer(ground, key)) {
    ground.violate('S10', `two messages ${key} differ`);
  }
  judgeOrigin(ground, key);
}

/** After a restore versions, and so keys, are used again. */
function mayDiffer(ground: Ground, key: string): boolean {
  return key.startsWith('frozen#') || ground.truth.of(key.split('#')[0] ?? '').epoch > 0;
}

/** Its key does not say what it covers: at most what was still to be told. */
function noteDigest({ truth }: Ground): void {
  for (const { state, service } of truth.services.values()) {
    for (const item of state?.outbox ?? []) {
      truth.digested.add(`${service.id}#${outboxItemName(item)}`);
    }
  }
}

function judgeOrigin(ground: Ground, key: string): void {
  if (key.startsWith('digest#')) {
    noteDigest(ground);
    return;
  }
  if (key.startsWith('frozen#')) {
    const id = key.split('#')[1] ?? '';
    const { epoch, hadNewSchema } = ground.truth.of(id);
    if (epoch === 0 && !hadNewSchema)
      ground.violate('S10', `${key}, but its item was never touched`);
    return;
  }
  const [id = '', name = ''] = key.split('#');
  if (!ground.truth.of(id).outbox.has(Number.parseInt(name, 10))) {
    ground.violate('S10', `${key} tells of a decision that was never saved`);
  }
}

export function judgeTimeline(
  ground: Ground,
  { service, key, entry, incident }: TimelineItem,
): void {
  const line = `${service} ${key}`;
  const text = JSON.stringify([incident, entry]);
  const earlier = ground.truth.timeline.get(line);
  if (text.includes(CANARY)) ground.violate('S16', `a secret in the time-line, ${line}`);
  if (earlier === undefined) ground.truth.timeline.set(line, text);
  else if (earlier !== text && ground.truth.of(service).epoch === 0) {
    ground.violate('S11', `the line ${line} was written twice, with different texts`);
  }
}
