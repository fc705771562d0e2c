/** What Route 53 lets through: the size of one request, and the rate of requests and changes. */
import type { RecordChange, ResourceRecordSet } from './record-set.ts';

/** Per request at most 1,000 ResourceRecord elements, alias records included (Developer Guide, "Quotas"). */
export const MAX_BATCH_ELEMENTS = 1_000;

/** Per request at most 32,000 characters over all `Value` elements (same page). */
export const MAX_BATCH_VALUE_CHARACTERS = 32_000;

/** Elements and characters of an UPSERT count twice (same page, both quotas). */
const UPSERT_FACTOR = 2;

/** What a batch weighs against the quotas. */
export interface BatchSize {
  readonly elements: number;
  readonly valueCharacters: number;
  /** Of the account's change bucket: CREATE and DELETE 1, UPSERT 2 (Developer Guide, "Throttling API requests"). */
  readonly changeTokens: number;
}

const NOTHING: BatchSize = { elements: 0, valueCharacters: 0, changeTokens: 0 };

/** The size of a batch as Route 53 counts it. */
export function batchSize(changes: readonly RecordChange[]): BatchSize {
  return changes.map(changeSize).reduce(add, NOTHING);
}

function changeSize({ action, set }: RecordChange): BatchSize {
  const times = action === 'UPSERT' ? UPSERT_FACTOR : 1;
  return {
    elements: elementCount(set) * times,
    valueCharacters: valueCharacters(set) * times,
    changeTokens: times,
  };
}

function elementCount(set: ResourceRecordSet): number {
  return set.AliasTarget ? 1 : (set.ResourceRecords?.length ?? 0);
}

function valueCharacters(set: ResourceRecordSet): number {
  return (set.ResourceRecords ?? []).reduce((sum, { Value }) => sum + Value.length, 0);
}

function add(a: BatchSize, b: BatchSize): BatchSize {
  return {
    elements: a.elements + b.elements,
    valueCharacters: a.valueCharacters + b.valueCharacters,
    changeTokens: a.changeTokens + b.changeTokens,
  };
}

/** Whether one request may be this large. */
export function fitsOneBatch(size: BatchSize): boolean {
  return size.elements <= MAX_BATCH_ELEMENTS && size.valueCharacters <= MAX_BATCH_VALUE_CHARACTERS;
}

/** Changes that must stay together do not fit one request. */
export class GroupTooLargeError extends Error {
  override readonly name = 'GroupTooLargeError';
  readonly size: BatchSize;
  constructor(size: BatchSize) {
    super(
      `Changes that must stay together have ${size.elements} elements and ${size.valueCharacters} value characters; ` +
        `one request takes ${MAX_BATCH_ELEMENTS} and ${MAX_BATCH_VALUE_CHARACTERS}. Make the group smaller.`,
    );
    this.size = size;
  }
}

/**
 * The groups that go together in each request, in order and as few requests as that takes. A group is never split,
 * because a batch is all or nothing. Throws `GroupTooLargeError`.
 */
export function splitIntoBatches<G>(
  groups: readonly G[],
  changesOf: (group: G) => readonly RecordChange[],
): readonly (readonly G[])[] {
  const batches: G[][] = [];
  let size = NOTHING;
  for (const group of groups) {
    const own = batchSize(changesOf(group));
    if (!fitsOneBatch(own)) throw new GroupTooLargeError(own);
    const together = add(size, own);
    const last = batches.at(-1);
    if (last && fitsOneBatch(together)) {
      last.push(group);
      size = together;
    } else {
      batches.push([group]);
      size = own;
    }
  }
  return batches;
}

/** How many tokens a bucket holds at most, and how fast it fills. */
export interface BucketLimit {
  readonly burst: number;
  readonly refillPerSecond: number;
}

/** A bucket at the moment it was last used. */
export interface TokenBucket extends BucketLimit {
  readonly tokens: number;
  readonly atMs: number;
}

/** All figures: Developer Guide, "Throttling API requests". A refused request: HTTP 400 `Throttling`, `Rate exceeded`. */
export const API_BUCKETS = {
  /** Every request of the account takes one token of this, whatever the action. */
  account: { burst: 50, refillPerSecond: 10 },
  /** Changes of records, in `changeTokens`, over all zones of the account. */
  changes: { burst: 1_500, refillPerSecond: 100 },
  /** Each action has a bucket of its own; these are the ones that differ from `otherAction`. */
  CreateHealthCheck: { burst: 50, refillPerSecond: 0.5 },
  UpdateHealthCheck: { burst: 50, refillPerSecond: 5 },
  DeleteHealthCheck: { burst: 15, refillPerSecond: 3 },
  GetHealthCheckStatus: { burst: 4, refillPerSecond: 1 },
  GetHealthCheckLastFailureReason: { burst: 4, refillPerSecond: 1 },
  otherAction: { burst: 50, refillPerSecond: 10 },
} as const satisfies Readonly<Record<string, BucketLimit>>;

/** A bucket that has not been used yet. */
export function fullBucket(limit: BucketLimit, nowMs: number): TokenBucket {
  return { ...limit, tokens: limit.burst, atMs: nowMs };
}

/** Takes `cost` tokens if there are as many; the returned bucket is filled up to `nowMs` either way. */
export function takeTokens(
  bucket: TokenBucket,
  cost: number,
  nowMs: number,
): { readonly taken: boolean; readonly bucket: TokenBucket } {
  const elapsedSeconds = Math.max(0, nowMs - bucket.atMs) / 1_000;
  const tokens = Math.min(bucket.burst, bucket.tokens + elapsedSeconds * bucket.refillPerSecond);
  const taken = tokens >= cost;
  const left = taken ? tokens - cost : tokens;
  return { taken, bucket: { ...bucket, tokens: left, atMs: Math.max(bucket.atMs, nowMs) } };
}
