const KINDS: Readonly<Record<string, string>> = {
  'AWS::Route53::HealthCheck': 'health check',
  'AWS::CloudWatch::Alarm': 'alarm',
  'AWS::Events::Rule': 'event rule',
  'AWS::Route53::RecordSetGroup': 'records',
};

/** What a person calls a resource of a CloudFormation type; `AWS::SQS::Queue` is `SQS Queue`. */
export function resourceKind(type: string): string {
  return KINDS[type] ?? type.replace(/^AWS::/, '').replaceAll('::', ' ');
}
