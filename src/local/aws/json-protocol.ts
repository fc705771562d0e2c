/** AWS's JSON protocols: the action in a header, JSON both ways. */
import { ApiError, unknownAction } from './api-error.ts';
import type { AwsReply, AwsRequest, AwsService } from './aws-request.ts';

/** What an action gets: its input, and the Region that the request is signed for. */
export interface JsonCall {
  readonly input: Readonly<Record<string, unknown>>;
  readonly region: string;
}

interface JsonAction {
  /** Members of the input that are understood; any other is refused rather than passed over. */
  readonly members: readonly string[];
  run(call: JsonCall): object;
}

export type JsonActions = Readonly<Record<string, JsonAction>>;

/** `shapes` are the names that errors have in JSON, by their codes of the query protocol, where they differ. */
export function jsonService(
  version: '1.0' | '1.1',
  actions: JsonActions,
  shapes: Readonly<Record<string, string>> = {},
): AwsService {
  const headers = { 'content-type': `application/x-amz-json-${version}` };
  return {
    serve: ({ headers: sent, body, region }): AwsReply => {
      const name = String(sent['x-amz-target'] ?? '').replace(/^.*\./, '');
      const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
      if (action === undefined) throw unknownAction(name || 'that', Object.keys(actions));
      const input = readInput(body);
      const stranger = Object.keys(input).find((member) => !action.members.includes(member));
      if (stranger !== undefined) {
        throw invalidParameter(`The local cloud does not know ${stranger} of ${name}.`);
      }
      return { status: 200, headers, body: JSON.stringify(action.run({ input, region })) };
    },
    refuse: (error, request) => refuse(error, request, headers, shapes[error.code]),
  };
}

function refuse(
  error: ApiError,
  { headers: sent }: AwsRequest,
  headers: Readonly<Record<string, string>>,
  shape = error.code,
): AwsReply {
  const side = error.status >= 500 ? 'Receiver' : 'Sender';
  const isFormerQueryClient = sent['x-amzn-query-mode'] === 'true';
  return {
    status: error.status,
    headers: {
      ...headers,
      'x-amzn-errortype': shape,
      ...(isFormerQueryClient && { 'x-amzn-query-error': `${error.code};${side}` }),
    },
    body: JSON.stringify({ __type: shape, message: error.message }),
  };
}

function readInput(body: Buffer): Readonly<Record<string, unknown>> {
  try {
    const input: unknown = JSON.parse(body.toString() || '{}');
    if (typeof input === 'object' && input !== null && !Array.isArray(input)) {
      return input as Readonly<Record<string, unknown>>;
    }
  } catch {
    // The answer is the same as to JSON of another shape.
  }
  throw new ApiError('SerializationException', 'The request is not a JSON object.');
}

export function invalidParameter(message: string): ApiError {
  return new ApiError('InvalidParameterValue', message);
}
