/** What a service refuses, whatever protocol says it. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  /** As the API names it, e.g. `NoSuchHostedZone`. */
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

/** Somebody asked for what this cloud does not have: said loudly, with what there is. */
export function unknownAction(action: string, known: Iterable<string>): ApiError {
  const list = [...known].join(', ');
  return new ApiError(
    'UnknownOperationException',
    `The local cloud does not know ${action}. It knows: ${list}.`,
    501,
  );
}
