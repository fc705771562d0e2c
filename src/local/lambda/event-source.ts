/** Lambda's poller between a queue and its function: gathers a batch, invokes, and deletes what was not said to have failed. */
import type { VirtualClock } from '../virtual-clock.ts';
import type { Invocation } from './invocation.ts';
import type { Message, Queue } from './queue.ts';

export interface EventSourceSettings {
  readonly batchSize: number;
  readonly batchWindowMs: number;
  readonly maximumConcurrency: number;
  readonly region: string;
}

type Invoke = (payload: string) => Promise<Invocation>;

export class EventSource {
  readonly #settings: EventSourceSettings;
  readonly #clock: VirtualClock;
  readonly #queue: Queue;
  readonly #invoke: Invoke;
  #running = 0;
  #gathering = false;

  constructor(settings: EventSourceSettings, clock: VirtualClock, queue: Queue, invoke: Invoke) {
    this.#settings = settings;
    this.#clock = clock;
    this.#queue = queue;
    this.#invoke = invoke;
  }

  /** Something may be in the queue. */
  wake(): void {
    if (this.#gathering) return;
    this.#gathering = true;
    this.#clock.after(this.#settings.batchWindowMs, () => {
      this.#gathering = false;
      void this.#poll();
    });
  }

  async #poll(): Promise<void> {
    if (this.#running >= this.#settings.maximumConcurrency) return;
    const messages = this.#queue.receive(this.#settings.batchSize);
    if (messages.length === 0) return;
    this.#running += 1;
    const invocation = await this.#invoke(JSON.stringify({ Records: messages.map(this.#record) }));
    this.#running -= 1;
    this.#queue.delete(doneIds(messages, invocation));
    this.wake();
  }

  /** A record of an SQS event (Lambda Developer Guide, "Using Lambda with Amazon SQS"). */
  readonly #record = ({ id, body, sentAtMs, receiveCount }: Message) => ({
    messageId: id,
    receiptHandle: id,
    body,
    attributes: {
      ApproximateReceiveCount: String(receiveCount),
      SentTimestamp: String(sentAtMs),
      SenderId: 'events.amazonaws.com',
      ApproximateFirstReceiveTimestamp: String(this.#clock.nowMs()),
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: this.#queue.settings.arn,
    awsRegion: this.#settings.region,
  });
}

/** A function that failed has done none; one that answered has done all but those that it names. */
function doneIds(messages: readonly Message[], invocation: Invocation): ReadonlySet<string> {
  if (invocation.functionError !== undefined) return new Set();
  const answer = JSON.parse(invocation.payload) as {
    readonly batchItemFailures?: readonly { readonly itemIdentifier: string }[];
  } | null;
  const failed = new Set(answer?.batchItemFailures?.map(({ itemIdentifier }) => itemIdentifier));
  return new Set(messages.map(({ id }) => id).filter((id) => !failed.has(id)));
}
