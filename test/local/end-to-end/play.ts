/** Plays a rehearsal's scenario in a local cloud: the same happenings at the same times, by the ways that a person has. */
import type { Entry } from '../../../src/core/entry.ts';
import type { Configuration, Service } from '../../../src/core/service.ts';
import type { ServiceState } from '../../../src/core/state.ts';
import type { LocalCloud } from '../../../src/local/cloud.ts';
import type { SiteCondition } from '../../../src/local/sites/site-condition.ts';
import { invoke } from '../../../src/local/story/person.ts';
import { pause } from '../../../src/local/story/step.ts';
import { parseScenario } from '../../../src/rehearsal/parse-scenario.ts';
import { type Recording, run } from '../../../src/rehearsal/run.ts';
import type { Breakage, Happening, Scenario } from '../../../src/rehearsal/scenario.ts';

/** One decision that was brought to the time-line: what was done, and why. */
export type Decided = string;

const SEEDS = 20;
const TIMELINE_LIMIT = 1_000;

export function aScenario(text: string, { services }: Configuration): Scenario {
  const parsed = parseScenario(
    text,
    'scenario.yml',
    services.map(({ id }) => id),
  );
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return parsed.scenario;
}

/** Waits until the service would act. */
export async function untilArmed({ parts }: LocalCloud, { id }: Service): Promise<void> {
  for (;;) {
    const state = (await parts.states.load([id])).get(id) as ServiceState | undefined;
    if (state?.armed.atMs != null) return;
    await pause(parts.clock, 15_000);
  }
}

/** From now on, to the scenario's end. */
export async function play(cloud: LocalCloud, service: Service, scenario: Scenario): Promise<void> {
  const { clock } = cloud.parts;
  const startMs = clock.nowMs();
  const until = (atMs: number) => pause(clock, Math.max(0, startMs + atMs - clock.nowMs()));
  for (const { atMs, happening } of scenario.happenings) {
    await until(atMs);
    await happen(cloud, service, happening);
  }
  await until(scenario.lengthMs);
}

async function happen(cloud: LocalCloud, { id }: Service, happening: Happening): Promise<void> {
  const { sites, world, configuration } = cloud.parts;
  switch (happening.kind) {
    case 'break':
      return sites.set(id, happening.side, conditionOf(happening.how));
    case 'mend':
      return sites.set(id, happening.side, 'up');
    case 'readiness':
      return sites.set(id, happening.side, happening.ready ? 'up' : { kind: 'not-ready' });
    case 'outage':
      if (happening.of === 'healthCheckMetrics') throw new Error('Not offered here.');
      return world.setFault(happening.of, happening.how ?? undefined);
    case 'command': {
      const { command, who, reason } = happening;
      const fn = command === 'failback' || command === 'abort' ? 'failback' : 'operate';
      await invoke(cloud.url, configuration, fn, { command, service: id, who, reason });
      return;
    }
    default:
      throw new Error(`${happening.kind} cannot be played in a local cloud.`);
  }
}

function conditionOf(how: Breakage): SiteCondition {
  if (how.kind === 'status') return { kind: 'status', status: how.status, share: 1 };
  return { kind: how.kind === 'refused' ? 'refused' : 'down' };
}

/** In order. That a change was sent again because its answer was lost is no decision of the story's. */
export async function decidedIn({ parts }: LocalCloud, { id }: Service): Promise<Decided[]> {
  const newestFirst = await parts.states.listTimeline(id, TIMELINE_LIMIT);
  return decisions(newestFirst.toReversed());
}

/** The same story with different luck, many times. */
export async function rehearsals(
  configuration: Configuration,
  service: Service,
  scenario: Scenario,
): Promise<readonly Recording[]> {
  const alone = { ...configuration, services: [service] };
  const recordings: Recording[] = [];
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    recordings.push(await run(alone, scenario, { seed, withSwitchback: true }));
  }
  return recordings;
}

/** Every order of decisions that rehearsing it gives. */
export async function rehearsed(
  configuration: Configuration,
  service: Service,
  scenario: Scenario,
): Promise<Decided[][]> {
  const recordings = await rehearsals(configuration, service, scenario);
  const orders = recordings.map(({ timelines }) => decisions(timelines.get(service.id) ?? []));
  return [...new Map(orders.map((order) => [order.join(), order])).values()];
}

export function decisions(items: readonly { readonly entry: unknown }[]): Decided[] {
  return items
    .map(({ entry }) => entry as Entry)
    .filter(({ action }) => action !== 'changeRepeated')
    .map(({ action, because }) => `${action}: ${because}`);
}
