/** DynamoDB's requests, handed as they are to whoever speaks DynamoDB here. */
import { request as httpRequest, type IncomingMessage } from 'node:http';
import type { AwsReply, AwsRequest, AwsService } from './aws-request.ts';

export function dynamoProxy(url: string): AwsService {
  return {
    serve: (request) => forward(url, request),
    refuse: (error) => ({
      status: error.status,
      headers: { 'content-type': 'application/x-amz-json-1.0' },
      body: JSON.stringify({
        __type: `com.amazonaws.dynamodb.v20120810#${error.code}`,
        message: error.message,
      }),
    }),
  };
}

/** Of the connection to us, not of the request. */
const HOP_BY_HOP: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'date',
  // The body has been unpacked.
  'content-encoding',
  'content-length',
]);

async function forward(
  url: string,
  { method, path, query, headers, body }: AwsRequest,
): Promise<AwsReply> {
  const answered = Promise.withResolvers<IncomingMessage>();
  const search = query.size > 0 ? `?${query}` : '';
  const outgoing = httpRequest(
    new URL(path + search, url),
    { method, headers: { ...passedOn(headers), 'content-length': String(body.length) } },
    answered.resolve,
  );
  outgoing.once('error', answered.reject);
  outgoing.end(body);
  const response = await answered.promise;
  const chunks: Buffer[] = [];
  for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk);
  return {
    status: response.statusCode ?? 500,
    headers: passedOn(response.headers),
    body: Buffer.concat(chunks),
  };
}

function passedOn(headers: IncomingMessage['headers']): Record<string, string> {
  const passed = Object.entries(headers).filter(([name]) => !HOP_BY_HOP.has(name));
  return Object.fromEntries(passed.map(([name, value]) => [name, String(value)]));
}
