/** The stored time-lines of a deployed Switchback. */
import type { Configuration, Service } from '../core/service.ts';
import type { TimelineItem } from '../ports.ts';
import { deployedStore } from './deployed-store.ts';

/** The newest `last` entries of each service, oldest first. Rejects with `InvocationError` or `AwsError`. */
export async function readTimelines(
  configuration: Pick<Configuration, 'stackName' | 'homeRegion'>,
  services: readonly Service[],
  last: number,
): Promise<ReadonlyMap<string, readonly TimelineItem[]>> {
  const store = await deployedStore(configuration);
  const timelines = services.map(async ({ id }) => {
    const newestFirst = await store.listTimeline(id, last);
    return [id, newestFirst.toReversed()] as const;
  });
  return new Map(await Promise.all(timelines));
}
