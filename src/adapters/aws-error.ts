/** An AWS service failed, or answered something that makes no sense. Never carries more of the SDK's error than its name. */
export class AwsError extends Error {
  override readonly name = 'AwsError';
  /** E.g. `dynamodb:PutItem`. */
  readonly call: string;
  /** The service's own name of the fault, e.g. `AccessDeniedException`. */
  readonly code: string;

  constructor(call: string, code: string, options?: ErrorOptions) {
    super(`${call} failed: ${code}`, options);
    this.call = call;
    this.code = code;
  }
}

/** HTTP 200, and not the answer that the API promises: the SDK resolves such answers (failure model 0.4). */
export function senselessAnswer(call: string, missing: string): AwsError {
  return new AwsError(call, `the answer has no ${missing}`);
}

/** A code is one word; whatever else a service puts there could be anything. */
const CODE = /^[\w.#:-]{1,100}$/;

export function codeOf(error: unknown): string {
  const {
    name,
    code: systemCode,
    $metadata,
  } = Object(error) as {
    name?: unknown;
    code?: unknown;
    $metadata?: { httpStatusCode?: unknown };
  };
  const status = $metadata?.httpStatusCode;
  // Node.js names its own errors `Error`, and says more by a code such as ECONNRESET.
  const said = name === 'Error' ? systemCode : name;
  const code = typeof said === 'string' && CODE.test(said) ? said : 'UnknownError';
  return typeof status === 'number' ? `${code} (HTTP ${status})` : code;
}

export function isNamed(error: unknown, ...names: readonly string[]): boolean {
  const { name } = Object(error) as { name?: unknown };
  return typeof name === 'string' && names.includes(name);
}
