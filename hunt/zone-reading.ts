/** How the hunter reads a zone: on its own, so that a mistake of the code's reading is not made twice. */
import type { Service, Side } from '../src/core/service.ts';
import type { Weights } from '../src/core/state.ts';
import { answer } from '../src/route53/answer.ts';
import type { HealthStatus } from '../src/route53/health-check.ts';
import type { ResourceRecordSet } from '../src/route53/record-set.ts';
import { indexRecords } from '../src/route53/zone-records.ts';

export interface FenceName {
  readonly generation: number;
  /** State version that decided; -1 where the value is not one of Switchback's. */
  readonly version: number;
  readonly weights: Weights | null;
}

const FENCE = /^g(\d+)\._switchback\.(.+)$/;
const VALUE = /^"v=(\d+) weights=(\d+)\/(\d+)"$/;

export function fenceOf(service: Service, set: ResourceRecordSet): FenceName | null {
  const match = FENCE.exec(set.Name);
  if (match === null || match[2] !== service.names[0]) return null;
  const value = VALUE.exec(set.ResourceRecords?.[0]?.Value ?? '');
  return {
    generation: Number(match[1]),
    version: value === null ? -1 : Number(value[1]),
    weights: value === null ? null : { primary: Number(value[2]), secondary: Number(value[3]) },
  };
}

/** A name that only this service's changes may touch. */
export function isOfService(service: Service, name: string): boolean {
  if (service.names.includes(name)) return true;
  return FENCE.exec(name)?.[2] === service.names[0];
}

/** The sets that carry a service's traffic. */
export function carrying(
  service: Service,
  sets: readonly ResourceRecordSet[],
): readonly ResourceRecordSet[] {
  return sets.filter(({ Name, Type }) => Type !== 'TXT' && service.names.includes(Name));
}

/** Of the service's first name; `null` when a set is missing or has no weight. */
export function weightsOf(service: Service, sets: readonly ResourceRecordSet[]): Weights | null {
  const weight = (side: Side) =>
    sets.find(
      ({ Name, Type, SetIdentifier }) =>
        Name === service.names[0] && Type !== 'TXT' && SetIdentifier === side,
    )?.Weight;
  const [primary, secondary] = [weight('primary'), weight('secondary')];
  return primary === undefined || secondary === undefined ? null : { primary, secondary };
}

export function highestFence(
  service: Service,
  sets: readonly ResourceRecordSet[],
): FenceName | null {
  let highest: FenceName | null = null;
  for (const set of sets) {
    if (set.Type !== 'TXT' || !set.Name.startsWith('g')) continue;
    const fence = fenceOf(service, set);
    if (fence !== null && fence.generation > (highest?.generation ?? -1)) highest = fence;
  }
  return highest;
}

/** Which share of users these records send to the primary, with checks as they are now. */
export function primaryShare(
  service: Service,
  sets: readonly ResourceRecordSet[],
  health: (checkId: string) => HealthStatus,
): number {
  const given = answer(indexRecords(sets), service.names[0], 'A', health);
  if (given.kind !== 'answer') return 0;
  return given.outcomes.reduce(
    (sum, { set, share }) => sum + (set.SetIdentifier === 'primary' ? share : 0),
    0,
  );
}
