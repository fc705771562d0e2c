import { describe, expect, it } from '@jest/globals';
import { AwsError } from '../../src/adapters/aws-error.ts';
import { invocationFailure } from '../../src/cli/invocation-failure.ts';

const failure = (code: string) =>
  invocationFailure(new AwsError('lambda:Invoke', code), 'switchback-operate', 'us-west-2').message;

describe('A function that could not be asked', () => {
  it.each([
    ['CredentialsProviderError', 'Sign in to AWS'],
    ['ExpiredTokenException (HTTP 403)', 'Sign in to AWS'],
    ['AccessDeniedException (HTTP 403)', 'lambda:InvokeFunction'],
    ['ResourceNotFoundException (HTTP 404)', 'is it deployed?'],
    ['ENOTFOUND', 'docs/en/break-glass.md'],
  ])('is known not to have done anything after %s, and the next step is said', (code, next) => {
    const message = failure(code);
    expect(message).toContain(`switchback-operate in us-west-2: ${code}\n`);
    expect(message).toContain(next);
    expect(message).toContain('Nothing was changed.');
  });

  it.each(['TimeoutError', 'ECONNRESET', 'ServiceException (HTTP 500)', 'the function failed'])(
    'may have done it after %s, so people look first',
    (code) => {
      expect(failure(code)).toContain('look with `switchback status` before you repeat it');
      expect(failure(code)).not.toContain('Nothing was changed');
    },
  );

  it('that failed itself is looked for in its log', () => {
    expect(failure('the function failed')).toContain(
      'aws logs tail /aws/lambda/switchback-operate --region us-west-2',
    );
  });

  it('may be something else altogether, which answered', () => {
    expect(invocationFailure(null, 'a', 'b').message).toContain('the answer makes no sense');
  });
});
