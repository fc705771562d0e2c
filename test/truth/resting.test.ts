/**
 * Whatever happened, once it is over and the passes have had time, users are sent to a side that lives if there is one.
 * Random outages, faults of services and commands, in the simulated account; a failing seed is named in the test.
 */
import { describe, expect, it } from '@jest/globals';
import type { Routing } from '../../src/core/service.ts';
import { run } from '../../src/rehearsal/run.ts';
import { aConfiguration, aFailbackPolicy, aService } from '../builders/configuration.ts';
import { aStorm, MINUTE_MS } from './storm.ts';

async function deadShare(seed: number, routing: Routing): Promise<number> {
  const failback = aFailbackPolicy({
    stages: routing === 'failover' ? [100] : [10, 50, 100],
    stableForMs: 3 * MINUTE_MS,
    bakeMs: 2 * MINUTE_MS,
  });
  const service = aService({ routing, failback });
  const { scenario, lives } = aStorm(seed);
  const recording = await run(aConfiguration({ services: [service] }), scenario, {
    seed,
    withSwitchback: true,
  });
  if (lives.primary === lives.secondary) return 0;
  return recording.finalShares.get(service.id)?.[lives.primary ? 'secondary' : 'primary'] ?? 1;
}

describe.each<Routing>(['weighted', 'failover'])('after any storm, with %s routing', (routing) => {
  const seeds = Array.from({ length: 25 }, (_, at) => at + 1);

  it('no dead side is answered while the other lives', async () => {
    const shares = await Promise.all(seeds.map((seed) => deadShare(seed, routing)));
    expect(seeds.filter((_, at) => shares[at] !== 0)).toEqual([]);
  });
});
