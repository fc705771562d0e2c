/** STS, as far as tools ask who they are. */
import { ACCOUNT_ID } from '../account.ts';
import type { AwsService } from './aws-request.ts';
import { queryService } from './query-protocol.ts';
import { nodes } from './xml-writer.ts';

export function stsService(): AwsService {
  return queryService('https://sts.amazonaws.com/doc/2011-06-15/', {
    GetCallerIdentity: () =>
      nodes({
        Arn: `arn:aws:iam::${ACCOUNT_ID}:user/local`,
        UserId: 'AIDALOCAL',
        Account: ACCOUNT_ID,
      }),
  });
}
