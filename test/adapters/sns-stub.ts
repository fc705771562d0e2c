/** As much of SNS's query protocol as a notifier speaks. */
import type { Notifier } from '../../src/ports.ts';
import { type AwsAnswer, type AwsRequest, ok, xmlError } from './aws-stub.ts';

export const PUBLISHED =
  '<PublishResponse><PublishResult><MessageId>m-1</MessageId></PublishResult></PublishResponse>';

export function snsAnswer(notifier: Notifier) {
  return async ({ query }: AwsRequest): Promise<AwsAnswer> => {
    const attributes = readAttributes(query);
    if (Object.values(attributes).includes('')) return xmlError('InvalidParameterValue', 'empty');
    const text = query.get('Message') ?? '';
    await notifier.publish({ key: '', subject: query.get('Subject') ?? '', text, attributes });
    return ok(PUBLISHED);
  };
}

function readAttributes(query: URLSearchParams): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (let at = 1; query.has(`MessageAttributes.entry.${at}.Name`); at += 1) {
    const entry = `MessageAttributes.entry.${at}`;
    const value = query.get(`${entry}.Value.StringValue`) ?? '';
    attributes[query.get(`${entry}.Name`) ?? ''] = value;
  }
  return attributes;
}
