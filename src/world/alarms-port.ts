import { known, type Reading, unknown } from '../core/reading.ts';
import type { AlarmRef } from '../core/service.ts';
import { EARS_REGION } from '../infrastructure/ears.ts';
import { type AlarmState, type Alarms, alarmKey } from '../ports.ts';
import type { AlarmStates } from './alarm-states.ts';
import type { Calls } from './calls.ts';

const NAMES_PER_DESCRIBE = 100;

/**
 * DescribeAlarms in every Region that has one of the alarms. Alarms that do not exist are left out; those of a Region
 * that fails are unknown, and when every Region fails the call does.
 */
export function alarmsPort(states: AlarmStates, calls: Calls): Alarms {
  const describe = (region: string, alarms: readonly AlarmRef[]) => {
    const service = region === EARS_REGION ? 'cloudWatchUsEast1' : 'cloudWatchHome';
    const requests = alarms.length / NAMES_PER_DESCRIBE;
    return calls.make(service, 'cloudwatch:DescribeAlarms', requests, () => read(states, alarms));
  };
  return {
    states: async (alarms) => {
      const regions = [...Map.groupBy(alarms, ({ region }) => region)];
      const results = await Promise.allSettled(regions.map((entry) => describe(...entry)));
      const failed = results.filter((result) => result.status === 'rejected');
      if (failed[0] && failed.length === results.length) throw failed[0].reason;
      return new Map(
        results.flatMap((result, index) =>
          result.status === 'fulfilled'
            ? result.value
            : (regions[index]?.[1] ?? []).map((alarm) => unseen(alarm, result.reason)),
        ),
      );
    },
  };
}

type Entry = readonly [string, Reading<AlarmState>];

function read(states: AlarmStates, alarms: readonly AlarmRef[]): Entry[] {
  return alarms.flatMap((alarm) => {
    const state = states.get(alarm);
    return state === undefined ? [] : [[alarmKey(alarm), known(state)]];
  });
}

function unseen(alarm: AlarmRef, why: unknown): Entry {
  return [alarmKey(alarm), unknown(String(why))];
}
