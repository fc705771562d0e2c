/** AWS's query protocol: a form in, XML out. */
import { unknownAction } from './api-error.ts';
import type { AwsReply, AwsService } from './aws-request.ts';
import { xmlError } from './xml-error.ts';
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
    refuse: (error, request) => xmlError(namespace, error, request),
  };
}
