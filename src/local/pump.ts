/** Keeps the world at the local account's time, and passes on the alarm events that fall due. */
import type { AlarmEvent } from '../world/alarm-event.ts';
import type { World } from '../world/world.ts';
import type { Cancel, VirtualClock } from './virtual-clock.ts';

/** In this machine's time: often enough that nobody waits for the world, seldom enough to cost nothing. */
const BEAT_MS = 5;

/** Runs until it is cancelled. */
export function startPump(
  world: World,
  clock: VirtualClock,
  deliver: (event: AlarmEvent) => void,
): Cancel {
  return clock.every(clock.virtualMs(BEAT_MS), () => {
    world.step(clock.nowMs());
    for (const event of world.takeEvents()) deliver(event);
  });
}
