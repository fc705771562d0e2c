/** After the faults: late requests land, then people put right what is for people, and everything must come to rest. */
import { comeBack } from './coming-back.ts';
import { HOUR_MS, MINUTE_MS } from './ground.ts';
import { judgeRest } from './invariants/rest.ts';
import { eventsAlone, leftAlone, monthHeld } from './long-calm.ts';
import type { Course } from './run-seed.ts';

/** The latest that a request lands, and the longest that a pass is frozen. */
const LANDED_MS = 16 * MINUTE_MS;
/** A change, the switch both ways, and the patience with either. */
const SETTLED_MS = 25 * MINUTE_MS;

export async function calmDown(course: Course): Promise<void> {
  const { ground, weather, mischief, advance, invocations } = course;
  const chance = ground.streams.of('calm');
  weather.clear();
  mischief.mend();
  ground.calm = true;
  ground.trail.note('calm', 'faults are over');
  await advance(LANDED_MS);
  while (ground.late > 0 || invocations.underWay > 0) await advance(MINUTE_MS);
  mischief.mend();
  await advance(SETTLED_MS);
  judgeRest(ground, 'after the faults');
  if (chance.share() < 0.04) {
    await monthHeld(course);
    return;
  }
  await putRight(course);
  await comeBack(course, chance);
  await advance(SETTLED_MS);
  judgeRest(ground, 'after the way back');
  if (chance.share() < 0.5) await leftAlone(course, HOUR_MS);
  if (chance.share() < 0.4) await eventsAlone(course);
}

/** What only people can do: sites, pauses, changed records. */
async function putRight({ ground, weather, operators, advance }: Course): Promise<void> {
  ground.trail.note('calm', 'people put things right');
  weather.mendAll();
  await advance(6 * MINUTE_MS);
  for (const { id } of ground.services) {
    void operators.ask('resume', id);
    void operators.ask('acknowledge', id);
  }
  await advance(2 * MINUTE_MS);
  for (const service of ground.services) {
    const truth = ground.truth.of(service.id);
    const isAdopted =
      truth.state !== undefined &&
      !('frozen' in truth.state.conditions) &&
      !('drift' in truth.state.conditions);
    if (!isAdopted) {
      ground.violate(
        'L2',
        `${service.id}: changed records were not adopted: ${JSON.stringify(truth.state?.conditions)}`,
      );
    }
  }
}
