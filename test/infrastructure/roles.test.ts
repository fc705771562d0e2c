import { describe, expect, it } from '@jest/globals';
import { fenceName } from '../../src/core/names.ts';
import { FUNCTIONS, partOf } from '../../src/infrastructure/functions.ts';
import type { Statement } from '../../src/infrastructure/policy.ts';
import { normalizedName, recordStatements } from '../../src/infrastructure/record-permissions.ts';
import { wildcards } from '../../src/infrastructure/wildcards.ts';
import { aService } from '../builders/configuration.ts';
import { roleStatements, threeServices, wholeStacks } from './whole-stacks.ts';

const { home, ears } = wholeStacks();
const all = roleStatements(home);
const KEY = 'route53:ChangeResourceRecordSets';

function resourcesOf({ Resource }: Statement): readonly string[] {
  return [Resource].flat().map((resource) => JSON.stringify(resource));
}

function actionsOf(id: string): readonly string[] {
  return all.filter(([role]) => role === id).flatMap(([, { Action }]) => Action);
}

describe('every role', () => {
  it.each(all)('%s names its actions one by one', (_id, { Action }) => {
    expect(Action.filter((action) => action.includes('*'))).toEqual([]);
  });

  it('has no wildcard but those whose reason is written down, with the very actions of that reason', () => {
    const known = FUNCTIONS.flatMap((id) =>
      Object.values(wildcards(`/aws/lambda/switchback-${id}`)),
    );
    const found = all.filter(([, statement]) =>
      resourcesOf(statement).some((resource) => resource.includes('*')),
    );
    expect(found.length).toBeGreaterThan(0);
    for (const [, { Action, Resource }] of found) {
      const reason = known.find(
        ({ actions, resource }) =>
          JSON.stringify([actions, resource]) === JSON.stringify([Action, Resource]),
      );
      expect(reason?.why).toMatch(/\.$/);
    }
  });

  it('there is none in ears', () => {
    expect(roleStatements(ears)).toEqual([]);
  });
});

const PASS = [
  'cloudwatch:DescribeAlarms',
  'cloudwatch:PutMetricData',
  'dynamodb:BatchGetItem',
  'dynamodb:BatchWriteItem',
  'dynamodb:GetItem',
  'dynamodb:PutItem',
  'logs:CreateLogStream',
  'logs:PutLogEvents',
  'route53:ChangeResourceRecordSets',
  'route53:GetChange',
  'route53:GetHostedZone',
  'route53:ListResourceRecordSets',
  'sns:Publish',
];

describe('a function may do what a pass does, and', () => {
  it.each([
    ['alarm', ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage']],
    ['tick', ['sqs:SendMessage']],
    ['failback', []],
    ['operate', []],
  ] as const)('%s: %j', (id, own) => {
    const actions = [...new Set(actionsOf(partOf(id, 'Role')))];
    expect(actions.toSorted()).toEqual([...PASS, ...own].toSorted());
  });

  it('writes to no log but its own', () => {
    for (const id of FUNCTIONS) {
      const logs = all.filter(
        ([role, { Action }]) =>
          role === partOf(id, 'Role') && Action.some((action) => action.startsWith('logs:')),
      );
      expect(logs.flatMap(([, statement]) => resourcesOf(statement)).join()).toContain(
        `log-group:/aws/lambda/switchback-${id}:*`,
      );
      expect(logs).toHaveLength(1);
    }
  });

  it('publishes metrics in one namespace', () => {
    const metrics = all.filter(([, { Action }]) => Action.includes('cloudwatch:PutMetricData'));
    expect(metrics).toHaveLength(FUNCTIONS.length);
    for (const [, { Condition }] of metrics) {
      expect(Condition).toEqual({ StringEquals: { 'cloudwatch:namespace': 'Switchback/Hold' } });
    }
  });
});

/** As IAM matches it: a star stands for anything. */
function matches(pattern: string, name: string): boolean {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[\\.]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(name);
}

describe('records', () => {
  const { services } = threeServices();
  const changes = recordStatements(services).filter(({ Action }) => Action.includes(KEY));

  it('may be changed in the zones of the services, one statement a zone', () => {
    expect(changes.map(({ Resource }) => Resource)).toEqual([
      { 'Fn::Sub': `arn:\${AWS::Partition}:route53:::hostedzone/Z0123456789ABCDEFGHIJ` },
      { 'Fn::Sub': `arn:\${AWS::Partition}:route53:::hostedzone/Z9999999999ABCDEFGHIJ` },
    ]);
  });

  it.each(changes)('a request without the keys is refused (%#)', ({ Condition }) => {
    const asked = Object.entries(Condition ?? {})
      .filter(([operator]) => operator.startsWith('ForAllValues:'))
      .flatMap(([, keys]) => Object.keys(keys));
    expect(asked.toSorted()).toEqual([
      `${KEY}Actions`,
      `${KEY}NormalizedRecordNames`,
      `${KEY}RecordTypes`,
    ]);
    expect(Condition?.Null).toEqual(Object.fromEntries(asked.map((key) => [key, 'false'])));
  });

  it.each(changes)('are created and replaced, never deleted (%#)', ({ Condition }) => {
    expect(Condition?.['ForAllValues:StringEquals']).toEqual({
      [`${KEY}RecordTypes`]: ['A', 'TXT'],
      [`${KEY}Actions`]: ['CREATE', 'UPSERT'],
    });
  });

  const patterns = changes[0]?.Condition?.['ForAllValues:StringLike']?.[
    `${KEY}NormalizedRecordNames`
  ] as readonly string[];

  it.each([
    ['shop.example.com', true],
    ['www.shop.example.com', true],
    ['api.example.com', true],
    [fenceName(aService(), 1), true],
    [fenceName(aService(), 12_345_678), true],
    ['example.com', false],
    ['other.example.com', false],
    ['_switchback-hold.shop.example.com', false],
    ['mail.example.net', false],
    ['g000001._switchback.other.example.com', false],
  ])('the name %s is allowed: %s', (name, allowed) => {
    expect(patterns.some((pattern) => matches(pattern, normalizedName(name)))).toBe(allowed);
  });

  it.each([
    ['Shop.Example.COM.', 'shop.example.com'],
    ['*.example.com', '\\052.example.com'],
    ['_a-1.example.com', '_a-1.example.com'],
    ['a b.example.com', 'a\\040b.example.com'],
  ])('the name %s is %s to IAM', (name, normalized) => {
    expect(normalizedName(name)).toBe(normalized);
  });
});
