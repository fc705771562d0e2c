/** One HTTP server that stands for AWS: who is asked is told by target, path or action; what is answered is handed in. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { clientOptions, PATIENCE, type Patience } from '../../src/adapters/client-options.ts';

export interface AwsRequest {
  /** E.g. `DynamoDB_20120810.PutItem`, `Publish`, or the method and path of Route 53's REST. */
  readonly action: string;
  /** That the request is signed for. */
  readonly region: string;
  readonly query: URLSearchParams;
  readonly text: string;
}

export type AwsAnswer =
  | {
      readonly status: number;
      readonly body: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** The connection stays open and says nothing, or ends at once. */
  | 'silence'
  | 'reset';

export type Answering = (request: AwsRequest) => AwsAnswer | Promise<AwsAnswer>;

/** For a service that hangs. */
export const QUICK: Patience = { connectionMs: 300, requestMs: 300, attempts: 1 };

export class AwsStub {
  readonly requests: AwsRequest[] = [];
  readonly #server: Server;
  #answer: Answering;

  private constructor(answer: Answering) {
    this.#answer = answer;
    this.#server = createServer((request, response) => void this.#serve(request, response));
  }

  static async start(answer: Answering): Promise<AwsStub> {
    const stub = new AwsStub(answer);
    const { promise, resolve } = Promise.withResolvers<void>();
    stub.#server.listen(0, '127.0.0.1', resolve);
    await promise;
    return stub;
  }

  /** For a client of any service. */
  options(patience = PATIENCE, region = 'us-west-2') {
    const { port } = this.#server.address() as AddressInfo;
    return {
      ...clientOptions(region, patience),
      endpoint: `http://127.0.0.1:${port}`,
      credentials: { accessKeyId: 'id', secretAccessKey: 'CANARY-SECRET' },
    };
  }

  answer(answer: Answering): void {
    this.#answer = answer;
  }

  async close(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#server.close(() => resolve());
    this.#server.closeAllConnections();
    await promise;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const read = await readRequest(request);
    this.requests.push(read);
    const answer = await this.#answer(read);
    if (answer === 'silence') return;
    if (answer === 'reset') {
      request.socket.resetAndDestroy();
      return;
    }
    response.writeHead(answer.status, answer.headers).end(answer.body);
  }
}

async function readRequest(request: IncomingMessage): Promise<AwsRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  const isPacked = request.headers['content-encoding'] === 'gzip';
  const text = (isPacked ? gunzipSync(bytes) : bytes).toString();
  const url = new URL(request.url ?? '/', 'http://stub');
  const target = request.headers['x-amz-target'];
  const isForm = request.headers['content-type'] === 'application/x-www-form-urlencoded';
  const query = isForm ? new URLSearchParams(text) : url.searchParams;
  const action = isForm ? query.get('Action') : `${request.method} ${url.pathname}`;
  const scope = /Credential=[^/]+\/\d+\/([^/]+)\//.exec(request.headers.authorization ?? '');
  return { action: String(target ?? action), region: scope?.[1] ?? '', query, text };
}

export function ok(body: unknown): AwsAnswer {
  return { status: 200, body: typeof body === 'string' ? body : JSON.stringify(body) };
}

/** In the JSON protocols of DynamoDB and CloudWatch. */
export function jsonError(code: string, status = 400, more: object = {}) {
  return {
    status,
    body: JSON.stringify({ __type: `com.amazonaws#${code}`, message: code, ...more }),
  };
}

/** In the XML protocols of Route 53 and SNS. */
export function xmlError(code: string, message: string, status = 400) {
  const error = `<Type>Sender</Type><Code>${code}</Code><Message>${escaped(message)}</Message>`;
  const body = `<ErrorResponse><Error>${error}</Error><RequestId>r</RequestId></ErrorResponse>`;
  return { status, body: `<?xml version="1.0"?>\n${body}` };
}

export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

export function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}
