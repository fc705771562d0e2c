/** Route 53 refused a batch, in any of the shapes in which the SDK hands that on. */
import { ChangeRefused } from '../ports.ts';
import { isNamed } from './aws-error.ts';

/** The batch itself is at fault: sending it again as it is cannot help. */
const REFUSALS = ['InvalidChangeBatch', 'InvalidInput', 'NoSuchHealthCheck'] as const;

interface SdkRefusal {
  readonly name?: unknown;
  readonly message?: unknown;
  readonly messages?: unknown;
  /** As parsed from XML by an SDK that did not recognise the error. */
  readonly Messages?: { readonly Message?: unknown };
  readonly $metadata?: { readonly httpStatusCode?: unknown };
}

/** `undefined` for every other failure. */
export function changeRefused(error: unknown): ChangeRefused | undefined {
  const refusal = Object(error) as SdkRefusal;
  const sentences = sentencesOf(refusal);
  const isRefusal = isNamed(error, ...REFUSALS) || isUnrecognised(refusal, sentences);
  return isRefusal ? new ChangeRefused(sentences) : undefined;
}

/**
 * The API manual's own form of InvalidChangeBatch arrives without a name (failure model 0.4). Route 53 gives reasons
 * with nothing else that it answers with HTTP 400.
 */
function isUnrecognised({ name, $metadata }: SdkRefusal, sentences: readonly string[]): boolean {
  return name === 'Unknown' && $metadata?.httpStatusCode === 400 && sentences.length > 0;
}

function sentencesOf({ message, messages, Messages }: SdkRefusal): readonly string[] {
  const listed = [...texts(messages), ...texts(Messages?.Message)];
  if (listed.length > 0) return listed;
  return texts(message)
    .filter((text) => text !== 'UnknownError')
    .flatMap(split);
}

function texts(value: unknown): readonly string[] {
  return [value].flat().filter((text) => typeof text === 'string');
}

/** Several sentences in one pair of brackets, which also occur within them, as do commas. */
function split(message: string): readonly string[] {
  const within = /^\[(.*)\]$/s.exec(message)?.[1] ?? message;
  return within.split(/, (?=(?:Tried to|RRSet with|Invalid) )/);
}
