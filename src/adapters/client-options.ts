/** What every AWS client is made with. Without it the SDK waits for ever, and only warns of its own time-out. */

export interface Patience {
  readonly connectionMs: number;
  /** One attempt, from its start to the headers of the answer. */
  readonly requestMs: number;
  readonly attempts: number;
}

/** Three attempts of a call that hangs end well within one function time-out. */
export const PATIENCE: Patience = { connectionMs: 1_000, requestMs: 2_500, attempts: 3 };

/** Route 53 is global, and its API is in this Region. */
export const ROUTE53_REGION = 'us-east-1';

export function clientOptions(region: string, patience = PATIENCE) {
  const { connectionMs, requestMs, attempts } = patience;
  return {
    region,
    maxAttempts: attempts,
    requestHandler: {
      connectionTimeout: connectionMs,
      requestTimeout: requestMs,
      // Silence in the middle of a body.
      socketTimeout: requestMs,
      throwOnRequestTimeout: true,
    },
  } as const;
}
