/** A service whose stored item cannot be read is left alone, and people hear of it once a day. */
import { isAbandoned } from '../core/abandoned.ts';
import type { Configuration, Service } from '../core/service.ts';
import { compactUtc } from '../core/utc.ts';
import { renderFreeze } from '../messages/freeze.ts';
import { wordingFor } from '../messages/wording.ts';
import type { Ports } from '../ports.ts';
import type { PassFaults } from './faults.ts';

const DATE_LENGTH = 'yyyymmdd'.length;

interface Frozen {
  readonly service: Service;
  readonly why: string;
  /** Of the day's message, and of the mark that remembers it: the service's own item cannot. */
  readonly key: string;
}

/** An odd version claims the message, the next even one says that it was sent. */
interface Mark {
  readonly version: number;
  readonly claimedAtMs: number;
}

type FreezePorts = Pick<Ports, 'stateStore' | 'notifier'>;

export async function tellFrozen(
  configuration: Configuration,
  ports: FreezePorts,
  unreadable: ReadonlyMap<string, string>,
  nowMs: number,
  faults: PassFaults,
): Promise<void> {
  if (unreadable.size === 0) return;
  for (const [id, why] of unreadable) faults.add('reading the state', new Error(why), id);
  const frozen = configuration.services.flatMap((service): Frozen[] => {
    const why = unreadable.get(service.id);
    const key = `frozen#${service.id}#${compactUtc(nowMs).slice(0, DATE_LENGTH)}`;
    return why === undefined ? [] : [{ service, why, key }];
  });
  const marks = await faults.attempt('reading who was told', () =>
    ports.stateStore.load(frozen.map(({ key }) => key)),
  );
  if (marks === undefined) return;
  for (const one of frozen) {
    const mark = marks.get(one.key) as Mark | undefined;
    if (isOpen(mark, nowMs)) await tellOne(configuration, ports, one, mark, nowMs, faults);
  }
}

/** Nobody has sent the message today, and nobody who is still alive is about to. */
function isOpen(mark: Mark | undefined, nowMs: number): boolean {
  if (mark === undefined) return true;
  return mark.version % 2 === 1 && isAbandoned(mark.claimedAtMs, nowMs);
}

async function tellOne(
  configuration: Configuration,
  ports: FreezePorts,
  { service, why, key }: Frozen,
  before: Mark | undefined,
  nowMs: number,
  faults: PassFaults,
): Promise<void> {
  const claim = { version: (before?.version ?? -1) + 2, claimedAtMs: nowMs };
  if (!(await saveMark(ports, key, claim, before?.version ?? null, faults))) return;
  const wording = wordingFor(service.language);
  const notification = renderFreeze(wording, configuration, service, why, key);
  const sent = await faults.attempt('telling people', async () => {
    await ports.notifier.publish(notification);
    return true;
  });
  if (!sent) return;
  await saveMark(ports, key, { ...claim, version: claim.version + 1 }, claim.version, faults);
}

async function saveMark(
  { stateStore }: FreezePorts,
  key: string,
  item: Mark,
  expectedVersion: number | null,
  faults: PassFaults,
): Promise<boolean> {
  const results = await faults.attempt('saving who tells', () =>
    stateStore.save(new Map([[key, { item, expectedVersion }]])),
  );
  return results?.get(key)?.outcome === 'saved';
}
