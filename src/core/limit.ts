/**
 * The rate brake over all services. It may only take away: it says which services must not begin a new automatic act
 * in this pass. An act already begun is never touched.
 */
import type { RateBrake } from './service.ts';

/** An automatic act of a service, with the Region whose failure it answers. */
export interface CountedAct {
  readonly service: string;
  readonly primaryRegion: string;
  readonly towards: 'primary' | 'secondary';
  readonly atMs: number;
}

/** Services whose wanted act goes beyond the brake. Wanted acts are counted in the order given. */
export function limit(
  wanted: readonly CountedAct[],
  recent: readonly CountedAct[],
  brake: RateBrake,
  nowMs: number,
): ReadonlySet<string> {
  const counted = recent.filter(({ atMs }) => nowMs - atMs < brake.windowMs);
  const restrained = new Set<string>();
  for (const act of wanted) {
    if (countActs([...counted, act]) > brake.acts) restrained.add(act.service);
    else counted.push(act);
  }
  return restrained;
}

/**
 * Services that share a primary Region and a direction fail together, so they count as one act; a service that acts
 * again and again counts each time.
 */
function countActs(acts: readonly CountedAct[]): number {
  const repeats = new Map<string, Map<string, number>>();
  for (const { service, primaryRegion, towards } of acts) {
    const group = `${primaryRegion} ${towards}`;
    const services = repeats.get(group) ?? new Map<string, number>();
    services.set(service, (services.get(service) ?? 0) + 1);
    repeats.set(group, services);
  }
  return [...repeats.values()].reduce((sum, services) => sum + Math.max(...services.values()), 0);
}
