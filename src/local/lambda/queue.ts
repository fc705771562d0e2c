/** An SQS queue in memory: messages are seen by one reader at a time, come back when it fails, and end in dead letters. */
import type { VirtualClock } from '../virtual-clock.ts';

export interface QueueSettings {
  readonly arn: string;
  readonly visibilityMs: number;
  readonly retentionMs: number;
  readonly maxReceiveCount: number;
}

export interface Message {
  readonly id: string;
  readonly body: string;
  readonly sentAtMs: number;
  readonly receiveCount: number;
}

interface KeptMessage {
  readonly id: string;
  readonly body: string;
  readonly sentAtMs: number;
  receiveCount: number;
  visibleAtMs: number;
}

export class Queue {
  readonly settings: QueueSettings;
  /** Bodies that were given up. */
  readonly deadLetters: string[] = [];
  readonly #clock: VirtualClock;
  readonly #arrived: () => void;
  #messages: KeptMessage[] = [];
  #sent = 0;

  /** `arrived` is called whenever something may be there to receive. */
  constructor(settings: QueueSettings, clock: VirtualClock, arrived: () => void) {
    this.settings = settings;
    this.#clock = clock;
    this.#arrived = arrived;
  }

  send(body: string): void {
    const nowMs = this.#clock.nowMs();
    const id = `message-${++this.#sent}`;
    this.#messages.push({ id, body, sentAtMs: nowMs, receiveCount: 0, visibleAtMs: nowMs });
    this.#arrived();
  }

  /** At most so many; they are out of sight until they are deleted or their time is up. */
  receive(atMost: number): readonly Message[] {
    const nowMs = this.#clock.nowMs();
    this.#giveUp(nowMs);
    const received = this.#messages.filter(({ visibleAtMs }) => visibleAtMs <= nowMs);
    return received.slice(0, atMost).map((message) => {
      message.receiveCount += 1;
      message.visibleAtMs = nowMs + this.settings.visibilityMs;
      this.#clock.after(this.settings.visibilityMs, this.#arrived);
      return { ...message };
    });
  }

  delete(ids: ReadonlySet<string>): void {
    this.#messages = this.#messages.filter(({ id }) => !ids.has(id));
  }

  #giveUp(nowMs: number): void {
    const { maxReceiveCount, retentionMs } = this.settings;
    const isDead = (message: KeptMessage) =>
      message.visibleAtMs <= nowMs && message.receiveCount >= maxReceiveCount;
    this.deadLetters.push(...this.#messages.filter(isDead).map(({ body }) => body));
    this.#messages = this.#messages.filter(
      (message) => !isDead(message) && nowMs - message.sentAtMs < retentionMs,
    );
  }
}
