/** Every call that a pass makes is allowed to the deployed roles, and the calls beside them are denied. */
import { describe, expect, it } from '@jest/globals';
import { FUNCTIONS } from '../../src/infrastructure/functions.ts';
import { type Call, isAllowed } from './role-judge.ts';

const ROLES = FUNCTIONS.map((id) => `${id[0]?.toUpperCase()}${id.slice(1)}Role`);
const ZONE = 'arn:aws:route53:::hostedzone/Z0123456789ABCDEFGHIJ';
const OTHER_ZONE = 'arn:aws:route53:::hostedzone/Z1111111111ABCDEFGHIJ';
const TABLE = 'arn:aws:dynamodb:us-west-2:123456789012:table/switchback-table';
const OTHER_TABLE = 'arn:aws:dynamodb:us-west-2:123456789012:table/orders';
const TOPIC = 'arn:aws:sns:us-west-2:123456789012:switchback-topic';
const KEY = 'route53:ChangeResourceRecordSets';

function change(
  names: readonly string[],
  types: readonly string[] = ['A', 'TXT'],
  actions: readonly string[] = ['CREATE', 'UPSERT'],
  resource = ZONE,
): Call {
  return {
    action: KEY,
    resource,
    context: {
      [`${KEY}NormalizedRecordNames`]: names,
      [`${KEY}RecordTypes`]: types,
      [`${KEY}Actions`]: actions,
    },
  };
}

const FENCED = ['g000007._switchback.shop.example.com', 'shop.example.com', 'www.shop.example.com'];

const MADE: readonly (readonly [string, Call])[] = [
  ['change weights behind a fence', change(FENCED)],
  [
    'change two services at once',
    change([...FENCED, 'g000001._switchback.api.example.com', 'api.example.com']),
  ],
  ['list records', { action: 'route53:ListResourceRecordSets', resource: ZONE }],
  ['read the delegation', { action: 'route53:GetHostedZone', resource: ZONE }],
  ['follow a change', { action: 'route53:GetChange', resource: 'arn:aws:route53:::change/C1' }],
  ['read alarms', { action: 'cloudwatch:DescribeAlarms', resource: '*' }],
  ['publish hold switches', metric('Switchback/Hold')],
  ['read states', { action: 'dynamodb:BatchGetItem', resource: TABLE }],
  ['read a state again', { action: 'dynamodb:GetItem', resource: TABLE }],
  ['save a state', { action: 'dynamodb:PutItem', resource: TABLE }],
  ['write the time-line', { action: 'dynamodb:BatchWriteItem', resource: TABLE }],
  ['tell people', { action: 'sns:Publish', resource: TOPIC }],
];

const NEIGHBOURS: readonly (readonly [string, Call])[] = [
  ['delete the record', change(['shop.example.com'], ['A'], ['DELETE'])],
  ['delete a fence', change(['g000007._switchback.shop.example.com'], ['TXT'], ['DELETE'])],
  ['delete beside an allowed change', change(FENCED, ['A', 'TXT'], ['UPSERT', 'DELETE'])],
  ['change another name', change(['mail.example.com'])],
  ['change the apex', change(['example.com'])],
  ['change another name beside an allowed one', change([...FENCED, 'mail.example.com'])],
  ['change a name below the service’s', change(['x.shop.example.com'])],
  ['change a witness', change(['_switchback-primary.shop.example.com'], ['TXT'])],
  ['change name servers', change(['shop.example.com'], ['NS'])],
  ['change mail servers', change(['shop.example.com'], ['MX'])],
  ['change another zone', change(FENCED, undefined, undefined, OTHER_ZONE)],
  ['change without saying what', { action: KEY, resource: ZONE }],
  [
    'change without saying which names',
    { ...change(FENCED), context: { [`${KEY}RecordTypes`]: ['A'], [`${KEY}Actions`]: ['UPSERT'] } },
  ],
  ['list another zone', { action: 'route53:ListResourceRecordSets', resource: OTHER_ZONE }],
  ['delete the zone', { action: 'route53:DeleteHostedZone', resource: ZONE }],
  [
    'invert a health check',
    { action: 'route53:UpdateHealthCheck', resource: 'arn:aws:route53:::healthcheck/h' },
  ],
  [
    'delete a health check',
    { action: 'route53:DeleteHealthCheck', resource: 'arn:aws:route53:::healthcheck/h' },
  ],
  ['publish in another namespace', metric('AWS/Route53')],
  ['publish in a namespace that begins alike', metric('Switchback/HoldX')],
  ['publish without a namespace', { action: 'cloudwatch:PutMetricData', resource: '*' }],
  [
    'set an alarm’s state',
    {
      action: 'cloudwatch:SetAlarmState',
      resource: 'arn:aws:cloudwatch:us-east-1:123456789012:alarm:switchback-shop-primary-health',
    },
  ],
  [
    'delete an alarm',
    {
      action: 'cloudwatch:DeleteAlarms',
      resource: 'arn:aws:cloudwatch:us-east-1:123456789012:alarm:switchback-shop-primary-health',
    },
  ],
  ['read another table', { action: 'dynamodb:GetItem', resource: OTHER_TABLE }],
  ['write another table', { action: 'dynamodb:PutItem', resource: OTHER_TABLE }],
  ['delete an item', { action: 'dynamodb:DeleteItem', resource: TABLE }],
  ['update an item without its condition', { action: 'dynamodb:UpdateItem', resource: TABLE }],
  ['list the time-line', { action: 'dynamodb:Query', resource: TABLE }],
  ['scan the table', { action: 'dynamodb:Scan', resource: TABLE }],
  ['delete the table', { action: 'dynamodb:DeleteTable', resource: TABLE }],
  ['tell another topic', { action: 'sns:Publish', resource: `${TOPIC}-other` }],
  ['subscribe to the topic', { action: 'sns:Subscribe', resource: TOPIC }],
  [
    'put events on the bus',
    {
      action: 'events:PutEvents',
      resource: 'arn:aws:events:us-west-2:123456789012:event-bus/switchback',
    },
  ],
  [
    'read the dead letters',
    {
      action: 'sqs:ReceiveMessage',
      resource: 'arn:aws:sqs:us-west-2:123456789012:switchback-dead-letters',
    },
  ],
  [
    'send to the queue',
    { action: 'sqs:SendMessage', resource: 'arn:aws:sqs:us-west-2:123456789012:switchback-wake' },
  ],
  [
    'invoke a function',
    {
      action: 'lambda:InvokeFunction',
      resource: 'arn:aws:lambda:us-west-2:123456789012:function:switchback-failback',
    },
  ],
  [
    'change a function',
    {
      action: 'lambda:UpdateFunctionCode',
      resource: 'arn:aws:lambda:us-west-2:123456789012:function:switchback-tick',
    },
  ],
  [
    'take another role',
    { action: 'iam:PassRole', resource: 'arn:aws:iam::123456789012:role/admin' },
  ],
  [
    'write its own role',
    { action: 'iam:PutRolePolicy', resource: 'arn:aws:iam::123456789012:role/switchback-tick' },
  ],
  [
    'write to another log',
    {
      action: 'logs:PutLogEvents',
      resource: 'arn:aws:logs:us-west-2:123456789012:log-group:/aws/lambda/orders:log-stream:x',
    },
  ],
  ['read objects', { action: 's3:GetObject', resource: 'arn:aws:s3:::orders/x' }],
  [
    'read secrets',
    {
      action: 'secretsmanager:GetSecretValue',
      resource: 'arn:aws:secretsmanager:us-west-2:123456789012:secret:x',
    },
  ],
];

function metric(namespace: string): Call {
  return {
    action: 'cloudwatch:PutMetricData',
    resource: '*',
    context: { 'cloudwatch:namespace': namespace },
  };
}

describe.each(ROLES)('%s', (role) => {
  it.each(MADE)('may %s', async (_, call) => {
    expect(await isAllowed(role, call)).toBe(true);
  });

  it.each(NEIGHBOURS)('may not %s', async (_, call) => {
    expect(await isAllowed(role, call)).toBe(false);
  });
});

describe('the queue', () => {
  const receive = {
    action: 'sqs:ReceiveMessage',
    resource: 'arn:aws:sqs:us-west-2:123456789012:switchback-wake',
  };

  it.each(ROLES)('is read by the alarm function alone, not by %s', async (role) => {
    expect(await isAllowed(role, receive)).toBe(role === 'AlarmRole');
  });
});
