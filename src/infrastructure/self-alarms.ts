/** Alarms on Switchback itself: that it lives, that nothing it was told got lost, and that nothing waits for too long. */
import type { Configuration } from '../core/service.ts';
import { FUNCTIONS, type FunctionId, functionRef, partOf, TIMEOUT_SECONDS } from './functions.ts';
import { DEAD_LETTERS } from './logical-ids.ts';
import { merged } from './merged.ts';
import { passAlarms } from './pass-alarms.ts';
import { AT_LEAST, type SelfAlarm, selfAlarm } from './self-alarm.ts';
import type { PlainResource } from './template.ts';
import { SELF_TOPIC } from './topics.ts';
import { WAKE_QUEUE } from './wake.ts';

/** By logical id. */
export function selfAlarmResources({
  stackName,
}: Configuration): Readonly<Record<string, PlainResource>> {
  const alarms = { ...passAlarms(stackName), ...functionAlarms(), ...queueAlarms() };
  return Object.fromEntries(
    Object.entries(alarms).map(([id, alarm]) => [id, selfAlarm(stackName, SELF_TOPIC, alarm)]),
  );
}

/** Nobody waits for an answer of these two, so that nobody would notice. */
const UNATTENDED: readonly FunctionId[] = ['tick', 'alarm'];

function functionAlarms(): Readonly<Record<string, SelfAlarm>> {
  return {
    ...merged(FUNCTIONS.map((id) => ({ [partOf(id, 'ErrorsAlarm')]: errorsAlarm(id) }))),
    ...merged(UNATTENDED.map((id) => ({ [partOf(id, 'ThrottlesAlarm')]: throttlesAlarm(id) }))),
    [partOf('tick', 'DurationAlarm')]: durationAlarm('tick'),
  };
}

function errorsAlarm(id: FunctionId): SelfAlarm {
  return {
    suffix: `${id}-errors`,
    means: `The function ${id} failed or ran out of time.`,
    toDo: 'See its log: a tick a minute makes up for what one run did not do.',
    ...lambdaMetric(id, 'Errors', 'Sum', 1),
    Threshold: 1,
  };
}

function throttlesAlarm(id: FunctionId): SelfAlarm {
  return {
    suffix: `${id}-throttles`,
    means: `For three minutes Lambda has refused to run the function ${id}.`,
    toDo: "See whether its concurrency, or the account's, is used up or was set to 0.",
    ...lambdaMetric(id, 'Throttles', 'Sum', 3),
    Threshold: 1,
  };
}

/** Beyond this part of the time-out a run is close to being cut off between saving and acting. */
const LONG_RUN_OF_TIMEOUT = 0.8;

function durationAlarm(id: FunctionId): SelfAlarm {
  return {
    suffix: `${id}-duration`,
    means: `For three minutes the function ${id} has taken more than ${LONG_RUN_OF_TIMEOUT * 100} % of its time-out.`,
    toDo: 'See in its log which calls are slow or fail.',
    ...lambdaMetric(id, 'Duration', 'Maximum', 3),
    Threshold: LONG_RUN_OF_TIMEOUT * TIMEOUT_SECONDS * 1000,
  };
}

function lambdaMetric(
  id: FunctionId,
  metric: 'Errors' | 'Throttles' | 'Duration',
  statistic: 'Sum' | 'Maximum',
  minutes: number,
) {
  return {
    Namespace: 'AWS/Lambda',
    MetricName: metric,
    Dimensions: [{ Name: 'FunctionName', Value: functionRef(id) }],
    Statistic: statistic,
    Period: 60,
    EvaluationPeriods: minutes,
    ...AT_LEAST,
    // A function that nothing runs has no metrics; that nothing runs it is what the heartbeat is for.
    TreatMissingData: 'notBreaching',
  } as const;
}

/** Of a message that two runs in a row gave back, or that no run has come for. */
const OLD_WAKE_SECONDS = 300;

function queueAlarms(): Readonly<Record<string, SelfAlarm>> {
  return {
    DeadLettersAlarm: deadLettersAlarm('dead-letters'),
    WakeAgeAlarm: {
      suffix: 'wake-age',
      means:
        'Alarm events have waited for five minutes: the function alarm does not take them, so that a hold waits for the next tick.',
      toDo: 'See the log of the function alarm.',
      ...queueMetric(WAKE_QUEUE, 'ApproximateAgeOfOldestMessage'),
      Threshold: OLD_WAKE_SECONDS,
    },
  };
}

/** In home and in ears. */
export function deadLettersAlarm(suffix: string): SelfAlarm {
  return {
    suffix,
    means: 'Events that were not delivered, or that a function failed on, wait to be looked at.',
    toDo: 'Look at them, mend the cause, then purge the queue: a tick has long seen what they said.',
    ...queueMetric(DEAD_LETTERS, 'ApproximateNumberOfMessagesVisible'),
    Threshold: 1,
  };
}

function queueMetric(
  logicalId: string,
  metric: 'ApproximateAgeOfOldestMessage' | 'ApproximateNumberOfMessagesVisible',
) {
  return {
    Namespace: 'AWS/SQS',
    MetricName: metric,
    Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': [logicalId, 'QueueName'] } }],
    Statistic: 'Maximum',
    Period: 60,
    EvaluationPeriods: 1,
    ...AT_LEAST,
    // SQS says nothing of a queue that has been empty for hours.
    TreatMissingData: 'notBreaching',
  } as const;
}
