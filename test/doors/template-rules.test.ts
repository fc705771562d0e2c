/**
 * The twenty rules for what is deployed (failure model, section 6), over the template that `serverless package` makes of
 * home and over that of ears. Where the design differs from a rule, the sentence says how; docs/security.md says why.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FUNCTION_TIMEOUT_MS } from '../../src/core/limits.ts';
import type { Statement } from '../../src/infrastructure/policy.ts';
import { SELF_METRICS, SELF_METRICS_PLACE } from '../../src/infrastructure/self-metrics.ts';
import { wildcards } from '../../src/infrastructure/wildcards.ts';
import {
  alarmsOn,
  type Compiled,
  compileStacks,
  isTlsOnly,
  logicalIdOf,
  ofBoth,
  ofType,
  resourceStatements,
  roleStatements,
  type Stacks,
  topicStatements,
  topicsOf,
  windowSeconds,
} from './compiled-stacks.ts';
import { DeployedAccount } from './deployed-account.ts';

const PATIENCE_MS = 120_000;
const KEY = 'route53:ChangeResourceRecordSets';
const IDS = ['alarm', 'tick', 'failback', 'operate'];

let stacks: Stacks;
let home: Compiled;
let ears: Compiled;

beforeAll(async () => {
  stacks = await compileStacks();
  ({ home, ears } = stacks);
}, PATIENCE_MS);
afterAll(() => stacks.packaged.remove());

function functions() {
  const found = ofType(home, 'AWS::Lambda::Function');
  expect(found).toHaveLength(IDS.length);
  return found;
}

describe('what is deployed', () => {
  it('1 runs on Node.js 22 or newer', () => {
    for (const { Runtime } of functions()) {
      expect(Number(/^nodejs(\d+)\.x$/.exec(Runtime)?.[1])).toBeGreaterThanOrEqual(22);
    }
  });

  it('2 is ended by Lambda after 30 s at most, before another pass takes it for dead', () => {
    for (const { Timeout } of functions()) {
      expect(Timeout).toBeLessThanOrEqual(30);
      expect(Timeout * 1000).toBeLessThanOrEqual(FUNCTION_TIMEOUT_MS);
    }
  });

  it('3 reserves no concurrency, which could starve an abort; fences keep passes apart, and the queue wakes two at most', () => {
    for (const one of functions()) expect(one).not.toHaveProperty('ReservedConcurrentExecutions');
    const [source, ...others] = ofType(home, 'AWS::Lambda::EventSourceMapping');
    expect(source.ScalingConfig).toEqual({ MaximumConcurrency: 2 });
    expect(others).toEqual([]);
  });

  it('4 takes no wake-up call older than two minutes, repeats none more than once, and keeps what failed', () => {
    const [schedule] = ofType(home, 'AWS::Scheduler::Schedule');
    const { RetryPolicy, DeadLetterConfig } = schedule.Target;
    expect(RetryPolicy.MaximumEventAgeInSeconds).toBeLessThanOrEqual(120);
    expect(RetryPolicy.MaximumRetryAttempts).toBeLessThanOrEqual(1);
    expect(DeadLetterConfig.Arn).toEqual({ 'Fn::GetAtt': ['DeadLetters', 'Arn'] });
    const configs = ofType(home, 'AWS::Lambda::EventInvokeConfig');
    // The function alarm is never queued by Lambda: its own queue has a redrive policy.
    expect(configs.map(({ FunctionName }) => FunctionName.Ref).sort()).toEqual([
      'FailbackLambdaFunction',
      'OperateLambdaFunction',
      'TickLambdaFunction',
    ]);
    for (const { MaximumEventAgeInSeconds, MaximumRetryAttempts } of configs) {
      expect(MaximumEventAgeInSeconds).toBeLessThanOrEqual(120);
      expect(MaximumRetryAttempts).toBeLessThanOrEqual(1);
    }
    const tick = configs.find(({ FunctionName }) => FunctionName.Ref.startsWith('Tick'));
    expect(tick.DestinationConfig.OnFailure.Destination).toEqual(DeadLetterConfig.Arn);
    const [source] = ofType(home, 'AWS::Lambda::EventSourceMapping');
    const wake = home.Resources[source.EventSourceArn['Fn::GetAtt'][0]]?.Properties;
    expect(wake.RedrivePolicy.deadLetterTargetArn).toEqual(DeadLetterConfig.Arn);
  });

  it('5 has a dead-letter queue behind every target of a rule, which takes from that rule alone', () => {
    for (const template of [home, ears]) {
      const rules = Object.entries(template.Resources).filter(
        ([, { Type }]) => Type === 'AWS::Events::Rule',
      );
      expect(rules.length).toBeGreaterThan(0);
      for (const [id, { Properties }] of rules) {
        for (const { DeadLetterConfig } of Properties.Targets) {
          const arn = DeadLetterConfig.Arn;
          const allowed = ofType(template, 'AWS::SQS::QueuePolicy')
            .flatMap(({ PolicyDocument }) => PolicyDocument.Statement as Statement[])
            .filter(({ Effect, Resource }) => {
              const isThisQueue = JSON.stringify(Resource) === JSON.stringify(arn);
              return Effect === 'Allow' && isThisQueue;
            });
          expect(allowed.map(({ Condition }) => Condition)).toEqual([
            { ArnEquals: { 'aws:SourceArn': { 'Fn::GetAtt': [id, 'Arn'] } } },
          ]);
        }
      }
    }
  });

  it('6 has alarms on errors, throttles, runs above 80 % of the time-out, the age of waiting events and dead letters', () => {
    expect(alarmsOn(home, 'AWS/Lambda', 'Errors')).toHaveLength(IDS.length);
    // Of the two that nobody waits for; a person whose command is refused sees it.
    expect(alarmsOn(home, 'AWS/Lambda', 'Throttles').length).toBeGreaterThanOrEqual(2);
    const [duration] = alarmsOn(home, 'AWS/Lambda', 'Duration');
    expect(duration.Threshold).toBeLessThanOrEqual(0.8 * FUNCTION_TIMEOUT_MS);
    expect(alarmsOn(home, 'AWS/SQS', 'ApproximateAgeOfOldestMessage')).toHaveLength(1);
    const letters = 'ApproximateNumberOfMessagesVisible';
    for (const template of [home, ears]) {
      const [alarm] = alarmsOn(template, 'AWS/SQS', letters);
      expect(alarm).toMatchObject({ Threshold: 1, EvaluationPeriods: 1 });
    }
  });

  it('7 has a dead man’s switch that takes silence for the fault, in home and, to another topic, in another Region', () => {
    const [heartbeat] = alarmsOn(home, SELF_METRICS_PLACE.namespace, 'Passes');
    expect(heartbeat).toMatchObject({
      TreatMissingData: 'breaching',
      ComparisonOperator: 'LessThanThreshold',
      Threshold: 1,
    });
    expect(windowSeconds(heartbeat)).toBeLessThanOrEqual(300);
    // An alarm sees its own Region alone; a health check sees any, and is a metric in us-east-1.
    const check = ofType(home, 'AWS::Route53::HealthCheck').find(
      ({ HealthCheckConfig }) =>
        HealthCheckConfig.AlarmIdentifier?.Name.Ref === logicalIdOf(home, heartbeat),
    );
    expect(check.HealthCheckConfig.InsufficientDataHealthStatus).toBe('Unhealthy');
    const far = alarmsOn(ears, 'AWS/Route53', 'HealthCheckStatus');
    expect(far).toHaveLength(1);
    expect(far[0]).toMatchObject({ TreatMissingData: 'breaching' });
    expect(ears.Resources[far[0].AlarmActions[0].Ref]?.Type).toBe('AWS::SNS::Topic');
  });

  it('8 has alarms on messages that wait, stages that last, records unlike the state, a pause of a day, and what cannot be read', () => {
    const { namespace } = SELF_METRICS_PLACE;
    const watched = ofType(home, 'AWS::CloudWatch::Alarm').filter(
      ({ Namespace }) => Namespace === namespace,
    );
    // A configuration is validated when it is packaged, and cannot be invalid when it runs.
    const metrics = watched.map(({ MetricName }) => MetricName);
    expect(metrics).toEqual(
      expect.arrayContaining([
        'OldestUntoldSeconds',
        'StageOverdueSeconds',
        'RecordsWrongSeconds',
        'PausedServices',
        'UnreadableServices',
      ]),
    );
    expect(metrics.filter((name) => !(name in SELF_METRICS))).toEqual([]);
    const [pause] = alarmsOn(home, namespace, 'PausedServices');
    expect(windowSeconds(pause)).toBe(24 * 60 * 60);
  });

  it('9 keeps logs for 90 days and not for ever, under CloudWatch’s own encryption', () => {
    const groups = ofType(home, 'AWS::Logs::LogGroup');
    expect(groups.map(({ LogGroupName }) => LogGroupName).sort()).toEqual(
      IDS.map((id) => `/aws/lambda/switchback-${id}`).sort(),
    );
    for (const { RetentionInDays, KmsKeyId } of groups) {
      expect(RetentionInDays).toBe(90);
      expect(KmsKeyId).toBeUndefined();
    }
  });

  it('10 is not traced by X-Ray, and has no right that tracing would need', () => {
    for (const { TracingConfig } of functions()) expect(TracingConfig).toBeUndefined();
    const actions = roleStatements(stacks).flatMap(({ Action }) => Action);
    expect(actions.filter((action) => action.startsWith('xray:'))).toEqual([]);
  });

  it('11 counts by embedded metrics: PutMetricData is allowed for the hold switch alone', () => {
    const metrics = roleStatements(stacks).filter(({ Action }) =>
      Action.includes('cloudwatch:PutMetricData'),
    );
    expect(metrics).toHaveLength(IDS.length);
    for (const { Condition } of metrics) {
      expect(Condition).toEqual({ StringEquals: { 'cloudwatch:namespace': 'Switchback/Hold' } });
    }
  });

  it(
    '12 logs decisions with service, incident, version and request id',
    async () => {
      const account = await DeployedAccount.start();
      await account.ticks(13);
      account.breakSide('primary');
      await account.ticks(3);
      const lines = (await account.close())
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>)
        .filter(({ message }) => message === 'decided');
      expect(lines.length).toBeGreaterThan(1);
      for (const line of lines) {
        expect(line).toMatchObject({
          serviceId: 'shop',
          version: expect.any(Number),
          function_request_id: expect.stringMatching(/^request-/),
        });
      }
      expect(lines.at(-1)?.incident).toMatch(/^shop-\d{8}-\d{6}$/);
    },
    PATIENCE_MS,
  );

  it('13 remembers in a table that can be restored, is encrypted, paid by request and outlives the stack', () => {
    const tables = Object.values(home.Resources).filter(
      ({ Type }) => Type === 'AWS::DynamoDB::Table',
    );
    expect(tables).toHaveLength(1);
    expect(tables[0]).toMatchObject({
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        DeletionProtectionEnabled: true,
        SSESpecification: { SSEEnabled: true },
        BillingMode: 'PAY_PER_REQUEST',
      },
    });
  });

  it('14 tells by topics that take nothing without TLS, nothing of strangers, and encrypt what is said of services', () => {
    expect(topicsOf(home)).toContainEqual(['Topic', 'alias/aws/sns']);
    for (const template of [home, ears]) {
      for (const [id, key] of topicsOf(template)) {
        expect([id, key === 'alias/aws/sns']).toEqual([id, id === 'Topic']);
        const all = topicStatements(template, id);
        expect(all.filter(isTlsOnly)).toHaveLength(1);
        const conditions = all.filter((one) => !isTlsOnly(one)).map(({ Condition }) => Condition);
        expect(conditions.every((one) => JSON.stringify(one).includes('"aws:SourceArn"'))).toBe(
          true,
        );
      }
    }
  });

  it('15 has no star in an action, and none in a resource but those whose reason is written down', () => {
    const known = new Set(
      IDS.flatMap((id) => Object.values(wildcards(`/aws/lambda/switchback-${id}`))).map(
        ({ actions, resource }) => JSON.stringify([actions, resource]),
      ),
    );
    for (const { Action, Resource } of roleStatements(stacks)) {
      expect(Action.filter((action) => action.includes('*'))).toEqual([]);
      const isKnown = known.has(JSON.stringify([Action, Resource]));
      expect(isKnown || !JSON.stringify(Resource).includes('*')).toBe(true);
    }
    const open = resourceStatements(stacks).filter(
      ({ Effect, Action, Resource }) =>
        Effect === 'Allow' && JSON.stringify([Action, Resource]).includes('*'),
    );
    expect(open).toEqual([]);
  });

  it('16 changes records of its names, types and actions only, and nothing where a request does not say which', () => {
    const changes = roleStatements(stacks).filter(({ Action }) => Action.includes(KEY));
    expect(changes).toHaveLength(IDS.length);
    for (const { Resource, Condition } of changes) {
      expect(JSON.stringify(Resource)).toMatch(/:hostedzone\/Z[A-Z0-9]+"/);
      const keys = ['Actions', 'NormalizedRecordNames', 'RecordTypes'].map((key) => `${KEY}${key}`);
      const restricted = Object.entries(Condition ?? {})
        .filter(([operator]) => operator.startsWith('ForAllValues:'))
        .flatMap(([, some]) => Object.keys(some));
      expect(restricted.sort()).toEqual(keys);
      expect(Condition?.Null).toEqual(Object.fromEntries(keys.map((key) => [key, 'false'])));
      expect(JSON.stringify(Condition)).not.toContain('DELETE');
    }
  });

  it('17 has nothing in an environment but names of its own resources', () => {
    for (const { Environment } of functions()) {
      expect(Environment.Variables).toEqual({
        SWITCHBACK_TABLE: { Ref: 'Table' },
        SWITCHBACK_TOPIC_ARN: { Ref: 'Topic' },
      });
    }
  });

  it('18 has no URL and no API, so that IAM judges every call', () => {
    const types = [home, ears].flatMap(({ Resources }) =>
      Object.values(Resources).map(({ Type }) => Type),
    );
    expect(types.filter((type) => /^AWS::(Lambda::Url|ApiGateway)/.test(type))).toEqual([]);
  });

  it('19 lets a service run a function by a role bound to this account, and nobody by the function’s own policy', () => {
    expect(ofBoth(stacks, 'AWS::Lambda::Permission')).toEqual([]);
    const invoking = ofBoth(stacks, 'AWS::IAM::Role').filter((role) =>
      JSON.stringify(role.Policies).includes('lambda:InvokeFunction'),
    );
    expect(invoking).toHaveLength(1);
    expect(invoking[0].AssumeRolePolicyDocument.Statement[0]).toMatchObject({
      Principal: { Service: 'scheduler.amazonaws.com' },
      Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
    });
    for (const { Effect, Principal, Condition } of resourceStatements(stacks)) {
      if (Effect === 'Deny') continue;
      const isRole = typeof Principal === 'object' && 'AWS' in Principal;
      expect(isRole || JSON.stringify(Condition).includes('"aws:SourceArn"')).toBe(true);
    }
  });

  it('20 is tagged, and says in its outputs what people and scripts look for', () => {
    const state = JSON.parse(stacks.packaged.file('.serverless/serverless-state.json').toString());
    expect(state.service.provider.stackTags).toEqual({ application: 'switchback' });
    for (const name of ['TableName', 'TopicArn', 'SelfTopicArn', 'DeadLettersUrl']) {
      expect(home.Outputs[name]?.Description).toMatch(/\w/);
    }
  });
});
