/** One story in one cloud, and what came of it. */
import type { Service } from '../../../src/core/service.ts';
import type { ServiceState } from '../../../src/core/state.ts';
import type { LocalCloud } from '../../../src/local/cloud.ts';
import type { Scenario } from '../../../src/rehearsal/scenario.ts';
import { type Decided, decidedIn, play, untilArmed } from './play.ts';
import { type Sighting, watchUsers } from './sight.ts';

export interface Played {
  readonly decided: readonly Decided[];
  readonly sightings: readonly Sighting[];
  readonly state: ServiceState;
  /** Sentences that people were told of this service, in order. */
  readonly subjects: readonly string[];
}

export async function playOut(
  cloud: LocalCloud,
  service: Service,
  scenario: Scenario,
): Promise<Played> {
  await untilArmed(cloud, service);
  const watch = watchUsers(cloud, service);
  await play(cloud, service, scenario);
  watch.stop();
  const state = (await cloud.parts.states.load([service.id])).get(service.id) as ServiceState;
  return {
    decided: await decidedIn(cloud, service),
    sightings: watch.sightings,
    state,
    subjects: cloud.parts.inbox.messages().map(({ subject }) => subject ?? ''),
  };
}
