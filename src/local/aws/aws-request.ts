/** One request to an AWS API as the gateway reads it. */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { ApiError } from './api-error.ts';

/** What a signature says of its request. */
export interface Scope {
  readonly accessKeyId: string;
  readonly region: string;
  /** That the request is signed for: `route53`, `monitoring`, … */
  readonly service: string;
}

export interface AwsRequest extends Scope {
  readonly method: string;
  /** Decoded by nobody yet, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly requestId: string;
}

export interface AwsReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

/** One service behind the gateway. Refuses by throwing `ApiError`. */
export interface AwsService {
  serve(request: AwsRequest): AwsReply | Promise<AwsReply>;
  /** An error in the service's own protocol. */
  refuse(error: ApiError, request: AwsRequest): AwsReply;
}

/** More than the largest request of any of the services. */
const LARGEST_BODY_BYTES = 20 * 1024 * 1024;

const SCOPE = /Credential=([^/,]+)\/\d{8}\/([^/,]+)\/([^/,]+)\/aws4_request/;

/** `undefined`: the request is not signed, so that nobody knows which service it is for. */
export function scopeOf(authorization: string | undefined): Scope | undefined {
  const [, accessKeyId, region, service] = SCOPE.exec(authorization ?? '') ?? [];
  if (accessKeyId === undefined || region === undefined || service === undefined) return undefined;
  return { accessKeyId, region, service };
}

/** Throws `ApiError` on a body that is too large. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > LARGEST_BODY_BYTES) throw new ApiError('RequestTooLarge', 'Too large.', 413);
    chunks.push(chunk);
  }
  const whole = Buffer.concat(chunks);
  return request.headers['content-encoding'] === 'gzip' ? gunzipSync(whole) : whole;
}
