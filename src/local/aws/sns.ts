/** SNS over the inbox: the actions of a topic, with SNS's own limits. */
import { ACCOUNT_ID, localArn } from '../account.ts';
import { ApiError } from './api-error.ts';
import type { AwsService } from './aws-request.ts';
import { type Inbox, PROTOCOLS, type Protocol, type Subscription } from './inbox.ts';
import { type QueryCall, queryService } from './query-protocol.ts';
import { node, nodes, type XmlNode } from './xml-writer.ts';

/** SNS Developer Guide, "Publish": 256 KB, message attributes included. */
const LARGEST_MESSAGE_BYTES = 262_144;
/** API `Publish`: ASCII, at most 100 characters, begins with a letter, number or punctuation mark, no line breaks. */
const SUBJECT = /^[\x21-\x7e][\x20-\x7e]{0,99}$/;
const TOPIC_NAME = /^[A-Za-z0-9_-]{1,256}$/;

export function snsService(inbox: Inbox): AwsService {
  return queryService('http://sns.amazonaws.com/doc/2010-03-31/', {
    Publish: (call) => publish(inbox, call),
    CreateTopic: ({ form, region }) => {
      const name = form.get('Name') ?? '';
      if (!TOPIC_NAME.test(name)) throw invalid('Topic Name');
      return nodes({ TopicArn: inbox.createTopic(localArn('sns', region, name)) });
    },
    ListTopics: ({ region }) => [
      node(
        'Topics',
        inbox
          .topics()
          .filter((arn) => regionOf(arn) === region)
          .map((arn) => node('member', nodes({ TopicArn: arn }))),
      ),
    ],
    GetTopicAttributes: ({ form }) => topicAttributes(inbox, topicOf(inbox, form.get('TopicArn'))),
    Subscribe: (call) => subscribe(inbox, call),
    Unsubscribe: ({ form }) => {
      inbox.unsubscribe(form.get('SubscriptionArn') ?? '');
      return [];
    },
    ListSubscriptions: ({ region }) =>
      subscriptionList(
        inbox.subscriptions().filter(({ topicArn }) => regionOf(topicArn) === region),
      ),
    ListSubscriptionsByTopic: ({ form }) =>
      subscriptionList(inbox.subscriptions(topicOf(inbox, form.get('TopicArn')))),
  });
}

function publish(inbox: Inbox, { form }: QueryCall): readonly XmlNode[] {
  const target = form.get('TopicArn') ?? form.get('TargetArn');
  if (form.has('PhoneNumber') || target === null) throw invalid('TopicArn or TargetArn');
  const topicArn = topicOf(inbox, target);
  const message = form.get('Message') ?? '';
  if (message === '') throw invalid('Empty message');
  const subject = form.get('Subject') ?? undefined;
  if (subject !== undefined && !SUBJECT.test(subject)) throw invalid('Subject');
  const attributes = readAttributes(form);
  if (bytesOf(message, attributes) > LARGEST_MESSAGE_BYTES) throw invalid('Message too long');
  return nodes({ MessageId: inbox.publish({ topicArn, subject, message, attributes }) });
}

function bytesOf(message: string, attributes: Readonly<Record<string, string>>): number {
  const texts = Object.entries(attributes).map(([name, value]) => `${name}String${value}`);
  return Buffer.byteLength(message + texts.join(''));
}

function readAttributes(form: URLSearchParams): Readonly<Record<string, string>> {
  const attributes: Record<string, string> = {};
  for (let at = 1; form.has(`MessageAttributes.entry.${at}.Name`); at += 1) {
    const entry = `MessageAttributes.entry.${at}`;
    const name = form.get(`${entry}.Name`) ?? '';
    const type = form.get(`${entry}.Value.DataType`) ?? '';
    const value = form.get(`${entry}.Value.StringValue`) ?? '';
    if (!/^(?:String|Number)(?:\.|$)/.test(type) || value === '') {
      throw new ApiError(
        'ParameterValueInvalid',
        `The message attribute '${name}' must contain non-empty message attribute value for message attribute type '${type}'.`,
      );
    }
    attributes[name] = value;
  }
  return attributes;
}

/** Throws `NotFound`. */
function topicOf(inbox: Inbox, arn: string | null): string {
  if (arn === null || !/^arn:aws:sns:[\w-]+:\d+:/.test(arn)) throw invalid('TopicArn');
  if (!inbox.hasTopic(arn)) throw new ApiError('NotFound', 'Topic does not exist', 404);
  return arn;
}

function topicAttributes(inbox: Inbox, topicArn: string): readonly XmlNode[] {
  const subscriptions = inbox.subscriptions(topicArn);
  const confirmed = subscriptions.filter(({ isConfirmed }) => isConfirmed).length;
  const attributes = {
    TopicArn: topicArn,
    Owner: ACCOUNT_ID,
    DisplayName: '',
    SubscriptionsConfirmed: confirmed,
    SubscriptionsPending: subscriptions.length - confirmed,
    SubscriptionsDeleted: 0,
  };
  const entries = Object.entries(attributes).map(([key, value]) =>
    node('entry', nodes({ key, value })),
  );
  return [node('Attributes', entries)];
}

function subscribe(inbox: Inbox, { form }: QueryCall): readonly XmlNode[] {
  const topicArn = topicOf(inbox, form.get('TopicArn'));
  const protocol = PROTOCOLS.find((one) => one === form.get('Protocol'));
  if (protocol === undefined) {
    throw invalid(`Protocol: the local SNS knows ${PROTOCOLS.join(', ')}`);
  }
  const endpoint = form.get('Endpoint') ?? '';
  if (!isEndpoint(protocol, endpoint)) throw invalid(`Endpoint: ${ENDPOINT_RULES[protocol]}`);
  const subscription = inbox.subscribe(topicArn, protocol, endpoint);
  const asksForArn = form.get('ReturnSubscriptionArn') === 'true';
  const shown = asksForArn ? subscription.arn : shownArn(subscription, 'pending confirmation');
  return nodes({ SubscriptionArn: shown });
}

const ENDPOINT_RULES: Readonly<Record<Protocol, string>> = {
  http: 'the local SNS reaches http:// addresses of the loopback only',
  https: 'the local SNS reaches https:// addresses of the loopback only',
  email: 'a mail address',
  sqs: 'the ARN of a queue',
};

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

function isEndpoint(protocol: Protocol, endpoint: string): boolean {
  if (protocol === 'email') return /^[^\s@]+@[^\s@]+$/.test(endpoint);
  if (protocol === 'sqs') return endpoint.startsWith('arn:aws:sqs:');
  const url = URL.parse(endpoint);
  return url?.protocol === `${protocol}:` && LOOPBACK.test(url.hostname);
}

function subscriptionList(subscriptions: readonly Subscription[]): readonly XmlNode[] {
  const listed = subscriptions.map((subscription) =>
    node(
      'member',
      nodes({
        SubscriptionArn: shownArn(subscription, 'PendingConfirmation'),
        Owner: ACCOUNT_ID,
        Protocol: subscription.protocol,
        Endpoint: subscription.endpoint,
        TopicArn: subscription.topicArn,
      }),
    ),
  );
  return [node('Subscriptions', listed)];
}

function shownArn({ isConfirmed, arn }: Subscription, pending: string): string {
  return isConfirmed ? arn : pending;
}

function regionOf(arn: string): string | undefined {
  return arn.split(':')[3];
}

function invalid(what: string): ApiError {
  return new ApiError('InvalidParameter', `Invalid parameter: ${what}`);
}
