/** Why a function could not be asked, and what a tired person does next. */
import { AwsError } from '../adapters/aws-error.ts';

/** The function was not reached or failed. An effect cannot be ruled out where no answer came: the command asks to look. */
export class InvocationError extends Error {
  override readonly name = 'InvocationError';
}

const LOOK = 'It may have taken effect: look with `switchback status` before you repeat it.';
const BREAK_GLASS = 'If it stays so, docs/en/break-glass.md moves users without Switchback.';

type Advice = readonly [code: RegExp, advice: string];

const ADVICE: readonly Advice[] = [
  [
    /^(CredentialsProviderError|UnrecognizedClientException|ExpiredToken|InvalidSignature)/,
    'Sign in to AWS first, for the account that Switchback is in. Nothing was changed.',
  ],
  [
    /^AccessDenied/,
    'You may not invoke this function: lambda:InvokeFunction is needed. Nothing was changed.',
  ],
  [
    /^ResourceNotFound/,
    'No such function there: is it the right account, and is it deployed? Nothing was changed.',
  ],
  [/^TooManyRequests/, 'Too much at once: ask again in a minute. Nothing was changed.'],
  [
    /^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED)/,
    `Lambda cannot be reached from here. Nothing was changed. ${BREAK_GLASS}`,
  ],
  [
    /^the function failed/,
    `Its log says why: aws logs tail /aws/lambda/NAME --region REGION --since 10m\n${LOOK}`,
  ],
];

/** `cause` is `null` where something answered that is not Switchback. */
export function invocationFailure(cause: unknown, name: string, region: string): InvocationError {
  const said = cause instanceof AwsError ? cause.code : 'the answer makes no sense';
  const advice = ADVICE.find(([code]) => code.test(said))?.[1] ?? `${LOOK} ${BREAK_GLASS}`;
  const next = advice.replace('NAME', name).replace('REGION', region);
  return new InvocationError(`${name} in ${region}: ${said}\n${next}`, { cause });
}
