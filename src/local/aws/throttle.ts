/** Route 53's token buckets, which fill up in the account's time. */
import {
  API_BUCKETS,
  type BucketLimit,
  fullBucket,
  type TokenBucket,
  takeTokens,
} from '../../route53/batch-limits.ts';
import { ApiError } from './api-error.ts';

export class Throttle {
  readonly #nowMs: () => number;
  readonly #buckets = new Map<string, TokenBucket>();

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  /** All of a request's buckets must hold what it costs; otherwise none of them is touched. Throws `Throttling`. */
  request(action: string, changeTokens = 0): void {
    const costs = [
      ['account', 1, API_BUCKETS.account],
      [`action ${action}`, 1, limitOf(action)],
      ['changes', changeTokens, API_BUCKETS.changes],
    ] as const;
    const nowMs = this.#nowMs();
    const takings = costs.map(([name, cost, limit]) => {
      const bucket = this.#buckets.get(name) ?? fullBucket(limit, nowMs);
      return { name, ...takeTokens(bucket, cost, nowMs) };
    });
    if (!takings.every(({ taken }) => taken)) throw new ApiError('Throttling', 'Rate exceeded');
    for (const { name, bucket } of takings) this.#buckets.set(name, bucket);
  }
}

const OWN_BUCKETS: Readonly<Record<string, BucketLimit>> = {
  CreateHealthCheck: API_BUCKETS.CreateHealthCheck,
  UpdateHealthCheck: API_BUCKETS.UpdateHealthCheck,
  DeleteHealthCheck: API_BUCKETS.DeleteHealthCheck,
  GetHealthCheckStatus: API_BUCKETS.GetHealthCheckStatus,
  GetHealthCheckLastFailureReason: API_BUCKETS.GetHealthCheckLastFailureReason,
};

function limitOf(action: string): BucketLimit {
  return OWN_BUCKETS[action] ?? API_BUCKETS.otherAction;
}
