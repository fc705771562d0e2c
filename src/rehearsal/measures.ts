/** What an outage cost the users of one service, and how long each part of the reaction took. */
import type { Entry } from '../core/entry.ts';
import { logicalIds } from '../infrastructure/logical-ids.ts';
import type { Recording } from './run.ts';
import type { UserSample } from './users.ts';

/** Milliseconds from the start of the scenario, or `null` for what did not happen. */
export interface Measures {
  readonly detectedMs: number | null;
  /** 99 % of the users were on the secondary. */
  readonly movedMs: number | null;
  readonly toldMs: number | null;
  /** The hold worked. */
  readonly heldMs: number | null;
  /** 99 % of the users were on the primary again. */
  readonly returnedMs: number | null;
  /** Of all requests in the scenario. */
  readonly lostShare: number;
  readonly lostMs: number;
}

const NEARLY_ALL = 0.99;

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
    toldMs: since(recording.inbox[0]?.atMs),
    heldMs: since(heldAtMs(recording, serviceId)),
    returnedMs: since(moved && returnedAtMs(samples, moved.atMs)),
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
