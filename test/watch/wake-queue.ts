/** The queue in front of the function `alarm`, with the settings of the template. */
import type { SQSBatchResponse } from 'aws-lambda';
import { loose, wholeStacks } from '../infrastructure/whole-stacks.ts';

const { VisibilityTimeout, RedrivePolicy } = loose(wholeStacks().home, 'WakeQueue').Properties;

interface Message {
  readonly id: string;
  readonly sentAtMs: number;
  visibleAtMs: number;
  receives: number;
}

type Serve = (event: unknown) => Promise<SQSBatchResponse | undefined>;

export class WakeQueue {
  #messages: Message[] = [];
  #dead = 0;

  send(nowMs: number): void {
    const id = `message-${this.#messages.length + 1}-${nowMs}`;
    this.#messages.push({ id, sentAtMs: nowMs, visibleAtMs: nowMs, receives: 0 });
  }

  purge(): void {
    this.#dead = 0;
  }

  /** Gives what is visible to the function; `undefined` from it is a failed run, which does nothing. */
  async serve(
    nowMs: number,
    serve: Serve,
  ): Promise<{ readonly ageMs: number; readonly dead: number }> {
    const tried = this.#messages.filter(({ visibleAtMs }) => visibleAtMs <= nowMs);
    const spent = tried.filter(({ receives }) => receives >= RedrivePolicy.maxReceiveCount);
    this.#dead += spent.length;
    const batch = tried.filter((message) => !spent.includes(message));
    const Records = batch.map(({ id }) => ({ messageId: id, body: '{}' }));
    const response = batch.length > 0 ? await serve({ Records }) : { batchItemFailures: [] };
    const failed = new Set(
      response?.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier) ??
        batch.map(({ id }) => id),
    );
    const done = batch.filter(({ id }) => !failed.has(id));
    this.#messages = this.#messages.filter((one) => !spent.includes(one) && !done.includes(one));
    for (const message of batch) {
      message.receives += 1;
      message.visibleAtMs = nowMs + VisibilityTimeout * 1000;
    }
    const oldestMs = Math.min(nowMs, ...this.#messages.map(({ sentAtMs }) => sentAtMs));
    return { ageMs: nowMs - oldestMs, dead: this.#dead };
  }
}
