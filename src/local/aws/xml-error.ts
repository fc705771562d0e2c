/** A refusal in AWS's XML protocols. */
import type { ApiError } from './api-error.ts';
import type { AwsReply, AwsRequest } from './aws-request.ts';
import { node, nodes, writeXml } from './xml-writer.ts';

export function xmlError(
  namespace: string,
  error: ApiError,
  { requestId }: Pick<AwsRequest, 'requestId'>,
): AwsReply {
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
