/** AWS's query protocol: a form in, XML out. */
import { type ApiError, unknownAction } from './api-error.ts';
import type { AwsReply, AwsRequest, AwsService } from './aws-request.ts';
import { node, nodes, writeXml, type XmlNode } from './xml-writer.ts';

export interface QueryCall {
  readonly form: URLSearchParams;
  readonly region: string;
}

/** Answers the members of its result. */
export type QueryAction = (call: QueryCall) => readonly XmlNode[];

export function queryService(
  namespace: string,
  actions: Readonly<Record<string, QueryAction>>,
): AwsService {
  return {
    serve: (request): AwsReply => {
      const form = new URLSearchParams(request.body.toString());
      const name = form.get('Action') ?? '';
      const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
      if (action === undefined) throw unknownAction(name || 'that', Object.keys(actions));
      const result = action({ form, region: request.region });
      const body = writeXml(`${name}Response`, namespace, [
        node(`${name}Result`, result),
        node('ResponseMetadata', nodes({ RequestId: request.requestId })),
      ]);
      return { status: 200, headers: { 'content-type': 'text/xml' }, body };
    },
    refuse: (error, request) => refuse(namespace, error, request),
  };
}

function refuse(namespace: string, error: ApiError, { requestId }: AwsRequest): AwsReply {
  const body = writeXml('ErrorResponse', namespace, [
    node(
      'Error',
      nodes({
        Type: error.status >= 500 ? 'Receiver' : 'Sender',
        Code: error.code,
        Message: error.message,
      }),
    ),
    node('RequestId', requestId),
  ]);
  return { status: error.status, headers: { 'content-type': 'text/xml' }, body };
}
