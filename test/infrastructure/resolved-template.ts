/** A part of a template with its references put in, as CloudFormation would in one Region of one account. */

export const PARTITION_VALUES = {
  'AWS::Partition': 'aws',
  'AWS::Region': 'us-west-2',
  'AWS::AccountId': '123456789012',
} as const;

const HERE = 'us-west-2:123456789012';
const ARNS: Readonly<Record<string, string>> = {
  Table: `arn:aws:dynamodb:${HERE}:table/switchback-table`,
  Topic: `arn:aws:sns:${HERE}:switchback-topic`,
  WakeQueue: `arn:aws:sqs:${HERE}:switchback-wake`,
  DeadLetters: `arn:aws:sqs:${HERE}:switchback-dead-letters`,
  Bus: `arn:aws:events:${HERE}:event-bus/switchback`,
};

export function resolved<T>(value: T): T {
  return replace(value) as T;
}

function replace(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(replace);
  if (typeof value !== 'object' || value === null) return value;
  const [[key, argument] = [], ...more] = Object.entries(value);
  if (more.length === 0 && key === 'Ref') return arnOf(argument);
  if (more.length === 0 && key === 'Fn::GetAtt') return arnOf(argument[0]);
  if (more.length === 0 && key === 'Fn::Sub') return substituted(argument);
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, replace(part)]));
}

function arnOf(logicalId: string): string {
  const arn = ARNS[logicalId];
  if (arn === undefined) throw new Error(`no ARN is known for ${logicalId}`);
  return arn;
}

function substituted(text: string): string {
  return text.replaceAll(/\$\{([\w:]+)\}/g, (_, name: string) => {
    const value = (PARTITION_VALUES as Readonly<Record<string, string>>)[name];
    return value ?? arnOf(name);
  });
}
