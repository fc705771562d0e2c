import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  API_BUCKETS,
  batchSize,
  fitsOneBatch,
  fullBucket,
  GroupTooLargeError,
  splitIntoBatches,
  takeTokens,
} from '../../src/route53/batch-limits.ts';
import type { RecordChange } from '../../src/route53/record-set.ts';
import { aliasTo, create, del, NAME, record, upsert } from './builders.ts';

function values(count: number, length = 10) {
  return record({
    ResourceRecords: Array.from({ length: count }, () => ({ Value: 'v'.repeat(length) })),
  });
}

describe('the size of a batch', () => {
  it.each<{
    readonly of: string;
    readonly changes: readonly RecordChange[];
    readonly size: readonly [number, number, number];
  }>([
    { of: 'nothing', changes: [], size: [0, 0, 0] },
    {
      of: 'a record with neither values nor an alias',
      changes: [del({ Name: NAME, Type: 'A' })],
      size: [0, 0, 1],
    },
    { of: 'a CREATE', changes: [create(values(3))], size: [3, 30, 1] },
    { of: 'a DELETE', changes: [del(values(3))], size: [3, 30, 1] },
    { of: 'an UPSERT counts twice', changes: [upsert(values(3))], size: [6, 60, 2] },
    {
      of: 'an alias counts as one element',
      changes: [create(record(aliasTo('a.example.com')))],
      size: [1, 0, 1],
    },
    {
      of: 'an UPSERT of an alias',
      changes: [upsert(record(aliasTo('a.example.com')))],
      size: [2, 0, 2],
    },
    {
      of: 'a hold: fence and two weights',
      changes: [create(values(1)), upsert(values(1)), upsert(values(1))],
      size: [5, 50, 5],
    },
  ])('$of is $size', ({ changes, size: [elements, valueCharacters, changeTokens] }) => {
    expect(batchSize(changes)).toEqual({ elements, valueCharacters, changeTokens });
  });

  it.each([
    { changes: [create(values(1_000))], fits: true },
    { changes: [create(values(1_001))], fits: false },
    { changes: [upsert(values(500))], fits: true },
    { changes: [upsert(values(501))], fits: false },
    { changes: [create(values(8, 4_000))], fits: true },
    { changes: [create(values(8, 4_000)), create(values(1, 1))], fits: false },
    { changes: [upsert(values(4, 4_000))], fits: true },
    { changes: [upsert(values(4, 4_001))], fits: false },
  ])('decides whether it fits one request: $fits', ({ changes, fits }) => {
    expect(fitsOneBatch(batchSize(changes))).toBe(fits);
  });
});

const itself = (group: readonly RecordChange[]) => group;

describe('splitting into batches', () => {
  it('puts groups together until the next one does not fit', () => {
    const [a, b, c] = [[upsert(values(250))], [upsert(values(250))], [create(values(1))]] as const;
    expect(splitIntoBatches([a, b, c], itself)).toEqual([[a, b], [c]]);
  });

  it('makes no batch of nothing', () => {
    expect(splitIntoBatches([], itself)).toEqual([]);
  });

  it('refuses a group that no request can take', () => {
    expect(() => splitIntoBatches([[create(values(1_001))]], itself)).toThrow(GroupTooLargeError);
  });

  it('never exceeds the limits, never splits a group, loses nothing and keeps the order', () => {
    const change = fc.record({
      action: fc.constantFrom('CREATE' as const, 'UPSERT' as const, 'DELETE' as const),
      set: fc
        .tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 300 }))
        .map(([count, length]) => values(count, length)),
    });
    const groups = fc.array(
      fc.array(change, { maxLength: 4 }).filter((group) => fitsOneBatch(batchSize(group))),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(groups, (wanted) => {
        const batches = splitIntoBatches(wanted, itself);
        expect(batches.every((batch) => fitsOneBatch(batchSize(batch.flat())))).toBe(true);
        expect(batches.flat()).toEqual(wanted);
      }),
    );
  });
});

describe('a token bucket', () => {
  const full = fullBucket(API_BUCKETS.GetHealthCheckStatus, 0);

  it('gives its burst at once and then refuses', () => {
    const empty = takeTokens(full, 4, 0);
    expect(empty.taken).toBe(true);
    expect(takeTokens(empty.bucket, 1, 0).taken).toBe(false);
  });

  it('fills with time, to its burst at most', () => {
    const { bucket } = takeTokens(full, 4, 0);
    expect(takeTokens(bucket, 1, 999).taken).toBe(false);
    expect(takeTokens(bucket, 1, 1_000).taken).toBe(true);
    expect(takeTokens(bucket, 5, 3_600_000).taken).toBe(false);
  });

  it.each([
    { action: 'GetHealthCheckStatus', gainsOneInMs: 1_000 },
    { action: 'CreateHealthCheck', gainsOneInMs: 2_000 },
    { action: 'UpdateHealthCheck', gainsOneInMs: 200 },
  ] as const)('of $action gains one token in $gainsOneInMs ms', ({ action, gainsOneInMs }) => {
    const limit = API_BUCKETS[action];
    const { bucket } = takeTokens(fullBucket(limit, 0), limit.burst, 0);
    expect(takeTokens(bucket, 1, gainsOneInMs - 1).taken).toBe(false);
    expect(takeTokens(bucket, 1, gainsOneInMs).taken).toBe(true);
  });

  it('loses nothing by refusing', () => {
    const { bucket } = takeTokens(full, 4, 0);
    const refused = takeTokens(bucket, 2, 1_500);
    expect(refused.taken).toBe(false);
    expect(takeTokens(refused.bucket, 2, 2_000).taken).toBe(true);
  });

  it('takes a clock that steps back as standing still', () => {
    const { bucket } = takeTokens(full, 4, 10_000);
    expect(takeTokens(bucket, 1, 0)).toMatchObject({ taken: false, bucket: { atMs: 10_000 } });
  });

  it.each([
    { of: 'the account', bucket: API_BUCKETS.account, burst: 50, refillPerSecond: 10 },
    {
      of: 'ChangeResourceRecordSets',
      bucket: API_BUCKETS.otherAction,
      burst: 50,
      refillPerSecond: 10,
    },
    { of: 'changes', bucket: API_BUCKETS.changes, burst: 1_500, refillPerSecond: 100 },
    {
      of: 'UpdateHealthCheck',
      bucket: API_BUCKETS.UpdateHealthCheck,
      burst: 50,
      refillPerSecond: 5,
    },
    {
      of: 'CreateHealthCheck',
      bucket: API_BUCKETS.CreateHealthCheck,
      burst: 50,
      refillPerSecond: 0.5,
    },
    {
      of: 'DeleteHealthCheck',
      bucket: API_BUCKETS.DeleteHealthCheck,
      burst: 15,
      refillPerSecond: 3,
    },
  ])(
    'of $of holds $burst and gains $refillPerSecond a second',
    ({ bucket, burst, refillPerSecond }) => {
      expect(bucket).toEqual({ burst, refillPerSecond });
    },
  );

  it('never gives more than burst and refill in any span of time', () => {
    const steps = fc.array(
      fc.record({ waitMs: fc.nat(2_000), cost: fc.integer({ min: 1, max: 4 }) }),
    );
    fc.assert(
      fc.property(steps, (asked) => {
        let [bucket, nowMs, given] = [full, 0, 0];
        for (const { waitMs, cost } of asked) {
          nowMs += waitMs;
          const step = takeTokens(bucket, cost, nowMs);
          bucket = step.bucket;
          given += step.taken ? cost : 0;
        }
        expect(given).toBeLessThanOrEqual(
          full.burst + (nowMs / 1_000) * full.refillPerSecond + 1e-6,
        );
      }),
    );
  });
});
