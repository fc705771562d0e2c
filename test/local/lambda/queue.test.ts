import { describe, expect, it } from '@jest/globals';
import { EventSource } from '../../../src/local/lambda/event-source.ts';
import type { Invocation } from '../../../src/local/lambda/invocation.ts';
import { Queue, type QueueSettings } from '../../../src/local/lambda/queue.ts';
import { ManualClock } from './manual-clock.ts';

const SETTINGS: QueueSettings = {
  arn: 'arn:aws:sqs:us-west-2:123456789012:switchback-wake',
  visibilityMs: 180_000,
  retentionMs: 3_600_000,
  maxReceiveCount: 3,
};

const SOURCE = {
  region: 'us-west-2',
  batchSize: 2,
  batchWindowMs: 1_000,
  maximumConcurrency: 2,
};

interface Batch {
  readonly bodies: readonly string[];
  readonly end: (invocation: Partial<Invocation>) => Promise<void>;
}

/** A queue whose batches wait until the test ends them. */
function aWakePath() {
  const clock = new ManualClock();
  const batches: Batch[] = [];
  const queue: Queue = new Queue(SETTINGS, clock.clock, () => source.wake());
  const source = new EventSource(SOURCE, clock.clock, queue, async (payload) => {
    const { Records } = JSON.parse(payload) as { readonly Records: { readonly body: string }[] };
    const { promise, resolve } = Promise.withResolvers<Invocation>();
    batches.push({
      bodies: Records.map(({ body }) => body),
      end: async (invocation) => {
        resolve({ requestId: 'r', payload: 'null', logTail: '', ...invocation });
        await clock.settle();
      },
    });
    return promise;
  });
  return { clock, queue, batches };
}

describe('the queue between rule and function', () => {
  it('gathers messages for a second and hands them over at most a batch at a time', async () => {
    const { clock, queue, batches } = aWakePath();
    for (const body of ['a', 'b', 'c']) queue.send(body);
    expect(batches).toHaveLength(0);
    await clock.advance(1_000);
    expect(batches.map(({ bodies }) => bodies)).toEqual([['a', 'b']]);
    await batches[0]?.end({});
    await clock.advance(1_000);
    expect(batches[1]?.bodies).toEqual(['c']);
  });

  it('forgets what was done', async () => {
    const { clock, queue, batches } = aWakePath();
    queue.send('a');
    await clock.advance(1_000);
    await batches[0]?.end({});
    await clock.advance(2 * SETTINGS.visibilityMs);
    expect(batches).toHaveLength(1);
    expect(queue.deadLetters).toEqual([]);
  });

  it('brings back what a function failed on, three times in all, then gives it up', async () => {
    const { clock, queue, batches } = aWakePath();
    queue.send('a');
    for (const round of [1, 2, 3]) {
      await clock.advance(round === 1 ? 1_000 : SETTINGS.visibilityMs + 1_000);
      expect(batches).toHaveLength(round);
      await batches[round - 1]?.end({ functionError: 'Unhandled', payload: '{}' });
    }
    await clock.advance(SETTINGS.visibilityMs + 2_000);
    expect(batches).toHaveLength(3);
    expect(queue.deadLetters).toEqual(['a']);
  });

  it('brings back only the messages of a batch that are said to have failed', async () => {
    const { clock, queue, batches } = aWakePath();
    queue.send('a');
    queue.send('b');
    await clock.advance(1_000);
    await batches[0]?.end({
      payload: JSON.stringify({ batchItemFailures: [{ itemIdentifier: 'message-2' }] }),
    });
    await clock.advance(SETTINGS.visibilityMs + 2_000);
    expect(batches[1]?.bodies).toEqual(['b']);
  });

  it('shows no message to a second reader while the first one works on it', async () => {
    const { clock, queue, batches } = aWakePath();
    queue.send('a');
    await clock.advance(1_000);
    queue.send('b');
    await clock.advance(1_000);
    expect(batches.map(({ bodies }) => bodies)).toEqual([['a'], ['b']]);
  });

  it('runs no more batches at once than it is allowed to', async () => {
    const { clock, queue, batches } = aWakePath();
    for (const body of ['a', 'b', 'c']) {
      queue.send(body);
      await clock.advance(1_000);
    }
    expect(batches).toHaveLength(2);
    await batches[0]?.end({});
    await clock.advance(1_000);
    expect(batches[2]?.bodies).toEqual(['c']);
  });

  it('drops what nobody has taken for an hour', async () => {
    const { clock, queue } = aWakePath();
    const idle = new Queue(SETTINGS, clock.clock, () => {});
    idle.send('old');
    await clock.advance(SETTINGS.retentionMs);
    expect(idle.receive(10)).toEqual([]);
    expect(queue.deadLetters).toEqual([]);
  });
});
