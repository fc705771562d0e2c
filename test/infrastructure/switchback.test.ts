import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { REGIONS } from '../../src/config/regions.ts';
import { FUNCTION_TIMEOUT_MS } from '../../src/core/limits.ts';
import { FUNCTIONS, functionName } from '../../src/infrastructure/functions.ts';
import { buildStacks } from '../../src/infrastructure/stacks.ts';
import { switchbackInEars, switchbackInHome } from '../../src/infrastructure/switchback.ts';
import { randomConfiguration } from './random-configuration.ts';
import { references } from './template-reading.ts';
import {
  loose,
  MADE_BY_THE_FRAMEWORK,
  ofType,
  resourceStatements,
  threeServices,
  wholeStacks,
} from './whole-stacks.ts';

const { home, ears } = wholeStacks();

function gotAttributes(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  const attribute = (value as { 'Fn::GetAtt'?: readonly string[] })['Fn::GetAtt'];
  return attribute ? [attribute[0] ?? ''] : Object.values(value).flatMap(gotAttributes);
}

describe('whatever the services', () => {
  it('nothing refers to what is not there', () => {
    fc.assert(
      fc.property(randomConfiguration, (configuration) => {
        const stacks = wholeStacks(configuration);
        for (const template of [stacks.home, stacks.ears]) {
          const there = new Set([
            ...Object.keys(template.Resources),
            ...Object.keys(template.Parameters ?? {}),
            ...(template === stacks.home ? MADE_BY_THE_FRAMEWORK : []),
            'AWS::AccountId',
          ]);
          const asked = [...references(template), ...gotAttributes(template)];
          expect(asked.filter((id) => !there.has(id))).toEqual([]);
        }
      }),
    );
  });

  it('the services and Switchback itself share no logical id', () => {
    fc.assert(
      fc.property(randomConfiguration, (configuration) => {
        const services = buildStacks(configuration);
        const itself = [switchbackInHome(configuration), switchbackInEars(configuration)];
        const shared = [services.home, services.ears].flatMap(({ Resources }, index) =>
          Object.keys(Resources).filter((id) => id in (itself[index] ?? {})),
        );
        expect(shared).toEqual([]);
      }),
    );
  });
});

describe('the table', () => {
  it('outlives the stack, can be restored to any second, and is paid by request', () => {
    expect(loose(home, 'Table')).toMatchObject({
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [
          { AttributeName: 'service', KeyType: 'HASH' },
          { AttributeName: 'item', KeyType: 'RANGE' },
        ],
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        DeletionProtectionEnabled: true,
        SSESpecification: { SSEEnabled: true },
      },
    });
  });
});

describe('topics, queues and the bus', () => {
  it.each([...resourceStatements(home), ...resourceStatements(ears)])(
    '%s lets nobody in but one service for one source, or one role',
    (_id, { Effect, Principal, Condition }) => {
      if (Effect === 'Deny') {
        expect(Condition).toEqual({ Bool: { 'aws:SecureTransport': 'false' } });
        return;
      }
      expect(Principal).not.toBe('*');
      const isRole = typeof Principal === 'object' && 'AWS' in Principal;
      expect(isRole || JSON.stringify(Condition).includes('"aws:SourceArn"')).toBe(true);
    },
  );

  it.each([
    ...['AWS::SQS::Queue', 'AWS::SNS::Topic'].flatMap((type) => [
      ...ofType(home, type).map(([id]) => ['home', id] as const),
      ...ofType(ears, type).map(([id]) => ['ears', id] as const),
    ]),
  ])('in %s, %s takes nothing without TLS', (stack, id) => {
    const denied = resourceStatements(stack === 'home' ? home : ears).filter(
      ([policy, { Effect }]) => policy === `${id}Policy` && Effect === 'Deny',
    );
    expect(denied).toHaveLength(1);
  });

  it.each([...ofType(home, 'AWS::SQS::Queue'), ...ofType(ears, 'AWS::SQS::Queue')])(
    'the queue %s is encrypted',
    (_id, { Properties }) => {
      expect(Properties.SqsManagedSseEnabled).toBe(true);
    },
  );

  it("incidents are encrypted at rest; Switchback's own alarms are not, as CloudWatch could not say them", () => {
    expect(loose(home, 'Topic').Properties.KmsMasterKeyId).toBe('alias/aws/sns');
    expect(loose(home, 'SelfTopic').Properties).not.toHaveProperty('KmsMasterKeyId');
  });

  it('everybody in the file is told by all three topics', () => {
    const subscriptions = [home, ears].flatMap((stack) => ofType(stack, 'AWS::SNS::Subscription'));
    const told = subscriptions.map(
      ([, { Properties }]) => `${Properties.TopicArn.Ref} ${Properties.Endpoint}`,
    );
    expect(told.toSorted()).toEqual([
      'EarsSelfTopic https://pager.example.com/sns',
      'EarsSelfTopic team@example.com',
      'SelfTopic https://pager.example.com/sns',
      'SelfTopic team@example.com',
      'Topic https://pager.example.com/sns',
      'Topic team@example.com',
    ]);
  });
});

describe('the way of an alarm', () => {
  it.each(REGIONS)('leads from us-east-1 to a home in %s', (homeRegion) => {
    const stacks = wholeStacks(threeServices({ homeRegion }));
    const [target] = loose(stacks.ears, 'AlarmStateChangeRule').Properties.Targets;
    expect(target).toMatchObject({
      Arn: {
        'Fn::Sub': `arn:\${AWS::Partition}:events:${homeRegion}:\${AWS::AccountId}:event-bus/switchback`,
      },
      RoleArn: { 'Fn::Sub': `arn:\${AWS::Partition}:iam::\${AWS::AccountId}:role/switchback-ears` },
      DeadLetterConfig: { Arn: { 'Fn::GetAtt': ['DeadLetters', 'Arn'] } },
    });
    expect(loose(stacks.home, 'Bus').Properties.Name).toBe('switchback');
    expect(loose(stacks.home, 'EarsRole').Properties.RoleName).toBe('switchback-ears');
  });

  it('lets only the role of ears onto the bus, and that role nowhere else', () => {
    expect(loose(home, 'BusPolicy').Properties.Statement.Principal).toEqual({
      AWS: { 'Fn::GetAtt': ['EarsRole', 'Arn'] },
    });
    expect(loose(home, 'EarsRole').Properties.Policies[0].PolicyDocument.Statement).toEqual([
      {
        Effect: 'Allow',
        Action: ['events:PutEvents'],
        Resource: { 'Fn::GetAtt': ['Bus', 'Arn'] },
      },
    ]);
  });

  it.each([
    ['home', 'WakeRule'],
    ['ears', 'AlarmStateChangeRule'],
  ])('gives up in %s after two minutes, into a dead-letter queue', (stack, rule) => {
    const [target] = loose(stack === 'home' ? home : ears, rule).Properties.Targets;
    expect(target.RetryPolicy.MaximumEventAgeInSeconds).toBeLessThanOrEqual(120);
    expect(target.DeadLetterConfig).toEqual({ Arn: { 'Fn::GetAtt': ['DeadLetters', 'Arn'] } });
  });

  it('hides a message for six time-outs, tries it three times and keeps it after that', () => {
    const { VisibilityTimeout, RedrivePolicy, MessageRetentionPeriod } = loose(
      home,
      'WakeQueue',
    ).Properties;
    expect(VisibilityTimeout).toBeGreaterThanOrEqual((6 * FUNCTION_TIMEOUT_MS) / 1000);
    expect(RedrivePolicy).toEqual({
      deadLetterTargetArn: { 'Fn::GetAtt': ['DeadLetters', 'Arn'] },
      maxReceiveCount: 3,
    });
    expect(MessageRetentionPeriod).toBeGreaterThan(3 * VisibilityTimeout);
  });

  it('makes few passes of many alarms', () => {
    expect(loose(home, 'WakeSource').Properties).toMatchObject({
      MaximumBatchingWindowInSeconds: 1,
      ScalingConfig: { MaximumConcurrency: 2 },
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
  });
});

describe('the schedule', () => {
  it('runs tick every minute, with a role for nothing else', () => {
    expect(loose(home, 'TickSchedule').Properties).toMatchObject({
      ScheduleExpression: 'rate(1 minute)',
      FlexibleTimeWindow: { Mode: 'OFF' },
      State: 'ENABLED',
      Target: {
        Arn: { 'Fn::GetAtt': ['TickLambdaFunction', 'Arn'] },
        RetryPolicy: { MaximumEventAgeInSeconds: 60, MaximumRetryAttempts: 1 },
        DeadLetterConfig: { Arn: { 'Fn::GetAtt': ['DeadLetters', 'Arn'] } },
      },
    });
    const { AssumeRolePolicyDocument, Policies } = loose(home, 'TickScheduleRole').Properties;
    expect(AssumeRolePolicyDocument.Statement[0].Condition).toEqual({
      StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
    });
    expect(Policies[0].PolicyDocument.Statement).toHaveLength(2);
  });

  it.each(['tick', 'failback', 'operate'])('nothing of %s is run again, or late', (id) => {
    const config = loose(home, `${id.charAt(0).toUpperCase()}${id.slice(1)}InvokeConfig`);
    expect(config.Properties).toMatchObject({
      MaximumRetryAttempts: 0,
      MaximumEventAgeInSeconds: 60,
    });
  });
});

describe('names', () => {
  const longest = wholeStacks(threeServices({ stackName: 'a'.repeat(32) }));
  it.each([
    ['AWS::SQS::Queue', 'QueueName', 80],
    ['AWS::SNS::Topic', 'TopicName', 256],
    ['AWS::Events::EventBus', 'Name', 256],
    ['AWS::Events::Rule', 'Name', 64],
    ['AWS::IAM::Role', 'RoleName', 64],
    ['AWS::Scheduler::Schedule', 'Name', 64],
    ['AWS::CloudWatch::Alarm', 'AlarmName', 255],
  ])(
    'of every %s (%s) are short enough when the stack has the longest',
    (type, property, limit) => {
      const names = [longest.home, longest.ears]
        .flatMap((template) => ofType(template, type))
        .flatMap(([, { Properties }]) => Properties[property] ?? []);
      expect(names.length).toBeGreaterThan(0);
      expect(Math.max(...names.map((name: string) => name.length))).toBeLessThanOrEqual(limit);
    },
  );

  it.each(FUNCTIONS)('of the function %s carry no stage', (id) => {
    expect(functionName('switchback', id)).toBe(`switchback-${id}`);
  });
});

describe('outputs', () => {
  it('of home tell scripts what has a name of its own', () => {
    expect(Object.keys(home.Outputs).slice(-4)).toEqual([
      'TableName',
      'TopicArn',
      'SelfTopicArn',
      'DeadLettersUrl',
    ]);
  });
});
