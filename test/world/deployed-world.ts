/** A world with the stacks of a configuration in it, some minutes old, so that every check has data. */
import type { Configuration, Service } from '../../src/core/service.ts';
import { logicalIds } from '../../src/infrastructure/logical-ids.ts';
import { buildStacks } from '../../src/infrastructure/stacks.ts';
import { createWorld, type World, type WorldOptions } from '../../src/world/world.ts';
import { aConfiguration } from '../builders/configuration.ts';

/** 2026-11-24T00:00:00Z. */
export const START_MS = 1_795_478_400_000;
export const SECOND = 1000;
export const MINUTE = 60 * SECOND;

export const PRIMARY_SITE = '192.0.2.10:443';
export const SECONDARY_SITE = '198.51.100.20:443';
export const ZONE_ID = 'Z0123456789ABCDEFGHIJ';

export interface DeployedWorld {
  readonly world: World;
  readonly service: Service;
  readonly ids: ReturnType<typeof logicalIds>;
}

export function aDeployedWorld(
  options: Partial<WorldOptions> = {},
  configuration: Configuration = aConfiguration(),
): DeployedWorld {
  const world = createWorld({ seed: 1, startMs: START_MS, ...options });
  const zones = new Map(configuration.services.map(({ zone }) => [zone.id, zone]));
  const { homeRegion } = configuration;
  world.deploy({ stacks: buildStacks(configuration), homeRegion, zones: [...zones.values()] });
  world.step(START_MS + 10 * MINUTE);
  const service = configuration.services[0]!;
  return { world, service, ids: logicalIds(service) };
}

/** Milliseconds from now until `condition` holds, looked at after every event; fails after `withinMs`. */
export function timeUntil(world: World, condition: () => boolean, withinMs = 10 * MINUTE): number {
  const fromMs = world.nowMs;
  while (!condition()) {
    const nextMs = world.nextEventAtMs();
    if (nextMs === undefined || nextMs > fromMs + withinMs) throw new Error('It never happened.');
    world.step(nextMs);
  }
  return world.nowMs - fromMs;
}

/** Whose address users get: the share of the answers with that value. */
export function shareOf(world: World, name: string, value: string): number {
  const answer = world.answer(name, 'A');
  if (answer?.kind !== 'answer') return 0;
  return answer.outcomes
    .filter(({ set }) => set.ResourceRecords?.some(({ Value }) => Value === value))
    .reduce((sum, { share }) => sum + share, 0);
}
