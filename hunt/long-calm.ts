/** Long or odd calms: an hour in which nothing may happen, a month of holding, and events without ticks. */
import type { Service } from '../src/core/service.ts';
import { REFUSED } from '../src/world/sites.ts';
import { type Ground, HOUR_MS, MINUTE_MS } from './ground.ts';
import { sharesOf } from './invariants/answers.ts';
import type { Course } from './run-seed.ts';

const DAY_MS = 24 * HOUR_MS;
const HELD_DAYS = 30;

export async function leftAlone({ ground, advance }: Course, forMs: number): Promise<void> {
  const before = doings(ground);
  await advance(forMs);
  const after = doings(ground);
  if (before !== after) ground.violate('L9', `left alone, ${before} became ${after}`);
}

function doings({ truth, world }: Ground): string {
  const changes = world.calls.get('route53:ChangeResourceRecordSets') ?? 0;
  return `${truth.commits} commits, ${changes} changes, ${world.inbox.length} messages`;
}

/** Ticks are lost; the alarm's event alone must do for the first look. */
export async function eventsAlone({ ground, schedule, weather, advance }: Course): Promise<void> {
  const [service] = ground.services;
  const state = service && ground.truth.of(service.id).state;
  if (service === undefined || state?.phase !== 'OnPrimary' || state.armed.atMs === null) return;
  if (service.primary.unhealthyWhen.length > 0) return;
  schedule.wakes = 'events';
  weather.put(service, 'primary', REFUSED);
  await advance(10 * MINUTE_MS);
  const shares = sharesOf(ground, service);
  if (shares.primary > 0)
    ground.violate('L1', `${service.id}: ${shares.primary} of the users are on a dead primary`);
  if (ground.truth.of(service.id).state?.incident == null) {
    ground.violate('L7', `${service.id}: no event made anybody notice the failure`);
  } else ground.reach('events alone are enough');
}

/** Hourly ticks; nobody asks for anything. */
export async function monthHeld({
  ground,
  schedule,
  weather,
  operators,
  advance,
}: Course): Promise<void> {
  weather.mendAll();
  const held = ground.services.filter((service) => mustStay(ground, service));
  const told = ground.world.inbox.length;
  for (const { id } of held) void operators.ask('pause', id);
  schedule.everyMs = HOUR_MS;
  await advance(HELD_DAYS * DAY_MS);
  for (const service of held) {
    const { state } = ground.truth.of(service.id);
    const shares = sharesOf(ground, service);
    if (state?.phase !== 'OnSecondary' || shares.primary > 0) {
      ground.violate(
        'L4',
        `${service.id} is ${state?.phase} with ${shares.primary} on the primary after a month`,
      );
    }
    ground.reach('held for a month');
  }
  const most = told + 40 * ground.services.length;
  if (ground.world.inbox.length > most)
    ground.violate('L4', `${ground.world.inbox.length - told} messages in a month`);
}

function mustStay(ground: Ground, service: Service): boolean {
  const truth = ground.truth.of(service.id);
  if (truth.restored || truth.edited || service.failback.start !== 'person') return false;
  return (
    truth.state?.phase === 'OnSecondary' &&
    truth.state.incident?.heldAtMs !== null &&
    sharesOf(ground, service).primary === 0
  );
}
