/** Requests as bytes: for what no client of ours sends. */
import type { TestCloud } from './cloud.ts';

interface RawRequest {
  readonly service: string;
  readonly method?: string;
  readonly path?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly region?: string;
}

export function authorization(service: string, region = 'us-west-2'): string {
  return `AWS4-HMAC-SHA256 Credential=local/20261124/${region}/${service}/aws4_request, SignedHeaders=host, Signature=0`;
}

export async function raw(cloud: TestCloud, request: RawRequest) {
  const { service, method = 'POST', path = '/', body, headers, region } = request;
  const response = await fetch(cloud.gateway.url + path, {
    method,
    headers: { authorization: authorization(service, region), ...headers },
    ...(body !== undefined && { body }),
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** A request in one of the JSON protocols. */
export async function rawJson(cloud: TestCloud, service: string, target: string, input: unknown) {
  const { status, headers, text } = await raw(cloud, {
    service,
    body: JSON.stringify(input),
    headers: { 'x-amz-target': target, 'content-type': 'application/x-amz-json-1.1' },
  });
  return { status, headers, body: JSON.parse(text) };
}
