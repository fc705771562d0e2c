/** One metric alarm with its settings, for whoever looks and changes nothing. */
import { type CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import type { AlarmSettings } from '../route53/alarm-snapshot.ts';
import { awsCall } from './aws-call.ts';
import { senselessAnswer } from './aws-error.ts';

const CALL = 'cloudwatch:DescribeAlarms';

export interface DescribedAlarm {
  readonly state: string;
  readonly settings: AlarmSettings;
}

/** `null` where there is no such alarm. Rejects with `AwsError`. */
export async function readAlarm(
  client: CloudWatchClient,
  name: string,
): Promise<DescribedAlarm | null> {
  const command = new DescribeAlarmsCommand({ AlarmNames: [name] });
  const { MetricAlarms } = await awsCall(CALL, (options) => client.send(command, options));
  if (MetricAlarms === undefined) throw senselessAnswer(CALL, 'MetricAlarms');
  const [alarm] = MetricAlarms;
  if (alarm === undefined) return null;
  if (!alarm.StateValue) throw senselessAnswer(CALL, 'StateValue');
  return { state: alarm.StateValue, settings: alarm as AlarmSettings };
}
