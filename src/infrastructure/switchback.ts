/** What Switchback itself needs in both stacks, whatever the services. */
import type { Configuration } from '../core/service.ts';
import { dashboardResources } from './dashboard.ts';
import { earsSelfAlarmResources, farWatchInHome, farWatchOutputs } from './far-watch.ts';
import { TABLE, TOPIC } from './functions.ts';
import { ALARM_RULE, DEAD_LETTERS } from './logical-ids.ts';
import { deadLetterResources, fromRule } from './queues.ts';
import { roleResources } from './roles.ts';
import { scheduleResources } from './schedule.ts';
import { selfAlarmResources } from './self-alarms.ts';
import { tableResources } from './table.ts';
import { arnOf, type PlainResource, ref, type WholeOutput } from './template.ts';
import { earsTopicResources, SELF_TOPIC, topicResources } from './topics.ts';
import { wakeResources } from './wake.ts';

/** By logical id; the functions, their log groups and the bucket for their code are the framework's. */
export function switchbackInHome(
  configuration: Configuration,
): Readonly<Record<string, PlainResource>> {
  return {
    ...tableResources(),
    ...topicResources(configuration),
    ...wakeResources(configuration),
    ...scheduleResources(configuration),
    ...roleResources(configuration),
    ...selfAlarmResources(configuration),
    ...farWatchInHome(configuration),
    ...dashboardResources(configuration),
  };
}

/** By logical id. */
export function switchbackInEars(
  configuration: Configuration,
): Readonly<Record<string, PlainResource>> {
  return {
    ...deadLetterResources(DEAD_LETTERS, `${configuration.stackName}-ears-dead-letters`, [
      fromRule(arnOf(ALARM_RULE), DEAD_LETTERS),
    ]),
    ...earsTopicResources(configuration),
    ...earsSelfAlarmResources(configuration),
  };
}

/** Of home, for people and scripts. */
export function switchbackOutputs(
  configuration: Configuration,
): Readonly<Record<string, WholeOutput>> {
  return {
    ...farWatchOutputs(configuration),
    TableName: { Value: ref(TABLE), Description: 'States, incidents and time-lines' },
    TopicArn: { Value: ref(TOPIC), Description: 'What happens to services' },
    SelfTopicArn: { Value: ref(SELF_TOPIC), Description: 'What happens to Switchback itself' },
    DeadLettersUrl: { Value: ref(DEAD_LETTERS), Description: 'Events that were not delivered' },
  };
}
