/** Alarm states, a hundred a call, in every Region that has one of the alarms. */
import {
  type CloudWatchClient,
  DescribeAlarmsCommand,
  type DescribeAlarmsCommandOutput,
} from '@aws-sdk/client-cloudwatch';
import { known, type Reading, unknown } from '../core/reading.ts';
import type { AlarmRef } from '../core/service.ts';
import { type AlarmState, type Alarms, alarmKey, type Clock } from '../ports.ts';
import { awsCall } from './aws-call.ts';
import { senselessAnswer } from './aws-error.ts';
import { inBatches, inParallel } from './in-parallel.ts';

const CALL = 'cloudwatch:DescribeAlarms';
const NAMES_PER_CALL = 100;
const CALLS_AT_ONCE = 4;
/** A state from further ahead than clocks differ is no state. */
const LARGEST_SKEW_MS = 5 * 60_000;

const STATES: ReadonlySet<unknown> = new Set<AlarmState>(['OK', 'ALARM', 'INSUFFICIENT_DATA']);

interface AlarmNeeds {
  readonly clientOf: (region: string) => CloudWatchClient;
  readonly clock: Clock;
}

type States = ReadonlyMap<string, Reading<AlarmState>>;

/** A Region that fails leaves its own alarms unknown; when every Region fails the call does. */
export function cloudWatchAlarms({ clientOf, clock }: AlarmNeeds): Alarms {
  const read = async (region: string, alarms: readonly AlarmRef[]): Promise<States> => {
    const batches = inBatches([...new Set(alarms.map(({ name }) => name))], NAMES_PER_CALL);
    const answers = await inParallel(batches, CALLS_AT_ONCE, (names) =>
      describe(clientOf(region), names),
    );
    const found = new Map(answers.flatMap((answer) => [...seenAlarms(answer, clock.nowMs())]));
    return new Map(
      alarms.map((alarm) => [alarmKey(alarm), found.get(alarm.name) ?? unknown('no such alarm')]),
    );
  };
  return {
    states: async (alarms) => {
      const regions = [...Map.groupBy(alarms, ({ region }) => region)];
      const results = await Promise.allSettled(regions.map((entry) => read(...entry)));
      const failed = results.filter(({ status }) => status === 'rejected');
      if (failed[0]?.status === 'rejected' && failed.length === results.length) {
        throw failed[0].reason;
      }
      return new Map(
        results.flatMap((result, at) =>
          result.status === 'fulfilled'
            ? [...result.value]
            : (regions[at]?.[1] ?? []).map((alarm) => unseen(alarm, result.reason)),
        ),
      );
    },
  };
}

function describe(
  client: CloudWatchClient,
  names: readonly string[],
): Promise<DescribeAlarmsCommandOutput> {
  const command = new DescribeAlarmsCommand({
    AlarmNames: [...names],
    // Composite alarms are left out unless they are asked for.
    AlarmTypes: ['MetricAlarm', 'CompositeAlarm'],
    MaxRecords: NAMES_PER_CALL,
  });
  return awsCall(CALL, (options) => client.send(command, options));
}

function seenAlarms(
  { MetricAlarms, CompositeAlarms }: DescribeAlarmsCommandOutput,
  nowMs: number,
): readonly (readonly [string, Reading<AlarmState>])[] {
  if (MetricAlarms === undefined && CompositeAlarms === undefined) {
    throw senselessAnswer(CALL, 'alarms');
  }
  return [...(MetricAlarms ?? []), ...(CompositeAlarms ?? [])].map((alarm) => [
    alarm.AlarmName ?? '',
    readState(alarm.StateValue, alarm.StateUpdatedTimestamp, nowMs),
  ]);
}

function readState(
  value: unknown,
  updatedAt: Date | undefined,
  nowMs: number,
): Reading<AlarmState> {
  if (!STATES.has(value)) return unknown('the alarm has a state that CloudWatch does not know');
  const isFromTheFuture = updatedAt !== undefined && updatedAt.getTime() > nowMs + LARGEST_SKEW_MS;
  return isFromTheFuture
    ? unknown("the alarm's state is dated in the future")
    : known(value as AlarmState);
}

function unseen(alarm: AlarmRef, reason: unknown): readonly [string, Reading<AlarmState>] {
  return [alarmKey(alarm), unknown(reason instanceof Error ? reason.message : 'not readable')];
}
