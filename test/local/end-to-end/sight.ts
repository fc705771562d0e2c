/** Where DNS sends users all through a story, asked over the network. */
import type { Service } from '../../../src/core/service.ts';
import type { LocalCloud } from '../../../src/local/cloud.ts';
import { localNameServers } from '../../../src/local/local-zones.ts';
import { type MeasuredShares, measureShares } from '../../../src/local/story/shares.ts';

export interface Sighting {
  /** From the beginning of the story; milliseconds of the account. */
  readonly atMs: number;
  readonly shares: MeasuredShares;
}

const EVERY_MS = 15_000;
const QUERIES = 20;

export interface Watch {
  /** Oldest first. */
  readonly sightings: readonly Sighting[];
  stop(): void;
}

export function watchUsers({ parts }: LocalCloud, service: Service): Watch {
  const { clock, configuration } = parts;
  const servers = localNameServers(configuration);
  const startMs = clock.nowMs();
  const sightings: Sighting[] = [];
  let isAsking = false;
  const stop = clock.every(EVERY_MS, () => {
    if (isAsking) return;
    isAsking = true;
    const atMs = clock.nowMs() - startMs;
    void measureShares(service, servers, QUERIES).then((shares) => {
      sightings.push({ atMs, shares });
      isAsking = false;
    });
  });
  return { sightings, stop };
}
