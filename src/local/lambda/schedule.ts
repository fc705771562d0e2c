/** What runs `tick` every minute, tries it again when it fails, and gives up what fails again. */
import type { Cancel, VirtualClock } from '../virtual-clock.ts';
import type { Invocation } from './invocation.ts';

const MINUTE_MS = 60_000;

interface ScheduleNeeds {
  readonly clock: VirtualClock;
  readonly retries: number;
  readonly invoke: (payload: string) => Promise<Invocation>;
  readonly giveUp: (payload: string) => void;
}

/** Runs until it is cancelled. Two ticks may run at once, as they may on Lambda. */
export function startSchedule({ clock, retries, invoke, giveUp }: ScheduleNeeds): Cancel {
  const tick = async (): Promise<void> => {
    for (let attempt = 0; attempt <= retries; attempt += 1) {
      const { functionError } = await invoke('{}');
      if (functionError === undefined) return;
    }
    giveUp('{}');
  };
  return clock.every(MINUTE_MS, () => void tick());
}
