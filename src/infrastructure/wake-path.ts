/** How an alarm's event gets from us-east-1 to the function `alarm`, in names that both stacks know. */

/** A wake-up call that is older than a tick or two says nothing that a tick has not seen. */
export const WAKE_RETRY = { MaximumEventAgeInSeconds: 120, MaximumRetryAttempts: 5 } as const;

/** Everything that this stack's alarms say, on whatever bus. */
export function alarmEvents(stackName: string) {
  return {
    source: ['aws.cloudwatch'],
    'detail-type': ['CloudWatch Alarm State Change'],
    detail: { alarmName: [{ prefix: `${stackName}-` }] },
  };
}

export function homeBusName(stackName: string): string {
  return stackName;
}

/** As `Fn::Sub` takes it. */
export function homeBusArn(stackName: string, homeRegion: string): string {
  const name = homeBusName(stackName);
  return `arn:\${AWS::Partition}:events:${homeRegion}:\${AWS::AccountId}:event-bus/${name}`;
}

/** Made in home, since the bus there names it and ears comes after home. */
export function earsRoleName(stackName: string): string {
  return `${stackName}-ears`;
}

/** As `Fn::Sub` takes it. */
export function earsRoleArn(stackName: string): string {
  return `arn:\${AWS::Partition}:iam::\${AWS::AccountId}:role/${earsRoleName(stackName)}`;
}
