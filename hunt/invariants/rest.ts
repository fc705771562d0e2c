/** L1, L2, L5, L6: how things must stand once nothing has been wrong for a while. */
import { SIDES, type Side } from '../../src/core/service.ts';
import type { ServiceState } from '../../src/core/state.ts';
import type { Ground } from '../ground.ts';
import type { ServiceTruth } from '../service-truth.ts';
import { siteKey } from '../weather.ts';
import { highestFence } from '../zone-reading.ts';
import { sharesOf } from './answers.ts';

export function judgeRest(ground: Ground, when: string): void {
  for (const truth of ground.truth.services.values()) {
    const { state } = truth;
    if (state === undefined) continue;
    judgeOutbox(ground, state, when);
    // Records that somebody else changed wait for a person.
    if ('drift' in state.conditions || 'frozen' in state.conditions) continue;
    judgeRecords(ground, truth, state, when);
    judgeSwitch(ground, truth, state, when);
    judgeUsers(ground, truth, state, when);
  }
}

function judgeOutbox(ground: Ground, { service, outbox }: ServiceState, when: string): void {
  if (outbox.length === 0) return;
  ground.violate('L5', `${service}: ${outbox.length} decisions are untold ${when}`);
}

function judgeRecords(
  ground: Ground,
  truth: ServiceTruth,
  { records, service, phase }: ServiceState,
  when: string,
): void {
  if (records === null) return;
  const { progress, weights, generation } = records;
  const actual = ground.truth.weights(truth.service);
  const fence = highestFence(truth.service, ground.world.records(truth.service.zone.id));
  const isWell =
    actual?.primary === weights.primary &&
    actual.secondary === weights.secondary &&
    (fence?.generation ?? 0) === generation;
  if (!isWell) {
    ground.violate(
      'L2',
      `${service}: wants ${weights.primary}/${weights.secondary} g${generation}, has ${actual?.primary}/${actual?.secondary} g${fence?.generation ?? 0} ${when}`,
    );
  }
  // A failback under way may be between two stages.
  if (progress.status === 'wanted' && phase !== 'Returning') {
    ground.violate('L6', `${service}: g${generation} is still only wanted ${when}`);
  }
  if (progress.status === 'submitted' && phase !== 'Returning') {
    ground.violate('L2', `${service}: g${generation} is still only submitted ${when}`);
  }
}

function judgeSwitch(
  ground: Ground,
  { service }: ServiceTruth,
  { holdSwitch, phase }: ServiceState,
  when: string,
): void {
  const answer = ground.world.answer(`_switchback-hold.${service.names[0]}`, 'TXT');
  const words =
    answer?.kind === 'answer'
      ? answer.outcomes.map(({ set }) => set.ResourceRecords?.[0]?.Value)
      : [];
  if (phase === 'Returning' || words.join() === `"${holdSwitch.position}"`) return;
  ground.violate(
    'L2',
    `${service.id}: the switch is to be ${holdSwitch.position} and is ${words.join()} ${when}`,
  );
}

/** Crossings and last resorts that somebody chose may answer a dead side on purpose. */
function judgeUsers(
  ground: Ground,
  { service, edited, restored }: ServiceTruth,
  state: ServiceState,
  when: string,
): void {
  if (edited || restored || state.holdSwitch.position !== 'off') return;
  const lives = SIDES.filter((side) => isUp(ground, siteKey(service, side)));
  const [only] = lives;
  if (lives.length !== 1 || only === undefined) return;
  const shares = sharesOf(ground, service);
  if (shares[only] < 1)
    ground.violate(
      'L1',
      `${service.id}: only the ${only} lives and ${shares[other(only)]} are on the other ${when}`,
    );
}

function other(side: Side): Side {
  return side === 'primary' ? 'secondary' : 'primary';
}

/** As Route 53 sees it: a body that drips after a good status is no failure to it. */
function isUp({ world }: Ground, key: string): boolean {
  const response = world.siteAt(key);
  return response.kind === 'http' && response.status === 200 && response.statusMs < 4000;
}
