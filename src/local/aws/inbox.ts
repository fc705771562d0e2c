/** SNS's topics, who listens to them, and every message that was published: what people would have been sent. */
import { randomUUID } from 'node:crypto';
import type { VirtualClock } from '../virtual-clock.ts';
import { deliverByHttp } from './sns-delivery.ts';

export interface InboxMessage {
  readonly atMs: number;
  readonly topicArn: string;
  readonly messageId: string;
  readonly subject: string | undefined;
  readonly message: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** Protocols that the local SNS knows. A mail address never confirms, since there is nobody to click. */
export const PROTOCOLS = ['http', 'https', 'email', 'sqs'] as const;
export type Protocol = (typeof PROTOCOLS)[number];

export interface Subscription {
  readonly arn: string;
  readonly topicArn: string;
  readonly protocol: Protocol;
  readonly endpoint: string;
  readonly isConfirmed: boolean;
}

export class Inbox {
  readonly #clock: VirtualClock;
  readonly #topics = new Set<string>();
  readonly #subscriptions = new Map<string, Subscription>();
  readonly #messages: InboxMessage[] = [];

  constructor(clock: VirtualClock) {
    this.#clock = clock;
  }

  /** Answers the ARN; a topic that is there stays. */
  createTopic(topicArn: string): string {
    this.#topics.add(topicArn);
    return topicArn;
  }

  hasTopic(topicArn: string): boolean {
    return this.#topics.has(topicArn);
  }

  topics(): readonly string[] {
    return [...this.#topics];
  }

  /** The same endpoint again is the same subscription. */
  subscribe(topicArn: string, protocol: Protocol, endpoint: string): Subscription {
    const before = this.subscriptions(topicArn).find(
      (one) => one.protocol === protocol && one.endpoint === endpoint,
    );
    if (before) return before;
    const arn = `${topicArn}:${randomUUID()}`;
    const isConfirmed = protocol !== 'email';
    const made = { arn, topicArn, protocol, endpoint, isConfirmed };
    this.#subscriptions.set(arn, made);
    return made;
  }

  unsubscribe(arn: string): void {
    this.#subscriptions.delete(arn);
  }

  /** Of one topic, or of all. */
  subscriptions(topicArn?: string): readonly Subscription[] {
    return [...this.#subscriptions.values()].filter(
      (one) => topicArn === undefined || one.topicArn === topicArn,
    );
  }

  /** Answers the message's id. Whoever listens by HTTP hears of it without anybody waiting. */
  publish(message: Omit<InboxMessage, 'atMs' | 'messageId'>): string {
    const published = { ...message, atMs: this.#clock.nowMs(), messageId: randomUUID() };
    this.#messages.push(published);
    for (const subscription of this.subscriptions(message.topicArn)) {
      const { protocol } = subscription;
      if (protocol === 'http' || protocol === 'https') {
        deliverByHttp(subscription, published, this.#clock);
      }
    }
    return published.messageId;
  }

  /** Oldest first. */
  messages(): readonly InboxMessage[] {
    return this.#messages;
  }
}
