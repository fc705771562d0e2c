/** What an outage cost the users of one service, and how long each part of the reaction took. */
import type { Entry } from '../core/entry.ts';
import { logicalIds } from '../infrastructure/logical-ids.ts';
import type { Recording } from './run.ts';
import type { UserSample } from './users.ts';

/** Milliseconds from the start of the scenario, or `null` for what did not happen; lengths are milliseconds too. */
export interface Measures {
  readonly detectedMs: number | null;
  /** Nearly all users were on the secondary. */
  readonly movedMs: number | null;
  readonly toldMs: number | null;
  /** The hold worked. */
  readonly heldMs: number | null;
  /** Nearly all users were on the primary again. */
  readonly returnedMs: number | null;
  /** How often nearly all users went from one side to the other. */
  readonly moves: number;
  /** The longest time on end in which requests were lost. */
  readonly longestOutageMs: number;
  /** Of all requests in the scenario. */
  readonly lostShare: number;
  readonly lostMs: number;
}

/** Users who are the last to ask again are not waited for; a lost request in a hundred is no outage. */
const NEARLY_ALL = 0.99;
const HARDLY_ANY = 0.01;

export function measure(recording: Recording, serviceId: string): Measures {
  const { startMs, endMs } = recording;
  const users = recording.users.get(serviceId);
  const samples = users?.samples ?? [];
  const moved = samples.find(({ onSecondary }) => onSecondary >= NEARLY_ALL);
  const since = (atMs: number | undefined) => (atMs === undefined ? null : atMs - startMs);
  const lostMs = users?.lostMs ?? 0;
  return {
    detectedMs: since(detectedAtMs(recording, serviceId)),
    movedMs: since(moved?.atMs),
    toldMs: since(toldAtMs(recording, serviceId)),
    heldMs: since(heldAtMs(recording, serviceId)),
    returnedMs: since(moved && returnedAtMs(samples, moved.atMs)),
    moves: movesOf(samples),
    longestOutageMs: longestOutageMs(samples),
    lostShare: lostMs / (endMs - startMs),
    lostMs,
  };
}

function detectedAtMs(
  { journal, configuration, startMs }: Recording,
  id: string,
): number | undefined {
  const service = configuration.services.find((one) => one.id === id);
  const checkId = service && logicalIds(service).primary.health;
  return journal.find(
    (event) =>
      event.kind === 'checkFlipped' &&
      event.atMs >= startMs &&
      event.checkId === checkId &&
      event.status === 'unhealthy',
  )?.atMs;
}

/** By a message of the service's own, or by one about several services. */
function toldAtMs({ inbox, configuration, startMs }: Recording, id: string): number | undefined {
  const others = new Set(configuration.services.map((one) => one.id).filter((one) => one !== id));
  return inbox.find(
    ({ atMs, attributes }) => atMs >= startMs && !others.has(attributes.service ?? id),
  )?.atMs;
}

function heldAtMs({ timelines }: Recording, id: string): number | undefined {
  const held = timelines.get(id)?.find(({ entry }) => {
    const { action } = entry as Entry;
    return action === 'held' || action === 'lateHold';
  });
  return held?.atMs;
}

function returnedAtMs(samples: readonly UserSample[], movedAtMs: number): number | undefined {
  return samples.find(({ atMs, onPrimary }) => atMs > movedAtMs && onPrimary >= NEARLY_ALL)?.atMs;
}

function movesOf(samples: readonly UserSample[]): number {
  const sides = samples.flatMap(({ onPrimary, onSecondary }) => {
    if (onPrimary >= NEARLY_ALL) return ['primary'];
    return onSecondary >= NEARLY_ALL ? ['secondary'] : [];
  });
  return sides.filter((side, at) => at > 0 && side !== sides[at - 1]).length;
}

function longestOutageMs(samples: readonly UserSample[]): number {
  let longest = 0;
  let sinceMs: number | null = null;
  for (const { atMs, lost } of samples) {
    if (lost > HARDLY_ANY) sinceMs ??= atMs;
    if (sinceMs !== null) longest = Math.max(longest, atMs - sinceMs);
    if (lost <= HARDLY_ANY) sinceMs = null;
  }
  return longest;
}
