/** Fences of changes long done. The newest one is what makes a late change fail; the others only fill the zone. */
import { fenceGeneration } from '../core/names.ts';
import { parseState } from '../core/parse-state.ts';
import type { Service } from '../core/service.ts';
import type { ResourceRecordSet } from '../route53/record-set.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * A fence does not say how old it is, but generations rise: what is below the newest one was made before it. So all
 * below go once the newest one, as the state knows it, has been in sync for a day, and none of them before.
 */
export function oldFences(
  service: Service,
  records: readonly ResourceRecordSet[],
  stateItem: unknown,
  nowMs: number,
): readonly ResourceRecordSet[] {
  const parsed = parseState(service.id, stateItem);
  const intent = parsed.ok ? parsed.state.records : null;
  if (intent?.progress.status !== 'insync' || nowMs - intent.progress.atMs < DAY_MS) return [];
  const fences = records.flatMap((set) => {
    const generation = set.Type === 'TXT' ? fenceGeneration(service, set.Name) : undefined;
    return generation === undefined ? [] : [{ set, generation }];
  });
  const newest = Math.max(...fences.map(({ generation }) => generation));
  // A newest fence that the state does not know was made by somebody else, at no time that we know.
  if (newest !== intent.generation) return [];
  return fences.filter(({ generation }) => generation < newest).map(({ set }) => set);
}
