/** Why an account could not be read, and what a person does next. */
import { AwsError } from '../adapters/aws-error.ts';

export class ReadingError extends Error {
  override readonly name = 'ReadingError';
}

type Advice = readonly [said: RegExp, advice: string];

const ADVICE: readonly Advice[] = [
  [
    /Credentials|UnrecognizedClient|InvalidClientToken|ExpiredToken|InvalidSignature/,
    'Sign in to AWS first, for the account that Switchback is to be in.',
  ],
  [
    /AccessDenied|not authorized/i,
    "You may not read all that a plan needs: AWS's own policy ReadOnlyAccess is enough.",
  ],
  [/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|TimeoutError/, 'AWS cannot be reached from here.'],
];

export function readingFailure(cause: unknown): ReadingError {
  // The SDK adds pages of help to some of its errors.
  const said = cause instanceof AwsError ? cause.message : (String(cause).split('\n')[0] ?? '');
  const advice = ADVICE.find(([pattern]) => pattern.test(said))?.[1];
  const lines = [
    `The account cannot be read: ${said}`,
    ...(advice === undefined ? [] : [advice]),
    'Nothing was changed. Without an account: npx switchback plan --offline',
  ];
  return new ReadingError(lines.join('\n'), { cause });
}
