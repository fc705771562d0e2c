/** Alarms on what passes say of themselves and of the services. */
import { AT_LEAST, LESS_THAN, type SelfAlarm, type SelfAlarmSettings } from './self-alarm.ts';
import { SELF_METRICS_PLACE, type SelfMetric } from './self-metrics.ts';

const MINUTE_SECONDS = 60;
const HOUR_SECONDS = 60 * MINUTE_SECONDS;
const DAY_SECONDS = 24 * HOUR_SECONDS;

/** No pass for so long: with a tick a minute, four may be late or lost. */
export function heartbeatSettings(stackName: string) {
  return {
    ...passMetric(stackName, 'Passes'),
    Statistic: 'Sum',
    Period: MINUTE_SECONDS,
    EvaluationPeriods: 5,
    Threshold: 1,
    ...LESS_THAN,
    // Silence is what is looked for.
    TreatMissingData: 'breaching',
  } as const satisfies SelfAlarmSettings;
}

/** By logical id. */
export function passAlarms(stackName: string): Readonly<Record<string, SelfAlarm>> {
  return {
    HeartbeatAlarm: {
      suffix: 'heartbeat',
      means:
        'No pass for five minutes: Route 53 still fails over, but nothing is held and nobody is told.',
      toDo: 'See the log of the function tick.',
      ...heartbeatSettings(stackName),
    },
    PassFaultsAlarm: {
      suffix: 'pass-faults',
      means: 'For five minutes on end every pass could not do a part of its work.',
      toDo: 'See the errors in the log of the function tick: each says what was tried.',
      ...lasting(stackName, 'PassFaults', 5),
    },
    UnreadableAlarm: {
      suffix: 'unreadable',
      means:
        'For five minutes the state or the records of a service could not be read: for it nothing new is decided or written.',
      toDo: 'See which service and why in the log of the function tick.',
      ...lasting(stackName, 'UnreadableServices', 5),
    },
    UntoldAlarm: {
      suffix: 'untold',
      means: 'What was decided has waited for five minutes to be told: messages do not go out.',
      toDo: 'Ask for the status, since no message will come, then look at the topic.',
      ...atLeastSeconds(stackName, 'OldestUntoldSeconds', 5 * MINUTE_SECONDS),
    },
    RecordsWrongAlarm: {
      suffix: 'records-wrong',
      means:
        'For 15 minutes the records of a service have not been as Switchback means them to be.',
      toDo: 'Ask for the status: it says whether somebody changed them or Route 53 does not take the change.',
      ...atLeastSeconds(stackName, 'RecordsWrongSeconds', 15 * MINUTE_SECONDS),
    },
    SwitchWrongAlarm: {
      suffix: 'switch-wrong',
      means:
        'A hold switch is not in DNS as it is meant to be, or crosses the record weights, for minutes longer than it takes.',
      toDo: 'Ask for the status, then see the alarm of the hold switch.',
      ...lasting(stackName, 'WrongSwitches', 5),
    },
    StageOverdueAlarm: {
      suffix: 'stage-overdue',
      means: 'A failback has been at its stage for half an hour longer than the stage takes.',
      toDo: 'Ask for the status: it says what the stage waits for; go on, or abort.',
      ...atLeastSeconds(stackName, 'StageOverdueSeconds', 30 * MINUTE_SECONDS),
    },
    LongIncidentAlarm: {
      suffix: 'long-incident',
      means:
        'A reminder, no fault: an incident has been open for a day, and users may still be on the secondary.',
      toDo: 'Ask for the status, and start the failback when the primary is well.',
      ...atLeastSeconds(stackName, 'LongestIncidentSeconds', DAY_SECONDS),
    },
    LongPauseAlarm: {
      suffix: 'long-pause',
      means:
        'A reminder, no fault: automatic action has been paused for a day, so that no hold begins.',
      toDo: 'End the pause if nobody needs it any more.',
      ...passMetric(stackName, 'PausedServices'),
      // One pass without a pause in any of these hours, and it starts anew.
      Statistic: 'Minimum',
      Period: HOUR_SECONDS,
      EvaluationPeriods: 24,
      Threshold: 1,
      ...AT_LEAST,
      TreatMissingData: 'ignore',
    },
  };
}

/** So many of something in every minute of so many. */
function lasting(stackName: string, metric: SelfMetric, minutes: number): SelfAlarmSettings {
  return {
    ...passMetric(stackName, metric),
    Statistic: 'Maximum',
    Period: MINUTE_SECONDS,
    EvaluationPeriods: minutes,
    Threshold: 1,
    ...AT_LEAST,
    // Of silence, and of what could not be worked out, other alarms speak.
    TreatMissingData: 'ignore',
  };
}

/** Twice, since the first pass after a silence sets right what had waited for it. */
function atLeastSeconds(stackName: string, metric: SelfMetric, seconds: number): SelfAlarmSettings {
  return { ...lasting(stackName, metric, 2), Threshold: seconds };
}

function passMetric(stackName: string, metric: SelfMetric) {
  return {
    Namespace: SELF_METRICS_PLACE.namespace,
    MetricName: metric,
    Dimensions: [{ Name: SELF_METRICS_PLACE.dimension, Value: stackName }],
  };
}
