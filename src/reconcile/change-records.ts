/** Sending wanted changes: all services of a zone in as few batches as fit, each batch whole or not at all. */
import { isAbandoned } from '../core/abandoned.ts';
import type { Observation } from '../core/observation.ts';
import { type PlannedChange, planChange } from '../core/plan-change.ts';
import type { ZoneIndex } from '../core/read-records.ts';
import type { Reading } from '../core/reading.ts';
import { judgeRecords } from '../core/records.ts';
import type { Service } from '../core/service.ts';
import type { ServiceState } from '../core/state.ts';
import { ChangeRefused, type Records } from '../ports.ts';
import { splitIntoBatches } from '../route53/batch-limits.ts';
import type { PassFaults } from './faults.ts';

/** A service whose stored state this pass may act on. */
export interface Actor {
  readonly service: Service;
  readonly state: ServiceState;
  readonly observation: Observation;
  /** This pass saved the state; otherwise it only found it so. */
  readonly savedHere: boolean;
}

interface Wanted {
  readonly service: string;
  readonly changes: readonly PlannedChange[];
}

/** Change ids by service, for the changes that Route 53 accepted. */
export async function changeRecords(
  records: Records,
  actors: readonly Actor[],
  zones: ReadonlyMap<string, Reading<ZoneIndex>>,
  nowMs: number,
  faults: PassFaults,
): Promise<ReadonlyMap<string, string>> {
  const accepted = new Map<string, string>();
  const byZone = Map.groupBy(
    actors.filter((actor) => mustSend(actor, nowMs)),
    ({ service }) => service.zone.id,
  );
  for (const [zoneId, inZone] of byZone) {
    const zone = zones.get(zoneId);
    if (!zone?.known) continue;
    const wanted = inZone.flatMap(({ service, state }) => plan(service, state, zone.value));
    for (const batch of splitIntoBatches(wanted, ({ changes }) => changes)) {
      for (const [id, changeId] of await sendBatch(records, zoneId, batch, faults)) {
        accepted.set(id, changeId);
      }
    }
  }
  return accepted;
}

/** Another pass that saved this wish a moment ago is still about to send it, whatever this pass has saved since. */
function mustSend({ state, observation, savedHere }: Actor, nowMs: number): boolean {
  const intent = state.records;
  if (intent?.progress.status !== 'wanted') return false;
  const decidedHere = savedHere && intent.decidedAtVersion === state.version;
  const orphaned = isAbandoned(intent.decidedAtMs, nowMs);
  return (decidedHere || orphaned) && judgeRecords(state, observation.records).kind === 'notYet';
}

function plan(service: Service, state: ServiceState, zone: ZoneIndex): readonly Wanted[] {
  return state.records === null
    ? []
    : [{ service: service.id, changes: planChange(service, state.records, zone) }];
}

async function sendBatch(
  records: Records,
  zoneId: string,
  batch: readonly Wanted[],
  faults: PassFaults,
): Promise<readonly (readonly [string, string])[]> {
  try {
    const changeId = await records.change(
      zoneId,
      batch.flatMap(({ changes }) => changes),
    );
    return batch.map(({ service }) => [service, changeId]);
  } catch (cause) {
    if (!(cause instanceof ChangeRefused) || batch.length === 1) {
      for (const { service } of batch) faults.add('changing records', cause, service);
      return [];
    }
    return sendWithoutRefused(records, zoneId, batch, cause, faults);
  }
}

/** One service's fault must not keep the others of its batch from moving. */
async function sendWithoutRefused(
  records: Records,
  zoneId: string,
  batch: readonly Wanted[],
  refusal: ChangeRefused,
  faults: PassFaults,
): Promise<readonly (readonly [string, string])[]> {
  const [named, rest] = partition(batch, (wanted) => isNamed(wanted, refusal.messages));
  for (const { service } of named) faults.add('changing records', refusal, service);
  // A refusal that names nobody says only that somebody is at fault, so each is tried alone.
  const parts = named.length > 0 ? [rest] : rest.map((wanted) => [wanted]);
  const accepted = [];
  for (const part of parts.filter(({ length }) => length > 0)) {
    accepted.push(...(await sendBatch(records, zoneId, part, faults)));
  }
  return accepted;
}

function partition<T>(items: readonly T[], test: (item: T) => boolean): [T[], T[]] {
  return [items.filter(test), items.filter((item) => !test(item))];
}

function isNamed({ changes }: Wanted, messages: readonly string[]): boolean {
  return changes.some(({ set }) =>
    messages.some((message) => message.split(/[^\w.*\\-]+/).some((word) => isName(word, set.Name))),
  );
}

function isName(word: string, name: string): boolean {
  return word.replace(/\.$/, '') === name;
}
