/** CloudWatch's actions on alarms. */
import type { AlarmRef } from '../../../core/service.ts';
import type { AlarmState } from '../../../ports.ts';
import type { AlarmDescription } from '../../../world/alarm-states.ts';
import type { World } from '../../../world/world.ts';
import { ApiError } from '../api-error.ts';
import type { JsonActions, JsonCall } from '../json-protocol.ts';
import { ALARM_MEMBERS, metricAlarm, readAlarm } from './alarm-settings.ts';
import { type Input, invalid, list, number, page, requiredText, text } from './input.ts';

const STATES = ['OK', 'ALARM', 'INSUFFICIENT_DATA'] as const satisfies readonly AlarmState[];
/** API `DescribeAlarms`, `DeleteAlarms`. */
const MOST_NAMES = 100;
const ALARMS_PER_PAGE = { least: 1, usual: 50, most: 100 } as const;

export function alarmActions(world: World): JsonActions {
  return {
    DescribeAlarms: {
      members: [
        'AlarmNames',
        'AlarmNamePrefix',
        'AlarmTypes',
        'StateValue',
        'MaxRecords',
        'NextToken',
      ],
      run: (call) => describe(world, call),
    },
    PutMetricAlarm: {
      members: ALARM_MEMBERS,
      run: ({ input, region }) => {
        world.putAlarm({ region, name: requiredText(input, 'AlarmName') }, readAlarm(input));
        return {};
      },
    },
    DeleteAlarms: {
      members: ['AlarmNames'],
      run: ({ input, region }) => {
        for (const name of names(input)) world.deleteAlarm(existing(world, { region, name }));
        return {};
      },
    },
    SetAlarmState: {
      members: ['AlarmName', 'StateValue', 'StateReason', 'StateReasonData'],
      run: ({ input, region }) => {
        const alarm = existing(world, { region, name: requiredText(input, 'AlarmName') });
        const state = stateOf(requiredText(input, 'StateValue'));
        world.forceAlarm(alarm, state, requiredText(input, 'StateReason'));
        return {};
      },
    },
  };
}

function describe(world: World, { input, region }: JsonCall): object {
  const wanted = input.AlarmNames === undefined ? undefined : new Set(names(input));
  const prefix = text(input, 'AlarmNamePrefix') ?? '';
  if (wanted !== undefined && prefix !== '') {
    throw invalid('AlarmNames and AlarmNamePrefix cannot go together.');
  }
  const state = text(input, 'StateValue');
  const types = list(input, 'AlarmTypes');
  const isListed = ({ region: place, name, state: now }: AlarmDescription) =>
    place === region &&
    (wanted?.has(name) ?? true) &&
    name.startsWith(prefix) &&
    (state === undefined || stateOf(state) === now) &&
    (types.length === 0 || types.includes('MetricAlarm'));
  const found = world.alarmDescriptions().filter(isListed).sort(byName);
  const { items, next } = page(found, text(input, 'NextToken'), pageSize(input));
  return {
    MetricAlarms: items.map(metricAlarm),
    CompositeAlarms: [],
    ...(next !== undefined && { NextToken: next }),
  };
}

function byName(one: AlarmDescription, other: AlarmDescription): number {
  return one.name < other.name ? -1 : 1;
}

function pageSize(input: Input): number {
  const { least, usual, most } = ALARMS_PER_PAGE;
  const size = number(input, 'MaxRecords') ?? usual;
  if (Number.isInteger(size) && size >= least && size <= most) return size;
  throw invalid(`MaxRecords must be from ${least} to ${most}, not ${size}.`);
}

function names(input: Input): readonly string[] {
  const listed = list(input, 'AlarmNames').map(String);
  if (listed.length <= MOST_NAMES) return listed;
  throw invalid(`AlarmNames has at most ${MOST_NAMES} members.`);
}

/** Throws `ResourceNotFound`. */
function existing(world: World, { region, name }: AlarmRef): AlarmRef {
  const found = world.alarmDescriptions().some((one) => one.region === region && one.name === name);
  if (found) return { region, name };
  throw new ApiError('ResourceNotFound', `There is no alarm ${name} in ${region}.`, 404);
}

function stateOf(text: string): AlarmState {
  const state = STATES.find((one) => one === text);
  if (state === undefined) throw invalid(`StateValue is one of ${STATES.join(', ')}.`);
  return state;
}
