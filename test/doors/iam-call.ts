/** A request on the wire as IAM sees it: action, resource and condition keys. */
import type { AwsRequest } from '../adapters/aws-stub.ts';
import { readChanges } from '../adapters/route53-stub.ts';
import type { Call } from '../infrastructure/role-judge.ts';

const KEY = 'route53:ChangeResourceRecordSets';

/** Throws for a request of a kind that it has never seen, so that none goes by unjudged. */
export function iamCall(request: AwsRequest): Call {
  const { action, query } = request;
  if (action.startsWith('DynamoDB_20120810.')) return dynamoCall(request);
  if (action.startsWith('GraniteServiceVersion20100801.')) return cloudWatchCall(request);
  if (action === 'Publish') {
    return { action: 'sns:Publish', resource: query.get('TopicArn') ?? '' };
  }
  return route53Call(request);
}

function dynamoCall({ action, region, text }: AwsRequest): Call {
  const { TableName, RequestItems } = JSON.parse(text);
  const table = TableName ?? Object.keys(RequestItems).join();
  return {
    action: action.replace('DynamoDB_20120810.', 'dynamodb:'),
    resource: `arn:aws:dynamodb:${region}:123456789012:table/${table}`,
  };
}

function cloudWatchCall({ action, text }: AwsRequest): Call {
  const { Namespace } = JSON.parse(text);
  return {
    action: action.replace('GraniteServiceVersion20100801.', 'cloudwatch:'),
    resource: '*',
    ...(Namespace !== undefined && { context: { 'cloudwatch:namespace': Namespace } }),
  };
}

function route53Call({ action, text }: AwsRequest): Call {
  const path = /^(GET|POST) \/2013-04-01\/(hostedzone|change)\/(\w+)(\/rrset)?\/?$/.exec(action);
  if (!path) throw new Error(`no IAM action is known for ${action}`);
  const [, method, kind, id, isRecords] = path;
  const resource = `arn:aws:route53:::${kind}/${id}`;
  if (kind === 'change') return { action: 'route53:GetChange', resource };
  if (!isRecords) return { action: 'route53:GetHostedZone', resource };
  if (method === 'GET') return { action: 'route53:ListResourceRecordSets', resource };
  const changes = readChanges(text);
  const distinct = (values: readonly string[]) => [...new Set(values)];
  return {
    action: KEY,
    resource,
    context: {
      [`${KEY}NormalizedRecordNames`]: distinct(
        changes.map(({ set }) => set.Name.replace(/\.$/, '')),
      ),
      [`${KEY}RecordTypes`]: distinct(changes.map(({ set }) => set.Type)),
      [`${KEY}Actions`]: distinct(changes.map((change) => change.action)),
    },
  };
}
